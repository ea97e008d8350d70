"""What receivers see and do: one noun a file."""
