"""Phones, languages, schedules, addresses, costs, documents, areas, contacts and terms as HSDS 3.0 has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from parvis.engines.hours import Opening, lines_from_openings
from parvis.exchange.hsds.records import (
    AccessibilityRecord,
    AddressRecord,
    AreaRecord,
    ChangeRecord,
    ContactRecord,
    CostRecord,
    DocumentRecord,
    LanguageRecord,
    PhoneRecord,
    ScheduleRecord,
    TaxonomyTermRecord,
)
from parvis.exchange.hsds.values import NAMESPACE, as_uuid
from parvis.exchange.hsds.writer.base import Json, email, filled, sub_id, texts, url

_RULE_TEXTS = (
    "dtstart",
    "until",
    "wkst",
    "freq",
    "byday",
    "byweekno",
    "bymonthday",
    "byyearday",
    "schedule_link",
    "attending_type",
)
_CHANGE = ("last_action_date", "last_action_type", "field_name", "previous_value", "replacement_value", "updated_by")
# What the directory calls a field, in HSDS's words.
FIELD_NAMES = {
    "who": "eligibility_description", "bring": "required_documents", "cost": "fees_description", "application": "application_process",
    "hours": "schedules", "place": "name", "address": "addresses", "point": "latitude, longitude", "directions": "transportation",
    "place_phones": "phones", "place_hours": "schedules",
}  # fmt: skip
_FREQ, _WKST = ("WEEKLY", "MONTHLY"), ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def hung(extra: Mapping[str, object]) -> Json:
    """Terms and change logs that came with a smaller thing (a phone, a schedule), those that have what the schema requires."""
    found: Json = {}
    for name, required in (("attributes", ("id",)), ("metadata", ("id", *_CHANGE))):
        given = extra.get(name)
        rows = [row for row in given if isinstance(row, Mapping)] if isinstance(given, list | tuple) else []
        whole = [dict(row) for row in rows if as_uuid(str(row.get("id", ""))) and all(key in row for key in required)]
        if whole:
            found[name] = whole
    return found


def log(owner: UUID, records: Sequence[ChangeRecord], entity: str) -> list[Json]:
    """The change log. Every text is required, if only empty; fields that we named are named as HSDS does."""
    return [
        {
            "id": str(sub_id(owner, "metadata", one.source_id, n)),
            "resource_id": str(owner),
            "resource_type": str(one.extra.get("resource_type") or entity),
            "last_action_date": one.on.isoformat() if one.on else str(one.extra.get("last_action_date", "")),
            "last_action_type": one.action,
            "field_name": FIELD_NAMES.get(one.field, one.field),
            "previous_value": one.previous,
            "replacement_value": one.replacement,
            "updated_by": one.by,
        }
        for n, one in enumerate(records)
    ]


def phones(owner: UUID, records: Sequence[PhoneRecord]) -> list[Json]:
    """`extension` is a number in HSDS; another one goes to the description."""
    return [_phone(owner, record, n) for n, record in enumerate(records)]


def _phone(owner: UUID, record: PhoneRecord, position: int) -> Json:
    own = sub_id(owner, "phone", record.source_id, position)
    is_number = record.extension.isdigit()
    words = f"ext. {record.extension}" if record.extension and not is_number else ""
    return filled({
        "id": own,
        "number": record.number,
        "extension": int(record.extension) if is_number else None,
        "type": record.kind,
        "description": "; ".join(text for text in (record.description, words) if text),
        "languages": languages(own, record.languages),
        **hung(record.extra),
    })  # fmt: skip


def languages(owner: UUID, records: Sequence[LanguageRecord]) -> list[Json]:
    """Code, name and condition. One source row may have named several languages: their ids are then told apart."""
    seen: set[str] = set()
    found = []
    for n, record in enumerate(records):
        source_id = record.source_id if record.source_id not in seen else f"{record.source_id}:{n}"
        seen.add(source_id)
        values = {
            "id": sub_id(owner, "language", source_id, n),
            "name": record.name,
            "code": record.code,
            "note": record.note,
            **hung(record.extra),
        }
        found.append(filled(values))
    return found


def schedules(owner: UUID, records: Iterable[ScheduleRecord]) -> list[Json]:
    """Weekdays with the same hours become one weekly rule; any other rule is written as it came."""
    rows = list(records)
    weekly = [r for r in rows if r.weekday is not None and r.opens_at and r.closes_at and not _told(r)]
    written = [_line(owner, n, line) for n, line in enumerate(lines_from_openings(map(_opening, weekly)))]
    for group in _grouped(row for row in rows if row not in weekly):
        written.append(_as_it_came(owner, group, len(written)))
    return written


def _opening(record: ScheduleRecord) -> Opening:
    assert record.weekday is not None
    assert record.opens_at is not None
    assert record.closes_at is not None
    return Opening(
        weekday=record.weekday, opens=record.opens_at, closes=record.closes_at, valid_from=record.valid_from,
        valid_to=record.valid_to, note=record.note,
    )  # fmt: skip


def _line(owner: UUID, position: int, line: object) -> Json:
    values = {name: getattr(line, name) for name in ("byday", "opens", "closes", "valid_from", "valid_to", "note")}
    return filled({
        "id": sub_id(owner, "schedule", "", position),
        "freq": "WEEKLY",
        "byday": values["byday"],
        "opens_at": f"{values['opens']:%H:%M}",
        "closes_at": f"{values['closes']:%H:%M}",
        "valid_from": values["valid_from"],
        "valid_to": values["valid_to"],
        "description": values["note"],
    })  # fmt: skip


def _told(record: ScheduleRecord) -> bool:
    """Whether the source gave it an identity or more than hours, to be kept as one."""
    return bool(as_uuid(record.source_id)) or any(
        name in record.extra for name in (*_RULE_TEXTS, "timezone", "count", "attributes", "metadata")
    )


def _grouped(records: Iterable[ScheduleRecord]) -> list[list[ScheduleRecord]]:
    """The weekdays that came from one source row belong together again."""
    groups: dict[tuple[object, ...], list[ScheduleRecord]] = {}
    for n, record in enumerate(records):
        key = (record.source_id or n, record.opens_at, record.closes_at, record.note, record.rule)
        groups.setdefault(key, []).append(record)
    return list(groups.values())


def _as_it_came(owner: UUID, group: Sequence[ScheduleRecord], position: int) -> Json:
    one = group[0]
    days = ",".join(_WKST[record.weekday] for record in group if record.weekday is not None)
    values = texts(one.extra, *_RULE_TEXTS)
    if days:
        values |= {"byday": days, "freq": "WEEKLY"}
    if values.get("freq") not in _FREQ:
        values.pop("freq", None)
    if values.get("wkst") not in _WKST:
        values.pop("wkst", None)
    values["schedule_link"] = url(str(values.get("schedule_link", "")))
    values = {name: values[name] for name in _RULE_TEXTS if name in values}
    for name in ("interval", "count", "timezone"):
        values[name] = number(one.extra.get(name))
    return filled({
        "id": sub_id(owner, "schedule", one.source_id, position),
        **values,
        "opens_at": f"{one.opens_at:%H:%M}" if one.opens_at else "",
        "closes_at": f"{one.closes_at:%H:%M}" if one.closes_at else "",
        "valid_from": one.valid_from,
        "valid_to": one.valid_to,
        "description": one.extra.get("description", one.note),
        "notes": one.extra.get("notes", ""),
        **hung(one.extra),
    })  # fmt: skip


def number(value: object) -> int | float | None:
    """A JSON number, when the value is one."""
    try:
        found = float(str(value))
    except ValueError:
        return None
    return int(found) if found.is_integer() else found


def addresses(owner: UUID, records: Sequence[AddressRecord]) -> list[Json]:
    """HSDS requires street, town, state, postcode and country to be there, if only empty."""
    return [
        filled({"attention": r.attention, "address_2": r.line_2, "region": r.region})
        | {
            "id": str(sub_id(owner, "address", r.source_id, n)),
            "address_1": r.line_1,
            "city": r.city,
            "state_province": r.state,
            "postal_code": r.postal_code,
            "country": r.country,
            "address_type": r.kind,
            **hung(r.extra),
        }
        for n, r in enumerate(records)
    ]


def accessibility(owner: UUID, records: Sequence[AccessibilityRecord]) -> list[Json]:
    """In the source's words."""
    return [
        filled(
            {
                "id": sub_id(owner, "accessibility", r.source_id, n),
                "description": r.description,
                "details": r.details,
                "url": url(r.url),
                **hung(r.extra),
            }
        )
        for n, r in enumerate(records)
    ]


