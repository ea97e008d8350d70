"""What staff type: plain Django forms, one noun a file."""
