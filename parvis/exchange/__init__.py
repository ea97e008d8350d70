"""Formats in and out of Parvis, one self-contained folder each."""
