"""The head of a file: who it is, the facts on one line, household, consents, the way between its pages."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext, ngettext

from parvis.kernel import languages
from parvis.web.design.piece import Piece
from parvis.web.design.words import clock_text, day_text, days_text, isolate, language_now
from parvis.web.shell.links import link
from parvis.web.shell.words import said
from parvis.web.shell.words.casework import CASE_STATES
from parvis.web.shell.words.people import CONSENT_STATES, CONSENT_TONES, PURPOSES, ROLES


def head(page: Any) -> Piece:
    """Of a `CasePage`."""
    case, person = page.case, page.person
    shown = next((one for one in person.names if one.text == person.display_name), None)
    others = [one for one in person.names if one.text != person.display_name]
    return Piece(
        case_id=case.public_id,
        number=case.number,
        name=person.display_name or case.number,
        name_language=_script(shown.language) if shown else "",
        other_names=[Piece(text=one.text, language=_script(one.language)) for one in others],
        facts=_facts(case, person),
        household=[_member(one) for one in person.household],
        consents=[strip(one) for one in page.consents if one.state != "explained"][:6],
        warning=_warning(case),
        tabs=_tabs(page),
    )


def age_text(age: Any) -> str:
    """`34 years`, `about 34 years`, `age not known`."""
    if age.years is None:
        return gettext("prefers not to say the age") if age.kind == "not_said" else gettext("age not known")
    years = ngettext("%(n)s year", "%(n)s years", age.years) % {"n": age.years}
    return gettext("about %(years)s") % {"years": years} if age.kind == "about" else years


def strip(consent: Any) -> Piece:
    """One consent of the strip."""
    words = said(CONSENT_STATES, consent.state)
    if consent.state == "given" and consent.expires_at:
        words = gettext("yes, until %(day)s") % {"day": short_day(consent.expires_at)}
    label = consent.recipient_name or said(PURPOSES, consent.purpose)
    if consent.purpose == "participation":
        label = gettext("%(who)s, as a participant") % {"who": label}
    return Piece(
        label=label,
        tone=CONSENT_TONES.get(consent.state, ""),
        words=words,
    )


def short_day(moment: dt.datetime | dt.date) -> str:
    """`3 March`, in the town's time."""
    day = timezone.localtime(moment).date() if isinstance(moment, dt.datetime) else moment
    return day_text(day, language_now(), this_year=timezone.localdate().year, weekday=False)


def moment(at: dt.datetime) -> str:
    """`Friday 27 November, 10:12`, in the town's time, as plain text."""
    local = timezone.localtime(at)
    day = day_text(local.date(), language_now(), this_year=timezone.localdate().year)
    return gettext("%(day)s, %(time)s") % {"day": day, "time": clock_text(local, language_now())}


def _script(language: str) -> str:
    return "" if language in {"", "und"} else language


def _facts(case: Any, person: Any) -> list[str]:
    spoken = (
        languages.name_in(person.language, language_now())
        if person.language != "und"
        else gettext("language not known")
    )
    if person.interpreter:
        spoken = gettext("%(language)s, interpreter wished") % {"language": spoken}
    parts = {"number": case.number, "state": said(CASE_STATES, case.state), "days": days_text(case.days_open)}
    opened = (
        gettext("File %(number)s, %(state)s for %(days)s") % parts
        if case.state == "open" and case.days_open
        else gettext("File %(number)s, %(state)s, %(days)s") % parts
    )
    said_as = [gettext("“%(name)s”") % {"name": isolate(person.pronunciation)}] if person.pronunciation else []
    return [*said_as, age_text(person.age), spoken, opened]


def _member(one: Any) -> Piece:
    who = isolate(one.display_name) if one.display_name else said(ROLES, one.role)
    text = gettext("%(who)s, %(age)s") % {"who": who, "age": age_text(one.age)}
    if one.separate:
        text = gettext("%(who)s, a file apart") % {"who": who}
    url = link("staff:person", one.person_public_id) if one.person_public_id else ""
    return Piece(text=text, url=url)


def _warning(case: Any) -> str:
    if case.state == "closed":
        return gettext("This file is closed. It can be read, and reopened.")
    return gettext("This file is paused.") if case.state == "paused" else ""


def _tabs(page: Any) -> list[Piece]:
    case_id = page.case.public_id
    needs = sum(1 for one in page.needs if one.state == "open")
    steps = sum(1 for one in page.steps if one.state not in {"confirmed", "not_done", "dropped"})
    entries = (
        ("timeline", "staff:case", gettext("Timeline"), 0),
        ("needs", "staff:case_needs", gettext("Needs"), needs),
        ("plan", "staff:case_plan", gettext("Plan"), steps),
        ("consents", "staff:case_consents", gettext("Consents"), len([one for one in page.consents if one.is_live])),
        ("agreements", "staff:case_agreements", gettext("Agreements"), 0),
        ("file", "staff:case_file", gettext("The file"), 0),
    )
    return [Piece(code=code, url=link(name, case_id), label=label, count=count) for code, name, label, count in entries]
