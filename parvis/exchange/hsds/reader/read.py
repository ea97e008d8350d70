"""The reading, step by step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from parvis.engines.intake.csv_rows import csv_rows
from parvis.engines.intake.decode import decode, looks_binary
from parvis.engines.intake.desk import Desk, Row
from parvis.engines.intake.errors import EmptySource, NotATable
from parvis.engines.intake.mojibake import is_squeezed
from parvis.engines.intake.repair import Mender
from parvis.engines.intake.source import SourceFile, open_source
from parvis.exchange.hsds.errors import NotHsds
from parvis.exchange.hsds.reader.common import Common
from parvis.exchange.hsds.reader.index import Index
from parvis.exchange.hsds.reader.json_rows import JsonRows
from parvis.exchange.hsds.reader.organisations import build_organisation
from parvis.exchange.hsds.reader.places import Places
from parvis.exchange.hsds.reader.services import Services
from parvis.exchange.hsds.reader.tables import COLUMNS, TABLE_OF, version_of
from parvis.exchange.hsds.records import KEPT, REPAIRED, Problem, Reading

# Services first: an organisation or a place that stands in them is then completed by its own file.
_ORDER = ("services", "organizations", "locations")
MAIN = ("services", "organizations")


def read(path: Path | str, *, region: str = "US") -> Reading:
    """Read a folder, zip or file in HSDS 1.1, 2.x or 3.x. `region` (ISO 3166-1) is where numbers without a country code and
    addresses without a country are. Raises a `SourceError` when it is no HSDS; a bad row is a `Problem` instead.
    """
    files = sorted(
        _open(Path(path)), key=lambda f: (_ORDER.index(t) if (t := TABLE_OF.get(f.stem)) in _ORDER else 9, f.name)
    )
    desk = Desk()
    taken = JsonRows(desk)
    rows = list(_rows(files, desk, taken))
    stems = {file.stem for file in files}
    columns: dict[str, set[str]] = {}
    for row in rows:
        columns.setdefault(row.table, set()).update(row.values)
    if not any(row.table in ("services", "organizations") for row in rows):
        raise NotHsds(path=Path(path).name)
    index = Index((row for row in rows if not row.rejected), desk)
    common = Common(index, region)
    places = Places(common)
    build = Services(common, places).build
    services = tuple(build(row) for row in index.main["services"].values())
    # Services come first in the reading; organisations keep the order of their own file.
    bodies = sorted(index.main["organizations"].values(), key=lambda row: taken.order.get(row.id, len(taken.order)))
    organisations = tuple(build_organisation(common, places, row) for row in bodies)
    counts = desk.counts()
    main = frozenset(count.file for count in counts if _table(count.file) in MAIN)
    return Reading(version_of(stems, columns), organisations, services, desk.all_problems(), counts, main)


def _open(path: Path) -> list[SourceFile]:
    try:
        return list(open_source(path))
    except NotATable as error:
        raise NotHsds(path=path.name) from error


def _csv(text: str, file: SourceFile, desk: Desk) -> Iterator[Row]:
    table = TABLE_OF[file.stem]
    return csv_rows(text, table=table, file=file.name, desk=desk, rename=COLUMNS.get(table))


def _table(file: str) -> str:
    """The HSDS table of an account: `services.csv`, or `all.json:services`."""
    name = file.rpartition(":")[2]
    stem = name.rpartition(".")[0] or name
    return TABLE_OF.get(stem.lower(), stem)


def _rows(files: list[SourceFile], desk: Desk, taken: JsonRows) -> Iterator[Row]:
    texts = [(file, _text(file, desk, alone=len(files) == 1)) for file in files]
    mender = Mender(desk, squeezed=any(is_squeezed(text) for _, text in texts if text))
    for file, text in texts:
        if text is None:
            continue
        found: list[Row] = []
        try:
            if file.is_json:
                found = list(taken.rows(text, stem=file.stem, file=file.name))
            else:
                found = list(_csv(text, file, desk))
        except NotHsds:
            if file.stem in TABLE_OF or len(files) == 1:
                raise
            desk.problems.append(Problem(file.name, 0, "", "file.unknown", KEPT, file.name))
        for row in found:
            if not row.rejected:
                mender.row(row)
        yield from found


def _text(file: SourceFile, desk: Desk, *, alone: bool) -> str | None:
    """The file's text; None for a file that is none of HSDS's tables."""
    if looks_binary(file.content):
        raise NotHsds(path=file.name)
    if file.stem not in TABLE_OF and not file.is_json:
        if alone:
            raise NotHsds(path=file.name)
        desk.problems.append(Problem(file.name, 0, "", "file.unknown", KEPT, file.name))
        return None
    decoded = decode(file.content)
    if not decoded.text.strip():
        if alone:
            raise EmptySource(path=file.name)
        desk.problems.append(Problem(file.name, 0, "", "file.empty", KEPT, file.name))
        return None
    if decoded.reason:
        desk.problems.append(Problem(file.name, 0, "", decoded.reason, REPAIRED, file.name))
    return decoded.text
