"""What rules do: their worked examples, and what other readings would change."""
