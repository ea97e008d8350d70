"""What the pages of consents and referrals share: until when, and who says yes for a child."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from babel import UnknownLocaleError
from django.utils import timezone

from parvis.core.house import house
from parvis.kernel.actor import Actor
from parvis.people import queries as people
from parvis.web.design.words import day_text


def end_of_day(day: date | None) -> datetime | None:
    """The last instant of a day in the town's time; None stays None."""
    return timezone.make_aware(datetime.combine(day, time(23, 59))) if day else None


def until_text(typed: str, language: str) -> str:
    """The last day, in the language in which the text it stands in is told to this reader; nothing typed is the usual one."""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        day = timezone.localdate() + timedelta(days=house().consent_days)
    try:
        return day_text(day, people.told_in(language), this_year=timezone.localdate().year, weekday=False)
    except (UnknownLocaleError, ValueError):
        return day.isoformat()


def adults_for(person: people.PersonView) -> list[tuple[str, str]]:
    """Adults of the household who may say yes for a child: empty when she is old enough, or nobody knows."""
    years = person.age.years
    if years is None or years >= house().age_of_consent:
        return []
    return [
        (str(one.person_public_id), one.display_name or "")
        for one in person.household
        if one.role in {"adult", "partner"} and one.person_public_id
    ]


def guardian_id(by: Actor, public_id: str) -> int | None:
    """The adult's row id, in the actor's scope."""
    return int(people.person(by, public_id).pk) if public_id else None
