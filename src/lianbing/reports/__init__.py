"""What people look at: results as data, tables, explanations, and the rulebook as a page."""
