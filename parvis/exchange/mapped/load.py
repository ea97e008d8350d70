"""From files to the directory by a mapping: read, hand over, tell."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from parvis.directory.readings import Loaded, SourceNote, bring
from parvis.exchange.mapped.reader import read
from parvis.exchange.mapped.schema import mapping
from parvis.kernel.actor import Actor


def load(
    path: Path, *, by_mapping: str, source: str = "", by: Actor, at: datetime, report: Path | None = None
) -> Loaded:
    """Bring a feed into the directory. The same feed again changes nothing.

    `by_mapping` is the name of one of the house's mappings, or a file; `source` the name the records are kept under, the
    mapping's own unless given. Raises `MappingInvalid`, `MappingNotFound` and other `SourceError`s.
    """
    feed = mapping(by_mapping)
    note = SourceNote(name=source or feed.name, title=feed.title, licence=feed.licence, link=feed.link)
    return bring(read(path, feed), note=note, language=feed.language, report=report, by=by, at=at)
