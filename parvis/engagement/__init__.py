"""Offers of every kind, engagements with them, sessions and attendance: the one idea that carries all kinds of help.

May import people, directory and what lies below.
"""
