"""Decisions in plain Python: no Django, no database, no clock, no files. One small package an idea."""
