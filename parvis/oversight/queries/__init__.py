"""Reads of the room. Each begins with the actor."""

from parvis.oversight.queries.certificates import Certificate, Line, certificate, certificates
from parvis.oversight.queries.due import DueLine, due_lines
from parvis.oversight.queries.holds import HoldLine, hold_line, hold_lines

__all__ = [
    "Certificate",
    "DueLine",
    "HoldLine",
    "Line",
    "certificate",
    "certificates",
    "due_lines",
    "hold_line",
    "hold_lines",
]
