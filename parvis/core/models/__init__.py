"""The tables of the foundation."""

from parvis.core.models.acting import Acting
from parvis.core.models.change import Change
from parvis.core.models.message import Message
from parvis.core.models.once import Once
from parvis.core.models.read import Read
from parvis.core.models.record import Record, Versioned
from parvis.core.models.transition import Transition
from parvis.core.models.translation import Translation

__all__ = ["Acting", "Change", "Message", "Once", "Read", "Record", "Transition", "Translation", "Versioned"]
