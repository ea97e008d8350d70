"""From one key to the next while the house is open: what is sealed and what is found blindly passes over row by row."""

from parvis.core.rotation.blind import BlindColumn, blind_columns, register
from parvis.core.rotation.destroy import destroy
from parvis.core.rotation.sealed import every_sealed_value, sealed_columns, unopenable
from parvis.core.rotation.turning import Rotated, rotate

__all__ = [
    "BlindColumn",
    "Rotated",
    "blind_columns",
    "destroy",
    "every_sealed_value",
    "register",
    "rotate",
    "sealed_columns",
    "unopenable",
]