def costs(owner: UUID, records: Sequence[CostRecord]) -> list[Json]:
    """What is to pay."""
    return [
        filled(
            {
                "id": sub_id(owner, "cost", r.source_id, n),
                "valid_from": r.valid_from,
                "valid_to": r.valid_to,
                "option": r.option,
                "currency": r.currency,
                "amount": number(r.amount),
                "amount_description": r.description,
                **hung(r.extra),
            }
        )
        for n, r in enumerate(records)
    ]


def documents(owner: UUID, records: Sequence[DocumentRecord]) -> list[Json]:
    """Papers to bring."""
    return [
        filled(
            {"id": sub_id(owner, "document", r.source_id, n), "document": r.name, "uri": url(r.url), **hung(r.extra)}
        )
        for n, r in enumerate(records)
    ]


def areas(owner: UUID, records: Sequence[AreaRecord]) -> list[Json]:
    """Where a service is offered."""
    return [
        filled(
            {
                "id": sub_id(owner, "area", r.source_id, n),
                "name": r.name,
                "description": r.description,
                "extent": r.extent,
                "extent_type": r.extent_type,
                "uri": url(r.url),
                **hung(r.extra),
            }
        )
        for n, r in enumerate(records)
    ]


def contacts(owner: UUID, records: Sequence[ContactRecord]) -> list[Json]:
    """Named contacts with their phones."""
    found = []
    for n, record in enumerate(records):
        own = sub_id(owner, "contact", record.source_id, n)
        values = {"name": record.name, "title": record.title, "department": record.department}
        values |= {"email": email(record.email)}
        found.append(filled({"id": own, **values, "phones": phones(own, record.phones), **hung(record.extra)}))
    return found


