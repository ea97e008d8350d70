"""Forms of the path."""
