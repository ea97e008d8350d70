"""Counts what the rooms show it, and never a person."""
