"""The kinds of help, one file each."""

from parvis.engagement.kinds.details import Detail, Facet, Shape, as_text, faults
from parvis.engagement.kinds.facets import after_work, answered, spoken, words
from parvis.engagement.kinds.kind import HOST, NEWCOMER, ChecksFrom, Kind, Placing
from parvis.engagement.kinds.registry import forget, found_in_search, kind_of, kinds, load, register

__all__ = [
    "HOST",
    "NEWCOMER",
    "ChecksFrom",
    "Detail",
    "Facet",
    "Kind",
    "Placing",
    "Shape",
    "after_work",
    "answered",
    "as_text",
    "faults",
    "forget",
    "found_in_search",
    "kind_of",
    "kinds",
    "load",
    "register",
    "spoken",
    "words",
]
