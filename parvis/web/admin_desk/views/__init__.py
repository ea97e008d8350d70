"""What the desk shows and does: one noun a file."""
