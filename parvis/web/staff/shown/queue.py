"""Rows of work as `components/queue.html` shows them: what to do, why it is here, how long."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext, ngettext

from parvis.kernel import languages
from parvis.web.design.piece import Piece
from parvis.web.design.words import clock_text, comma, days_text, isolate, language_now, waited
from parvis.web.shell.links import link
from parvis.web.shell.words import said
from parvis.web.shell.words.casework import INTERPRETER, URGENCIES
from parvis.web.staff.shown.heads import short_day
from parvis.web.staff.words import ACTIONS, REASONS

SOON = dt.timedelta(hours=4)


def row(item: Any, at: dt.datetime) -> Piece:
    """One row of the queue."""
    badge, tone = _badge(item, at)
    return Piece(
        url=subject_url(item),
        name=item.name or item.number,
        about=about(item.language, item.household_size),
        todo=_todo(item),
        why=_why(item),
        badge=badge,
        tone=tone,
        state={"late": "late"}.get(item.group, "here" if tone == "now" else ""),
    )


def about(language: str, household: int = 1) -> str:
    """`arabe · 4 personnes`."""
    spoken = (
        languages.name_in(language, language_now()) if language and language != "und" else gettext("language not known")
    )
    people = ngettext("%(n)s person", "%(n)s people", household) % {"n": household}
    return f"{spoken} · {people}"


def subject_url(item: Any) -> str:
    """Where the work is done: the referral, the plan, the appointment."""
    if item.kind == "referral":
        return link("staff:referral", item.subject_public_id)
    if item.kind == "appointment":
        return link("staff:appointment", item.subject_public_id)
    return link("staff:case_plan", item.case_public_id)


def in_time(moment: dt.datetime, at: dt.datetime) -> str:
    """`in 20 min`, `in 3 h`, `now`."""
    minutes = int((moment - at).total_seconds() // 60)
    if minutes <= 0:
        return gettext("now")
    if minutes < 60:
        return gettext("in %(n)s min") % {"n": minutes}
    return gettext("in %(n)s h") % {"n": minutes // 60}


def at_desk(span: dt.timedelta) -> str:
    """How long a visitor has waited: minutes up to two hours."""
    minutes = int(span.total_seconds() // 60)
    return (
        gettext("waits for %(n)s min") % {"n": minutes}
        if minutes < 120
        else gettext("waits for %(span)s") % {"span": waited(span)}
    )


def _hour(starts_at: dt.datetime, kind: str) -> str:
    """The hour; with its day where the badge has something else to say."""
    local = timezone.localtime(starts_at)
    hour = clock_text(local, language_now())
    if kind == "appointment" or local.date() == timezone.localdate():
        return hour
    return gettext("%(day)s, %(time)s") % {"day": short_day(local.date()), "time": hour}


def _todo(item: Any) -> str:
    params = {name: isolate(item.params.get(name, "")) for name in ("receiver", "text")}
    visit = item.params.get("appointment")
    if visit is not None:
        params["hour"] = _hour(visit.starts_at, item.reason)
        room = getattr(visit, "room", "") or getattr(visit, "subject", "")
        return said(ACTIONS, item.action) % params + (comma() + isolate(room) if room else "")
    return said(ACTIONS, item.action) % params


def _why(item: Any) -> str:
    visit = item.params.get("appointment")
    if visit is not None and item.reason == "appointment":
        return said(INTERPRETER, visit.interpreter)
    reason = said(REASONS, item.reason)
    over = item.params.get("over")
    if item.reason == "silent" and over:
        return gettext("%(urgency)s: the limit passed %(over)s ago") % {
            "urgency": said(URGENCIES, item.urgency), "over": waited(over),
        }  # fmt: skip
    return reason


def _badge(item: Any, at: dt.datetime) -> tuple[str, str]:
    if item.reason == "cannot_come":
        return gettext("can’t come"), "no"
    if item.kind == "appointment":
        if item.due_at - at <= SOON:
            return in_time(item.due_at, at), "now"
        return short_day(item.due_at), ""
    if item.reason == "confirm":
        return gettext("to confirm"), "yes"
    due = item.due_at
    if item.group == "late" and due is not None:
        over = at - due if isinstance(due, dt.datetime) else dt.timedelta(days=(timezone.localdate() - due).days)
        return gettext("late by %(over)s") % {"over": waited(over)}, "no"
    if isinstance(due, dt.datetime):
        left = due - at
        return gettext("%(left)s left") % {"left": waited(left)}, ""
    if due is not None:
        return short_day(due), ""
    days = item.age.days
    return (gettext("for %(days)s") % {"days": days_text(days)} if days > 0 else days_text(days)), ""
