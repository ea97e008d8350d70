"""In which part a person stands: begun, ended, and its check noted. An ended part stays as history."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q

from parvis.access import queries as access
from parvis.core.actions import action, bump, locked
from parvis.core.events import announce
from parvis.core.house import house
from parvis.kernel.actor import Actor
from parvis.kernel.errors import Invalid, NotFound
from parvis.people.actions.notices import checked_notice, was_told, write_notice
from parvis.people.choices import PartKind, Vetting, VettingPaper
from parvis.people.entries import NewPart, NoticeDone, VettingSeen
from parvis.people.errors import OwnVetting, PartOver, PartRuns
from parvis.people.events import PartEnded
from parvis.people.models import Part, Person
from parvis.people.permissions import PersonPolicy, parts_visible_to, persons_visible_to
from parvis.people.rules import HOSTS, Problems, part_state, usual_vetting

AHEAD = timedelta(days=366)
LONGEST_CHECK = timedelta(days=5 * 366)
_NOTED = (Vetting.NOT_NEEDED, Vetting.ASKED, Vetting.VALID)


@action
def begin_part(
    *, person_public_id: UUID | str, part: NewPart, notice: NoticeDone | None = None, by: Actor, at: datetime
) -> Part:
    """Somebody in the register stands in one more part. Raises `PartRuns` when she does already.

    The first of a host's parts, and the newcomer's, ask for their notice (`NoticeMissing`): it is kept for something else.
    """
    PersonPolicy.check_staff(by)
    person = locked(persons_visible_to(by), public_id=person_public_id)
    problems = Problems()
    row = checked_part(part, problems, at=at)
    given = None
    if notice is not None or not was_told(person, part.part):
        given = checked_notice(notice, problems, part=part.part, by=by, at=at)
    problems.check()
    if given is not None:
        write_notice(given, person)
    return write_part(row, person)


@action
def end_part(*, part_public_id: UUID | str, on: date | None = None, by: Actor, at: datetime) -> Part:
    """From that day (today) on she no longer stands in it. No reason is asked. Raises `PartOver` when it has ended already."""
    PersonPolicy.check_staff(by)
    today = house().day(at)
    row = _not_over(by, part_public_id, today)
    day = on or today
    if day > today + AHEAD:
        raise Invalid({"ends_on": "too_far"})
    row.ends_on = max(day, row.starts_on)
    bump(row)
    row.save()
    announce(
        PartEnded(
            person_id=row.person_id,
            part=row.part,
            organisation_id=row.organisation_id,
            on=row.ends_on,
            at=at,
            actor=by,
        )
    )
    return row


@action
def note_vetting(
    *, part_public_id: UUID | str, seen: VettingSeen, version: int | None = None, by: Actor, at: datetime
) -> Part:
    """Which kind of paper was seen for a host's part, and until when it counts. Never for oneself: `OwnVetting`."""
    PersonPolicy.check_staff(by)
    today = house().day(at)
    row = _not_over(by, part_public_id, today, version=version)
    if row.part not in HOSTS:
        raise NotFound
    if by.account_id is not None and Person.objects.filter(pk=row.person_id, account_id=by.account_id).exists():
        raise OwnVetting
    problems = Problems()
    row.vetting = problems.choice("vetting", seen.vetting, _NOTED)
    valid = seen.vetting == Vetting.VALID
    row.vetting_paper = problems.choice("paper", seen.paper, VettingPaper.values) if valid else ""
    row.vetting_until = _last_day(seen.until, problems, today=today) if valid else None
    problems.check()
    row.vetting_by_id = by.account_id
    bump(row)
    row.save()
    return row


def checked_part(part: NewPart, problems: Problems, *, at: datetime) -> Part:
    """A row without its person, not saved; what can't be is noted under `part`, `starts_on`, `vetting`. `NotFound` for no body."""
    today = house().day(at)
    starts_on = part.starts_on or today
    if starts_on > today + AHEAD:
        problems.add("starts_on", "too_far")
    if part.organisation_id is not None:
        access.organisation_by_id(part.organisation_id)
    kind = problems.choice("part", part.part, PartKind.values)
    vetting = part.vetting or usual_vetting(kind)
    problems.choice("vetting", vetting, (Vetting.NOT_NEEDED, Vetting.ASKED))
    return Part(part=kind, organisation_id=part.organisation_id, starts_on=starts_on, vetting=vetting)


def write_part(row: Part, person: Person) -> Part:
    """Keep it with the person; `PartRuns` when she stands in it already."""
    same = Part.objects.filter(person=person, part=row.part, organisation_id=row.organisation_id)
    if same.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=row.starts_on)).exists():
        raise PartRuns
    row.person, row.controller_id = person, person.controller_id
    row.save()
    return row


def _not_over(by: Actor, public_id: UUID | str, today: date, *, version: int | None = None) -> Part:
    row = locked(parts_visible_to(by), public_id=public_id, version=version)
    if part_state(row.starts_on, row.ends_on, today) == "ended":
        raise PartOver
    return row


def _last_day(until: date | None, problems: Problems, *, today: date) -> date | None:
    if until is None:
        problems.add("until", "missing")
    elif until < today:
        problems.add("until", "past")
    elif until > today + LONGEST_CHECK:
        problems.add("until", "too_far")
    return until
