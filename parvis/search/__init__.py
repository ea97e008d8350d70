"""Index and query. Rooms publish documents to it with visibility tokens; it never asks them.

May import core, kernel, engines.
"""
