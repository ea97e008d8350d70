"""Rows that hang on an organisation, a service or a place: phones, languages, schedules, addresses and the like."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import time

from parvis.engines.hours import Opening, parse_hours, parse_time, weekdays_from_rrule
from parvis.engines.intake import fields
from parvis.engines.intake.desk import Desk, Row
from parvis.engines.intake.languages import code_of, recognise
from parvis.engines.intake.phones import normal_phone
from parvis.engines.intake.values import says_hidden
from parvis.exchange.hsds.records import (
    AccessibilityRecord,
    AddressRecord,
    ChangeRecord,
    LanguageRecord,
    PhoneRecord,
    ScheduleRecord,
)

LINKS = (
    "service_id", "service_at_location_id", "location_id", "organization_id", "contact_id", "phone_id", "resource_id",
)  # fmt: skip
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def phone(desk: Desk, row: Row, region: str, languages: tuple[LanguageRecord, ...] = ()) -> PhoneRecord | None:
    """A phone; None (rejected) without a number."""
    given = row.text("number")
    if not given:
        desk.reject(row, "number", "row.blank")
        return None
    number, extension, valid = normal_phone(given.strip('"'), region)
    if not valid:
        desk.kept(row, "number", "phone.invalid", given)
    elif not given.startswith("+") and number.startswith("+"):
        desk.suppose(row, "number", "phone.international")
    spoken = row.text("language")
    more = tuple(LanguageRecord(code=s.code, name=s.name, note=s.note) for s in recognise(spoken)) if spoken else ()
    return PhoneRecord(
        number=number if valid else given,
        valid=valid,
        extension=row.text("extension") or (extension if valid else ""),
        kind=row.text("type") or "voice",
        description=row.text("description"),
        languages=(*languages, *more),
        source_id=row.id,
        extra=fields.rest(row, *LINKS),
    )


def languages(desk: Desk, row: Row) -> list[LanguageRecord]:
    """One or several languages; rejected when the row says none."""
    name, code, note = row.text("name"), row.text("code"), row.text("note")
    if not name and not code:
        desk.reject(row, "language", "row.blank")
        return []
    known = code_of(code) if code else ""
    if code and not known:
        desk.kept(row, "code", "language.code", code)
    if known:
        return [LanguageRecord(code=known, name=name, note=note, source_id=row.id, extra=fields.rest(row, *LINKS))]
    spoken = recognise(name or code)
    if not spoken[0].code:
        desk.kept(row, "language", "language.unknown", name)
    elif len(spoken) > 1 or spoken[0].note:
        desk.repaired(row, "language", "language.from_text", name)
    extra = fields.rest(row, *LINKS)
    if code:
        extra["code"] = code
    return [
        LanguageRecord(code=s.code, name=s.name, note=note or s.note, source_id=row.id, extra=extra) for s in spoken
    ]


def address(desk: Desk, row: Row, region: str) -> AddressRecord | None:
    """An address; rejected when it names neither street, town nor postcode."""
    lines = row.text("address_1"), row.text("address_2"), row.text("city"), row.text("postal_code")
    if not any(lines):
        desk.reject(row, "", "row.blank")
        return None
    country = row.peek("country").upper()
    if re.fullmatch("[A-Z]{2}", country):
        row.text("country")
    elif not country:
        desk.suppose(row, "country", "country.supposed")
        country = region
    else:
        desk.kept(row, "country", "country.invalid", country)
        country = ""
    kind = row.text("address_type") or ("postal" if row.table == "postal_addresses" else "physical")
    return AddressRecord(
        line_1=lines[0],
        line_2=lines[1],
        attention=row.text("attention"),
        city=lines[2],
        region=row.text("region"),
        state=row.text("state_province"),
        postal_code=lines[3],
        country=country,
        kind=kind if kind in ("physical", "postal", "virtual") else "physical",
        source_id=row.id,
        extra=fields.rest(row, *LINKS),
    )


def is_hidden(place: AddressRecord) -> bool:
    """An address that says of itself that it is not to be told."""
    return says_hidden(f"{place.line_1} {place.line_2} {place.attention}")


def accessibility(desk: Desk, row: Row) -> AccessibilityRecord | None:
    """What is said about access; rejected when nothing is."""
    link = fields.url(desk, row, "url")
    told = AccessibilityRecord(description=row.text("description"), details=row.text("details"), url=link)
    if not (told.description or told.details or told.url):
        desk.reject(row, "", "row.blank")
        return None
    return AccessibilityRecord(
        description=told.description, details=told.details, url=link, source_id=row.id, extra=fields.rest(row, *LINKS)
    )


def change(desk: Desk, row: Row) -> ChangeRecord:
    """One line of a change log."""
    return ChangeRecord(
        field=row.text("field_name"),
        on=fields.day(desk, row, "last_action_date"),
        action=row.text("last_action_type"),
        previous=row.text("previous_value"),
        replacement=row.text("replacement_value"),
        by=row.text("updated_by"),
        source_id=row.id,
        extra=fields.rest(row, *LINKS),
    )


def schedules(desk: Desk, rows: Iterable[Row], *, link: bool = False) -> tuple[ScheduleRecord, ...]:
    """The openings of one owner. Where HSDS 1.1 keeps the original text and all of it is understood, the text wins over the
    columns cut out of it, which lose lunch breaks."""
    done: list[ScheduleRecord] = []
    texts: set[str] = set()
    for row in rows:
        text = row.text("original_text")
        parsed = parse_hours(text) if text else None
        if parsed and parsed.understood:
            if text not in texts:
                done += [_weekly(opening) for opening in parsed.openings]
            texts.add(text)
            if not _agrees(row, parsed.openings):
                desk.repaired(row, "opens_at", "hours.from_text", text)
            continue
        done += _columns(desk, row, text, link=link)
    return tuple(_unique(done))


def _unique(records: list[ScheduleRecord]) -> list[ScheduleRecord]:
    found: list[ScheduleRecord] = []
    for record in records:
        if record not in found:
            found.append(record)
    return found


def _weekly(opening: Opening) -> ScheduleRecord:
    return ScheduleRecord(weekday=opening.weekday, opens_at=opening.opens, closes_at=opening.closes)


def _agrees(row: Row, openings: tuple[Opening, ...]) -> bool:
    """Whether the row's columns say one of the openings. The columns are used up: the text has said it."""
    weekday, opens, closes = _weekday(row.text("weekday")), row.text("opens_at"), row.text("closes_at")
    start = parse_time(opens)
    end = parse_time(closes, after=start.time if start else None)
    said = (weekday, start and start.time, end and end.time)
    return said in {(o.weekday, o.opens, o.closes) for o in openings}


