"""The tables of the room."""

from parvis.oversight.models.erasure import Erasure
from parvis.oversight.models.hold import Hold

__all__ = ["Erasure", "Hold"]
