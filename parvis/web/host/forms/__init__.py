"""Forms of the receivers."""
