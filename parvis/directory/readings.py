"""What a reader of some format hands over, and how it is brought in: the same for every format."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from parvis.directory import actions
from parvis.directory.incoming import OrganisationIn, ServiceIn, UpsertCounts
from parvis.engines.intake.problems import REPAIRED, FileCount, Problem
from parvis.engines.intake.report import by_reason, write_report
from parvis.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a source said. `version` names the format as far as it tells; `main` the files whose rows are services or
    organisations, by the name of their `FileCount`.
    """

    version: str
    organisations: tuple[OrganisationIn, ...]
    services: tuple[ServiceIn, ...]
    problems: tuple[Problem, ...]
    files: tuple[FileCount, ...]
    main: frozenset[str] = field(default_factory=frozenset)

    @property
    def rejected(self) -> int:
        """Rows of every file that were not taken."""
        return sum(file.rejected for file in self.files)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceNote:
    """A source as it is kept: its name is half of every record's identity, its title, licence and link are shown with them."""

    name: str
    title: str = ""
    licence: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What an import did: `counts` of services and organisations in the directory, and the reading with its problems."""

    counts: UpsertCounts
    reading: Reading

    @property
    def rejected(self) -> int:
        """Rows that were not taken."""
        return self.reading.rejected

    def told(self) -> dict[str, Any]:
        """As JSON. The first counts are of services and organisations: `read` = `created` + `updated` + `unchanged` +
        `rejected`; `missing` were there before and are not in the source now. `rows` are those of every file of the source.
        """
        reading, counts = self.reading, asdict(self.counts)
        rejected = sum(file.rejected for file in reading.files if file.file in reading.main)
        done = Counter(problem.done for problem in reading.problems)
        return {
            "read": counts["read"] + rejected,
            **{name: counts[name] for name in ("created", "updated", "unchanged")},
            "rejected": rejected,
            "missing": counts["missing"],
            "repairs": done[REPAIRED],
            "rows": {"read": sum(file.read for file in reading.files), "rejected": reading.rejected},
            "version": reading.version,
            "services": len(reading.services),
            "organisations": len(reading.organisations),
            "files": [asdict(file) for file in reading.files],
            "reasons": {f"{kind}: {reason}": count for (kind, reason), count in by_reason(reading.problems).items()},
        }


def bring(
    reading: Reading, *, note: SourceNote, language: str = "", report: Path | None = None, by: Actor, at: datetime
) -> Loaded:
    """Write the report, then hand the records to the directory. The same source again changes nothing."""
    if report is not None:
        write_report(report, reading.problems)
    actions.note_source(name=note.name, title=note.title, licence=note.licence, link=note.link, by=by, at=at)
    counts = actions.upsert_from_source(
        source=note.name,
        organisations=reading.organisations,
        services=reading.services,
        language=language,
        by=by,
        at=at,
    )
    return Loaded(counts, reading)
