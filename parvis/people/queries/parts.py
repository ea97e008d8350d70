"""In which parts persons stand, and the list of hosts. What shows a name is noted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from parvis.core.audit import log_reads
from parvis.core.house import house
from parvis.core.nested import Nested
from parvis.core.prepared import PreparedFor
from parvis.core.rows import one
from parvis.kernel.actor import Actor
from parvis.people.choices import PartKind
from parvis.people.models import NoticeGiven, Part, Person, PersonName
from parvis.people.permissions import parts_visible_to, persons_visible_to
from parvis.people.queries.names import display_name, nested_names
from parvis.people.rules import HOSTS, Check, ends_soon, is_checked, part_state, surely_adult, vetting_at
from parvis.people.wording import notice_for, versions

ROWS = 25
# A part inside another row: read by `nested_part`.
NESTED_PART = (
    *("public_id", "part", "organisation_id", "organisation__name", "starts_on", "ends_on"),
    *("vetting", "vetting_paper", "vetting_until", "version"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """One part on a day. `state` is coming, running or ended; `vetting` the state of the check that counts on that day."""

    public_id: UUID
    part: str
    organisation_id: int | None
    organisation_name: str
    starts_on: date
    ends_on: date | None
    state: str
    vetting: str
    vetting_paper: str
    vetting_until: date | None
    vetting_ends_soon: bool
    version: int

    @property
    def is_host(self) -> bool:
        """Whether it is one of a host's parts."""
        return self.part in HOSTS

    @property
    def runs(self) -> bool:
        """Whether she stands in it on that day."""
        return self.state == "running"


@dataclass(frozen=True, slots=True, kw_only=True)
class HostLine:
    """A host in a list: a name to call her by, and what she does here. Nothing else."""

    id: int
    public_id: UUID
    name: str
    language: str
    parts: tuple[PartView, ...]


def parts_of(actor: Actor, person_id: int, at: datetime) -> list[PartView]:
    """All parts of a person one may see, those that run first, then the last begun. One query."""
    today = house().day(at)
    return in_time([_view(row, today) for row in _PARTS.rows(actor, of=person_id)])


def in_time(rows: list[PartView]) -> list[PartView]:
    """Those that run or will first, then what is history."""
    return sorted(rows, key=lambda row: row.state == "ended")


def _build_parts(actor: Actor, *, of: int) -> QuerySet[Part]:
    rows = parts_visible_to(actor).filter(person_id=of).select_related("organisation")
    return rows.order_by("-starts_on", "-id")


_PARTS = PreparedFor(_build_parts)


def hosts(actor: Actor, at: datetime, *, part: str = "", page: int = 1) -> tuple[list[HostLine], bool]:
    """Who stands in one of a host's parts today, or in this one, the last begun first; and whether there are more.

    Noted in each one's read log (`list`). Two statements and the note.
    """
    today = house().day(at)
    start = (max(1, page) - 1) * ROWS
    rows = list(_LISTED.rows(actor, (part,) if part in HOSTS else HOSTS, start, today=today))
    lines = [_line(row, today) for row in rows[:ROWS]]
    log_reads(actor=actor, reads=dict.fromkeys((line.id for line in lines), "list"), at=at)
    return lines, len(rows) > ROWS


def host_lines(actor: Actor, person_ids: Iterable[int], at: datetime) -> list[HostLine]:
    """The same of these persons, for what a search has found and noted already; one who stands in no host's part is left out."""
    wanted = [pk for pk in dict.fromkeys(person_ids) if pk]
    if not wanted:
        return []
    today = house().day(at)
    lines = [_line(row, today) for row in _THESE.rows(actor, ids=sorted(wanted), today=today)]
    found = {line.id: line for line in lines}
    return [found[pk] for pk in wanted if pk in found]


def tutors_beside(actor: Actor, organisation: str, today: date) -> Nested:
    """The tutors of the organisation whose id stands in a column of the outer row, of those one may see: id and names, for
    `named_beside`."""
    mine = Part.objects.filter(
        person=OuterRef("pk"), part=PartKind.TUTOR, organisation=OuterRef(OuterRef(organisation))
    )
    rows = persons_visible_to(actor).filter(Exists(running(mine, today)))
    names = nested_names(PersonName.objects.filter(person=OuterRef("pk")))
    return Nested(rows.annotate(nested_names=names).order_by("id"), "pk", "nested_names")


def named_beside(actor: Actor, items: Iterable[list[Any]], at: datetime) -> list[tuple[int, str]]:
    """By id: what each is called in a list that a row brought along; noted as read."""
    found = [(pk, display_name(names)) for pk, names in items]
    if found:
        log_reads(actor=actor, reads=dict.fromkeys((pk for pk, _name in found), "list"), at=at)
    return found


