"""The tables of the room."""

from parvis.search.models.document import Document
from parvis.search.models.edition import Edition

__all__ = ["Document", "Edition"]
