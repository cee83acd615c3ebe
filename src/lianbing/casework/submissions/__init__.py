"""Documents that are handed in: what is due from whom and when, and what is there, missing, late or wrong."""
