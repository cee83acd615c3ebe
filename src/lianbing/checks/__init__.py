"""What records must satisfy before anything is scored, wherever they came from."""
