"""Reads of the room. Each begins with the actor."""

from parvis.oversight.queries.certificates import Certificate, Line, certificate, certificates
from parvis.oversight.queries.due import DueLine, due_lines, log_lines
from parvis.oversight.queries.holds import HoldLine, hold_line, hold_lines, holds_waiting
from parvis.oversight.queries.own import OwnTerm, own_term

__all__ = [
    "Certificate",
    "DueLine",
    "HoldLine",
    "Line",
    "OwnTerm",
    "certificate",
    "certificates",
    "due_lines",
    "hold_line",
    "hold_lines",
    "holds_waiting",
    "log_lines",
    "own_term",
]
