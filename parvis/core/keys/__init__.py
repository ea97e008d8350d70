"""Key rings, one a controller and one in common, in the folder `PARVIS_KEYS`; never in a database or a backup."""

from parvis.core.keys.errors import KeysExposed, KeysLocked, KeysMissing, KeysRefused
from parvis.core.keys.ring import BACKUP, COMMON, TOKENS, Ring, forget_rings, locked, ring
from parvis.core.keys.seal import open_sealed, seal, sealed_by

__all__ = [
    "BACKUP",
    "COMMON",
    "TOKENS",
    "KeysExposed",
    "KeysLocked",
    "KeysMissing",
    "KeysRefused",
    "Ring",
    "forget_rings",
    "locked",
    "open_sealed",
    "ring",
    "seal",
    "sealed_by",
]
