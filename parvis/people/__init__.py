"""Persons, households, notices, consents, and the card by which a person opens her own path.

May import access, search, core, engines, kernel. Knows nothing of what is done for people.
"""