def _hosting(actor: Actor, parts: Iterable[str], today: date) -> QuerySet[Any]:
    mine = Part.objects.filter(person=OuterRef("pk"), part__in=HOSTS)
    rows = persons_visible_to(actor).filter(Exists(running(mine, today).filter(part__in=list(parts))))
    return rows.annotate(
        nested_names=nested_names(PersonName.objects.filter(person=OuterRef("pk"))),
        nested_parts=Nested(running(mine, today).order_by("-starts_on", "-id"), *NESTED_PART),
    )


def _build_list(actor: Actor, parts: tuple[str, ...], start: int, *, today: date) -> QuerySet[Any]:
    began = Max("parts__starts_on", filter=Q(parts__part__in=HOSTS))
    rows = _hosting(actor, parts, today).annotate(began=began).order_by("-began", "-pk")
    return rows.values("pk", "public_id", "language", "nested_names", "nested_parts")[start : start + ROWS + 1]


def _build_these(actor: Actor, *, ids: list[int], today: date) -> QuerySet[Any]:
    rows = _hosting(actor, HOSTS, today).filter(pk__in=ids)
    return rows.values("pk", "public_id", "language", "nested_names", "nested_parts")


_LISTED = PreparedFor(_build_list)
_THESE = PreparedFor(_build_these)


def running(rows: QuerySet[Part], today: date) -> QuerySet[Part]:
    """Those that run on that day."""
    return rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=today), starts_on__lte=today)


def needs_notice(actor: Actor, person_id: int, part: str) -> bool:
    """Whether she must be given the notice that goes with this part before she stands in it. For a person one may see."""
    told = NoticeGiven.objects.filter(person_id=person_id, version__in=versions(notice_for(part)))
    return not told.filter(person__in=persons_visible_to(actor)).exists()


def stands_in(person_id: int, part: str, at: datetime, *, organisation_id: int | None = None) -> bool:
    """Whether she stands in this part now, for that organisation where one is named. For rooms that have checked the actor."""
    rows = running(Part.objects.filter(person_id=person_id, part=part), house().day(at))
    return rows.filter(**({"organisation_id": organisation_id} if organisation_id else {})).exists()


def has_valid_check(person_ids: Iterable[int], at: datetime) -> set[int]:
    """Those of these persons whose check counts now: asked anew at each use, so that it ends by itself on its day."""
    today = house().day(at)
    checks: dict[int, list[Check]] = {}
    rows = Part.objects.filter(person_id__in=list(person_ids), part__in=HOSTS)
    for pk, starts_on, ends_on, vetting, until in rows.values_list(
        "person_id", "starts_on", "ends_on", "vetting", "vetting_until"
    ):
        checks.setdefault(pk, []).append(Check(starts_on=starts_on, ends_on=ends_on, vetting=vetting, until=until))
    return {pk for pk, own in checks.items() if is_checked(own, today)}


def may_be_with(host_id: int, other_id: int, at: datetime) -> bool:
    """Whether a host may meet this person one to one: anybody who is surely of age, a child only with a check that counts.

    For rooms that pair or place people, which have checked the actor. Somebody of unknown age is protected like a child.
    """
    return check_missing(host_id, other_id, at) == ""


def check_missing(host_id: int, other_id: int, at: datetime) -> str:
    """Why a host's check is missing before they meet: `child`, `unknown` where her age is not known; empty where it is not.

    For rooms that pair or place people, which have checked the actor. A child is refused there; of the unknown a worker is told.
    """
    other = one(Person.objects.all(), pk=other_id)
    if surely_adult(other.birth_precision, other.birth, house().day(at), house().adulthood):
        return ""
    if host_id in has_valid_check([host_id], at):
        return ""
    return "child" if other.birth else "unknown"


def _line(row: dict[str, Any], today: date) -> HostLine:
    return HostLine(
        id=row["pk"],
        public_id=row["public_id"],
        name=display_name(row["nested_names"]),
        language=row["language"],
        parts=tuple(nested_part(item, today) for item in row["nested_parts"]),
    )


def nested_part(item: list[Any], today: date) -> PartView:
    """A part as it came inside another row."""
    public_id, part, organisation_id, name, starts_on, ends_on, vetting, paper, until, version = item
    row = Part(
        public_id=UUID(str(public_id)),
        part=part,
        organisation_id=organisation_id,
        starts_on=date.fromisoformat(starts_on),
        ends_on=date.fromisoformat(ends_on) if ends_on else None,
        vetting=vetting,
        vetting_paper=paper,
        vetting_until=date.fromisoformat(until) if until else None,
        version=version,
    )
    return _view(row, today, name=name or "")


def _view(row: Part, today: date, *, name: str | None = None) -> PartView:
    if name is None:
        name = row.organisation.name if row.organisation else ""
    return PartView(
        public_id=row.public_id,
        part=row.part,
        organisation_id=row.organisation_id,
        organisation_name=name,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        state=part_state(row.starts_on, row.ends_on, today),
        vetting=vetting_at(row.vetting, row.vetting_until, today),
        vetting_paper=row.vetting_paper,
        vetting_until=row.vetting_until,
        vetting_ends_soon=ends_soon(row.vetting, row.vetting_until, today),
        version=row.version,
    )
