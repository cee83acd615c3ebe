"""The same job by other means: one module each, with what it does not do."""