def _columns(desk: Desk, row: Row, text: str, *, link: bool) -> list[ScheduleRecord]:
    """Openings of a row as its columns say them (1.1 weekday, or RRULE since 2.0); the text stays as a note."""
    opens = _time(desk, row, "opens_at", None)
    closes = _time(desk, row, "closes_at", opens)
    valid_from, valid_to = fields.day(desk, row, "valid_from"), fields.day(desk, row, "valid_to")
    words = {name: row.text(name) for name in ("description", "notes")}
    note = "\n".join(dict.fromkeys(t for t in (*words.values(), text) if t))
    days, rule = _days(desk, row)
    if not days and not rule and not note and opens is None:
        desk.reject(row, "", "row.blank")
        return []
    extra = fields.rest(row, *LINKS) | ({"hsds_link": True} if link else {})
    extra |= words if all(words.values()) else {}
    return [
        ScheduleRecord(
            weekday=day,
            opens_at=opens,
            closes_at=closes,
            valid_from=valid_from,
            valid_to=valid_to,
            note=note,
            rule=rule,
            source_id=row.id,
            extra=extra,
        )
        for day in days or (None,)
    ]


def _days(desk: Desk, row: Row) -> tuple[tuple[int, ...], str]:
    named = row.peek("weekday")
    if named:
        weekday = _weekday(named)
        if weekday is None:
            desk.kept(row, "weekday", "weekday.unknown", named)
            return (), ""
        row.text("weekday")
        return (weekday,), ""
    interval = row.peek("interval") or "1"
    parts = {
        name: row.peek(name)
        for name in ("freq", "interval", "byday", "bymonthday", "byyearday", "byweekno", "count", "until")
    }
    narrowing = any(parts[name] for name in ("bymonthday", "byyearday", "byweekno", "count", "until"))
    plain = (
        None
        if narrowing or not interval.isdigit()
        else weekdays_from_rrule(freq=parts["freq"], byday=parts["byday"], interval=int(interval))
    )
    if plain is not None:
        for name in ("freq", "interval", "byday"):
            row.text(name)
        return plain, ""
    rule = ";".join(f"{name.upper()}={value}" for name, value in parts.items() if value)
    return (), rule


def _weekday(text: str) -> int | None:
    start = text.strip().lower()[:3]
    return _DAYS.index(start) if start in _DAYS else None


def _time(desk: Desk, row: Row, name: str, after: time | None) -> time | None:
    text = row.peek(name)
    if not text:
        return None
    found = parse_time(re.sub(r"(?:Z|[+-]\d\d:?\d\d)$", "", text), after=after)
    if found is None:
        desk.kept(row, name, "time.invalid", text)
        return None
    seconds = bool(re.fullmatch(r":\d\d(?:\.\d+)?", found.rest))
    if not found.sure:
        desk.repaired(row, name, "time.half_day_supposed", text)
    elif found.rest and not seconds:
        desk.repaired(row, name, "time.with_words", text)
    if not found.rest or seconds:
        row.text(name)
    return found.time
