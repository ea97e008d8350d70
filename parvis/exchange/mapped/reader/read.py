"""The reading, step by step."""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import Path

from parvis.directory.readings import Reading
from parvis.engines.intake.decode import decode, looks_binary
from parvis.engines.intake.desk import Desk
from parvis.engines.intake.errors import NotATable
from parvis.engines.intake.mojibake import is_squeezed
from parvis.engines.intake.problems import REPAIRED, Problem
from parvis.engines.intake.repair import Mender
from parvis.engines.intake.source import SourceFile, open_source
from parvis.exchange.mapped.errors import FileMissing
from parvis.exchange.mapped.reader.assemble import Assembly
from parvis.exchange.mapped.reader.build import Ground
from parvis.exchange.mapped.reader.evaluate import first
from parvis.exchange.mapped.reader.raw import Raw, rows_of
from parvis.exchange.mapped.schema.shapes import FeedMap, FileMap

ENDINGS = (".csv", ".json", ".tsv", ".txt", ".geojson", ".jsonl", ".ndjson")
_TABLES = (".csv", ".tsv", ".txt")


def read(path: Path | str, feed: FeedMap) -> Reading:
    """Read a folder, zip or file by its mapping. Raises a `SourceError` when it is not the feed that the mapping tells of; a bad
    row is a `Problem` instead.
    """
    files = list(open_source(Path(path), endings=ENDINGS))
    desk = Desk()
    plans = _matched(files, feed, Path(path))
    texts = {file.name: _text(file, desk) for file, _plan in plans}
    mender = Mender(desk, squeezed=any(map(is_squeezed, texts.values())))
    assembly = Assembly(desk, Ground(region=feed.region, bounds=feed.bounds))
    main: set[str] = set()
    for file, plan in plans:
        _take(file, texts[file.name], plan, assembly, mender)
        if plan.section("service") or plan.section("organisation"):
            main.add(file.name)
    for file in files:
        if file.name not in texts:
            desk.about_file(file.name, "", "file.unknown", file.name)
    organisations, services = assembly.finish()
    return Reading("mapped", organisations, services, desk.all_problems(), desk.counts(), frozenset(main))


def _matched(files: list[SourceFile], feed: FeedMap, path: Path) -> list[tuple[SourceFile, FileMap]]:
    """Files with the part of the mapping that reads them, in the mapping's order. A single file needs no name."""
    if len(files) == 1 and len(feed.files) == 1:
        return [(files[0], feed.files[0])]
    found: list[tuple[SourceFile, FileMap]] = []
    for plan in feed.files:
        named = [file for file in files if fnmatch(file.name.lower(), plan.file.lower())]
        if not named and not plan.optional:
            raise FileMissing(path=path.name, file=plan.file)
        found += [(file, plan) for file in named if all(file is not taken for taken, _ in found)]
    return found


def _text(file: SourceFile, desk: Desk) -> str:
    if looks_binary(file.content):
        raise NotATable(path=file.name)
    decoded = decode(file.content)
    if decoded.reason:
        desk.problems.append(Problem(file.name, 0, "", decoded.reason, REPAIRED, file.name))
    if not decoded.text.strip():
        desk.about_file(file.name, "", "file.empty", file.name)
    return decoded.text


def _take(file: SourceFile, text: str, plan: FileMap, assembly: Assembly, mender: Mender) -> None:
    if not text.strip():
        return
    is_json = not file.name.lower().endswith(_TABLES)
    for row in rows_of(text, file=file.name, is_json=is_json, plan=plan, desk=mender.desk):
        if row.rejected:
            continue
        mender.row(row)
        raw = Raw(row)
        if plan.skip and (why := first(plan.skip, raw, mender.desk, "skip")):
            mender.desk.reject(row, "skip", "row.left_out", why)
        else:
            assembly.take(raw, plan)
