"""What the person herself sees and does: one noun a file."""
