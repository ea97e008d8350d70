"""Names of persons across scripts and desks: what to find candidates by, and how alike two registrations are. No database, no keys."""

from parvis.engines.names.born import UNKNOWN, Born, born
from parvis.engines.names.compare import LEAST, Alike, Known, alike, nearest
from parvis.engines.names.keys import VERSION, asked_keys, kind, rarity, stored_keys

__all__ = [
    "LEAST",
    "UNKNOWN",
    "VERSION",
    "Alike",
    "Born",
    "Known",
    "alike",
    "asked_keys",
    "born",
    "kind",
    "nearest",
    "rarity",
    "stored_keys",
]
