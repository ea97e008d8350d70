"""What imports call where something came from."""

from __future__ import annotations

import argparse
from pathlib import Path


def source_of(path: Path) -> str:
    """The name of a source that was given none: its own, without ending."""
    return (path.resolve().stem or "source")[:60]


def source_name(text: str) -> str:
    """A name that was given."""
    if not 0 < len(text) <= 60:
        msg = "a name of at most 60 characters"
        raise argparse.ArgumentTypeError(msg)
    return text
