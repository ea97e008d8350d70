"""A year of what newcomers and hosts took up, outside any case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from parvis.cli.town.content import files, read
from parvis.cli.town.stage import Stage
from parvis.cli.town.story import Deed
from parvis.cli.town.taking import Taking
from parvis.kernel.actor import Actor


def deeds(stage: Stage) -> Iterator[Deed]:
    """Everything of `demo/history/`."""
    for name in files("history"):
        for offer, rows in read(name)["taken"].items():
            for row in rows:
                taking = Taking(
                    stage,
                    stage.runs[offer],
                    row,
                    asker=lambda row=row: _asker(stage, row),
                    since=stage.registered[row["who"]],
                )
                yield from taking.deeds()


def _asker(stage: Stage, row: Mapping[str, Any]) -> Actor:
    """She asks by herself, or a worker with her."""
    if "sent_by" in row:
        return stage.worker(row["sent_by"])
    return stage.person(row["who"], controller=stage.registers[row["who"]])
