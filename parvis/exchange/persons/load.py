"""From a file to the register: read, hand over in batches, tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path

from parvis.engines.intake.desk import Desk, Row
from parvis.engines.intake.report import by_reason, write_report
from parvis.exchange.persons.read import read
from parvis.kernel.actor import Actor
from parvis.people.actions import Listed, bring_people

BATCH = 1000  # in one transaction: what was acknowledged stays, an import that was stopped goes on where it was


@dataclass(slots=True)
class Loaded:
    """What became of the rows: `read` = `created` + `updated` + `unchanged` + `rejected`; by reason, what was refused or mended."""

    counts: Counter[str] = field(default_factory=Counter)
    reasons: dict[str, int] = field(default_factory=dict)


def load(path: Path, *, source: str, by: Actor, at: datetime, report: Path | None = None) -> Loaded:
    """Bring a list into the register of the command's controller. The same list again changes nothing."""
    desk, counts = Desk(), Counter(dict.fromkeys(("read", "created", "updated", "unchanged", "rejected"), 0))
    rows = read(path, desk)
    while batch := dict(_taken(rows)):
        brought = bring_people(people=[one for _, one in batch.values()], source=source, by=by, at=at)
        for number, (name, reason) in brought.refused.items():
            row, one = batch[number]
            desk.reject(row, name, reason, row.peek(name) or one.source_id)
        counts.update({name: count for name, count in brought.counts.items() if name != "rejected"})
    counts["read"], counts["rejected"] = sum(desk.read.values()), sum(desk.refused.values())
    problems = desk.all_problems()
    if report is not None:
        write_report(report, problems)
    return Loaded(counts, {f"{done}: {reason}": count for (done, reason), count in by_reason(problems).items()})


def _taken(rows: Iterator[tuple[Row, Listed]]) -> Iterator[tuple[str, tuple[Row, Listed]]]:
    for row, one in islice(rows, BATCH):
        yield one.source_id, (row, one)
