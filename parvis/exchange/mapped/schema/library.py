"""Mappings by name (those that come with the house) or by path."""

from __future__ import annotations

import re
from pathlib import Path

from parvis.engines.intake.decode import decode
from parvis.exchange.mapped.errors import MappingNotFound
from parvis.exchange.mapped.schema.check import check
from parvis.exchange.mapped.schema.shapes import FeedMap

FOLDER = Path(__file__).resolve().parent.parent / "mappings"
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")


def names() -> list[str]:
    """The mappings that come with the house."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


def mapping(name_or_path: str) -> FeedMap:
    """One of the house's by its name, else the file. Raises `MappingNotFound`, `MappingInvalid`."""
    own = FOLDER / f"{name_or_path}.yaml"
    path = own if _NAME.fullmatch(name_or_path) and own.is_file() else Path(name_or_path)
    if not path.is_file():
        raise MappingNotFound(name=name_or_path, known=", ".join(names()))
    return check(decode(path.read_bytes()).text, file=path.name)
