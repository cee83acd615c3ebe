"""The readers of formulas: each backend gives every node of the language one meaning."""
