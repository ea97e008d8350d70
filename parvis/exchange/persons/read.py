"""From a CSV file to persons as they stand there, each row accounted for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from parvis.engines.intake.csv_rows import csv_rows, header_of
from parvis.engines.intake.decode import decode, looks_binary
from parvis.engines.intake.desk import Desk, Row
from parvis.engines.intake.errors import NotATable
from parvis.engines.intake.repair import Mender
from parvis.engines.intake.source import open_source
from parvis.engines.text import script_of
from parvis.exchange.persons.errors import NoPersons
from parvis.people.actions import Birth, Listed, NewName
from parvis.people.choices import BirthPrecision, Gender, NameKind

NEEDED = ("source_id", "names")
_YEAR = re.compile(r"\d{4}")
_SEXES = {
    "": Gender.UNKNOWN, "unknown": Gender.UNKNOWN, "u": Gender.UNKNOWN, "?": Gender.UNKNOWN,
    "female": Gender.FEMALE, "f": Gender.FEMALE, "w": Gender.FEMALE, "woman": Gender.FEMALE,
    "male": Gender.MALE, "m": Gender.MALE, "h": Gender.MALE, "man": Gender.MALE,
    "other": Gender.OTHER, "x": Gender.OTHER, "not_said": Gender.NOT_SAID,
}  # fmt: skip


def read(path: Path, desk: Desk) -> Iterator[tuple[Row, Listed]]:
    """Every row that can be a person. Raises a `SourceError` for what is no such list; rows that can't be are rejected on the desk."""
    for file in open_source(path, endings=(".csv", ".txt", ".tsv")):
        if looks_binary(file.content):
            raise NotATable(path=file.name)
        decoded = decode(file.content)
        if not set(NEEDED).issubset(header_of(decoded.text)):
            raise NoPersons(path=file.name)
        if decoded.reason:
            desk.about_file(file.name, "", decoded.reason)
        yield from _rows(decoded.text, file.name, desk)


def _rows(text: str, name: str, desk: Desk) -> Iterator[tuple[Row, Listed]]:
    seen: set[str] = set()
    mender = Mender(desk)
    for row in csv_rows(text, table="", file=name, desk=desk):
        if row.rejected:
            continue
        mender.row(row)
        number = row.peek("source_id")
        if not number:
            desk.reject(row, "source_id", "missing")
        elif number in seen:
            desk.reject(row, "source_id", "twice", number)
        else:
            seen.add(number)
            yield row, _listed(row, number, desk)


def _listed(row: Row, number: str, desk: Desk) -> Listed:
    return Listed(
        source_id=number,
        names=_names(row.peek("names")),
        birth=_birth(row.peek("born")),
        gender=_sex(row, desk),
        language=row.peek("language") or "und",
    )


def _names(text: str) -> list[NewName]:
    forms = [form.strip() for form in text.split("|") if form.strip()]
    foreign = bool(forms) and script_of(forms[0]) != "Latn"
    return [
        NewName(text=form, kind=_kind(number, romanised=foreign and script_of(form) == "Latn"))
        for number, form in enumerate(forms)
    ]


def _kind(number: int, *, romanised: bool) -> str:
    if number == 0:
        return NameKind.USED
    return NameKind.ROMANISED if romanised else NameKind.OTHER


def _birth(text: str) -> Birth:
    if not text:
        return Birth(precision=BirthPrecision.UNKNOWN)
    return Birth(precision=BirthPrecision.YEAR if _YEAR.fullmatch(text) else BirthPrecision.DATE, value=text)


def _sex(row: Row, desk: Desk) -> str:
    """Of the list, or unknown, and that is said: it is weak evidence, and no reason to leave somebody out."""
    told = row.peek("sex").lower()
    if told not in _SEXES:
        desk.repaired(row, "sex", "not_a_choice", told)
    return _SEXES.get(told, Gender.UNKNOWN)
