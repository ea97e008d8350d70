"""From files to the directory: read, hand over, tell."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from parvis.directory.readings import Loaded, SourceNote, bring
from parvis.exchange.hsds.errors import NotHsds
from parvis.exchange.hsds.reader import read
from parvis.kernel.actor import Actor


def load(
    path: Path, *, source: str, region: str, by: Actor, at: datetime, language: str = "", report: Path | None = None
) -> Loaded:
    """Bring an HSDS source into the directory. The same source again changes nothing (records carry a digest).

    `source` names where it comes from and is half of every record's identity; `language` is that of its texts. Raises a
    `SourceError` for what is no HSDS.
    """
    reading = read(path, region=region)
    try:
        return bring(
            reading, note=SourceNote(name=source, title=source), language=language, report=report, by=by, at=at
        )
    except RecursionError as error:  # an unknown value that is nested without end; the whole import is undone
        raise NotHsds(path=path.name) from error
