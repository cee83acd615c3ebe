"""Marking by a panel: who marks what, without knowing whose it is; and what came back."""
