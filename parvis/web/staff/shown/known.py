"""What the register knows of a person, as rows with words."""

from __future__ import annotations

from html import unescape

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from parvis.kernel import languages
from parvis.people import queries as people
from parvis.web.design.words import comma, isolate, language_now, phone_text
from parvis.web.shell.words import said
from parvis.web.shell.words.people import CONTACTS, GENDERS, NAME_KINDS, NOTICE_MANNERS, SAFETY_SHORT, STAGES
from parvis.web.staff.shown.heads import age_text, short_day


def _shown(point: people.ContactView) -> str:
    """A number as it is written in town, kept left to right."""
    text = unescape(strip_tags(phone_text(point.value))) if point.kind == "phone" else point.value
    return f"\u2066{text}\u2069"


def reached(one: people.PersonView) -> list[tuple[str, str]]:
    """The ways to reach her, each with whether it is safe."""
    return [
        (said(CONTACTS, point.kind), f"{_shown(point)} ({said(SAFETY_SHORT, point.safety)})") for point in one.contacts
    ]


def facts(one: people.PersonView) -> list[dict[str, str]]:
    """Every fact, also the ones nobody gave."""
    reader = language_now()
    rows = [(said(NAME_KINDS, name.kind), name.text) for name in one.names]
    rows += [
        (_("Age"), age_text(one.age)),
        (_("Gender"), said(GENDERS, one.gender)),
        (_("Speaks"), comma().join(languages.name_in(code, reader) for code in one.speaks)),
        (_("Where on the way"), said(STAGES, one.stage)),
        (_("Quarter"), one.quarter),
    ]
    rows += reached(one) or [(_("Being reached"), "")]
    if one.notice:
        given = [
            short_day(one.notice.given_at),
            languages.name_in(one.notice.language, reader),
            said(NOTICE_MANNERS, one.notice.manner),
            isolate(one.notice.interpreter),
        ]
        rows.append((_("Notice given"), " · ".join(part for part in given if part)))
    return [{"label": label, "value": value} for label, value in rows]
