"""What staff see and do: one noun a file."""
