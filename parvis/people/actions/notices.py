"""The notice comes first: nothing is written about a person who was not told what is kept of her, and why."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from parvis.core.actions import action, locked
from parvis.kernel.actor import Actor
from parvis.people.choices import NoticeManner
from parvis.people.entries import NoticeDone
from parvis.people.errors import NoticeMissing
from parvis.people.models import NoticeGiven, Person
from parvis.people.permissions import PersonPolicy, persons_visible_to
from parvis.people.rules import Problems
from parvis.people.wording import is_known, notice_for, versions


@action
def give_notice(
    *, person_public_id: UUID | str, notice: NoticeDone | None, part: str = "newcomer", by: Actor, at: datetime
) -> NoticeGiven:
    """Somebody brought in from another list is told what is kept of her here, at the first talk. Raises `NoticeMissing`, `Invalid`."""
    PersonPolicy.check_staff(by)
    person = locked(persons_visible_to(by), public_id=person_public_id)
    problems = Problems()
    given = checked_notice(notice, problems, part=part, by=by, at=at)
    problems.check()
    write_notice(given, person)
    return given


def checked_notice(notice: NoticeDone | None, problems: Problems, *, part: str, by: Actor, at: datetime) -> NoticeGiven:
    """The notice that goes with a part, as a row without its person, not saved. Raises `NoticeMissing` for another one."""
    if notice is None or not is_known(notice_for(part), notice.version):
        raise NoticeMissing
    return NoticeGiven(
        version=notice.version,
        language=problems.language("notice_language", notice.language),
        manner=problems.choice("notice_manner", notice.manner, NoticeManner.values),
        interpreter=problems.text("notice_interpreter", notice.interpreter, limit=120),
        given_by_id=by.account_id,
        given_at=at,
    )


def write_notice(given: NoticeGiven, person: Person) -> None:
    """Keep it with the person."""
    given.person, given.controller_id = person, person.controller_id
    given.save()


def was_told(person: Person, part: str) -> bool:
    """Whether she was given, at any time, the notice that goes with the part."""
    return NoticeGiven.objects.filter(person=person, version__in=versions(notice_for(part))).exists()
