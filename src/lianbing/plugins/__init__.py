"""Plugins: what an indicator must give, and how those there are come together."""