def attributes(owner: UUID, records: Sequence[TaxonomyTermRecord], entity: str) -> list[Json]:
    """Terms by which an object is classed. A term's id does not depend on what it classes."""
    return [_attribute(owner, record, n, entity) for n, record in enumerate(records)]


def _attribute(owner: UUID, record: TaxonomyTermRecord, position: int, entity: str) -> Json:
    extra = record.extra
    own = as_uuid(str(extra.get("attribute_id", ""))) or sub_id(
        owner, "attribute", record.source_id or record.code, position
    )
    values = texts({key.removeprefix("attribute_"): value for key, value in extra.items()}, "link_type", "value")
    return filled({"id": own, "link_id": owner, "link_entity": entity, **values, "taxonomy_term": write_term(record)})


def write_term(record: TaxonomyTermRecord) -> Json:
    """A term of a taxonomy."""
    extra = record.extra
    term = filled({
        "id": sub_id(NAMESPACE, f"term:{record.vocabulary}", record.source_id or record.code, 0),
        "code": record.code,
        "name": record.name or record.code,
        "description": record.description or record.name or record.code,
        "parent_id": as_uuid(str(extra.get("parent_id", ""))),
        "taxonomy": record.vocabulary,
        "language": extra.get("language") if isinstance(extra.get("language"), str) else "",
        "term_uri": url(record.url),
    })  # fmt: skip
    detail = extra.get("taxonomy_detail")
    if isinstance(detail, dict) and as_uuid(str(detail.get("id"))) and detail.get("name") and detail.get("description"):
        term["taxonomy_detail"] = {name: value for name, value in detail.items() if name != "uri" or url(str(value))}
    return term
