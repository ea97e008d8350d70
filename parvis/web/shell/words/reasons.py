"""The reasons of a proposal as plain sentences. Codes come from the proposing engine; "to ask" is never a no."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from parvis.kernel import languages
from parvis.web.design.words import clock_text, day_text, language_now
from parvis.web.shell.words import Table, said
from parvis.web.shell.words.casework import DECLINE_REASONS, NOT_GIVEN_REASONS
from parvis.web.shell.words.eligibility import condition
from parvis.web.shell.words.topics import TOPICS

PLAIN: Table = {
    "topic.same": _("It is what they do"),
    "language.taught": _("A language is taught here"),
    "topic.other": _("They do something else"),
    "service.inactive": _("Closed for now"),
    "person.refused": _("The person said no to this place"),
    "receiver.no_contact": _("No registered contact: a referral can’t reach them"),
    "receiver.not_referable": _("They take no referrals: the person goes there directly"),
    "place.remote": _("By phone or online: no way to go"),
    "hours.unknown": _("Hours not known: call first"),
    "listing.never_checked": _("Nobody has checked this listing yet: call first"),
    "cost.unknown": _("Cost not known: ask them"),
    "cost.free": _("Free"),
    "cost.money": _("It costs something: ask how much"),
    "offer.full": _("Full now: there is a waiting list"),
    "eligibility.all": _("The person meets all their conditions that we know"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """One reason for `components/reasons.html`."""

    kind: str
    text: str


def spoken(reason: Any) -> Said:
    """A reason (kind, code, params) with its sentence."""
    return Said(kind=str(reason.kind), text=sentence(str(reason.kind), reason.code, reason.params or {}))


def sentence(kind: str, code: str, params: Mapping[str, Any]) -> str:
    """What a reason says, in the language in force."""
    if code in TOLD:
        return TOLD[code](params)
    if code in PLAIN:
        return str(PLAIN[code])
    if code.startswith("eligibility."):
        return _condition(kind, params)
    return gettext("Ask them about this")


def _condition(kind: str, params: Mapping[str, Any]) -> str:
    who = condition(str(params.get("fact", "")), str(params.get("op", "")), params.get("needed"))
    if kind == "fits":
        return gettext("For %(who)s: yes") % {"who": who}
    if kind == "ask":
        return gettext("For %(who)s: ask the person, we don’t know") % {"who": who}
    return gettext("Only for %(who)s") % {"who": who}


def _languages(params: Mapping[str, Any]) -> str:
    names = [languages.name_in(code, language_now()) for code in params.get("languages", ())]
    return gettext(", ").join(names)


def _moment(value: dt.datetime | dt.date | dt.time | None) -> str:
    language, today = language_now(), timezone.localdate()
    if isinstance(value, dt.time):
        return clock_text(value, language)
    if isinstance(value, dt.datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        hour = clock_text(local, language)
        if local.date() == today:
            return hour
        return gettext("%(day)s, %(time)s") % {
            "day": day_text(local.date(), language, this_year=today.year),
            "time": hour,
        }
    return day_text(value, language, this_year=today.year, weekday=False) if value else ""


def _km(params: Mapping[str, Any]) -> str:
    return gettext("%(n)s km away, as the crow flies") % {"n": params.get("km", "")}


def _answers(params: Mapping[str, Any]) -> str:
    hours = int(params.get("hours", 0) or 0)
    return ngettext(
        "They usually answer within %(n)s hour", "They usually answer within %(n)s hours", max(hours, 1)
    ) % {"n": max(hours, 1)}


def _over(params: Mapping[str, Any], pattern: str) -> str:
    reasons = {**NOT_GIVEN_REASONS, **DECLINE_REASONS}
    return pattern % {"reason": said(reasons, params.get("reason", "")), "day": _day(params.get("on"))}


def _today(moment: Any) -> bool:
    """Whether it still closes today: what never shuts has no hour worth telling."""
    if isinstance(moment, dt.datetime):
        return _local(moment).date() == timezone.localdate()
    return moment is not None


def _local(moment: dt.datetime) -> dt.datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


def _day(moment: Any) -> str:
    if isinstance(moment, dt.datetime):
        moment = timezone.localtime(moment).date()
    return _moment(moment)


TOLD = {
    "receiver.silent": lambda p: (
        gettext("No answer to %(number)s for %(hours)s h")
        % {"number": p.get("number", ""), "hours": p.get("hours", "")}
    ),
    "receiver.asked_already": lambda p: gettext("Asked already: %(number)s") % {"number": p.get("number", "")},
    "receiver.declined": lambda p: _over(p, gettext("They said no on %(day)s: %(reason)s")),
    "receiver.returned": lambda p: _over(p, gettext("They gave it back on %(day)s: %(reason)s")),
    "place.near": _km,
    "place.far": lambda p: gettext("Far: %(n)s km away") % {"n": p.get("km", "")},
    "language.shared": lambda p: gettext("Somebody there speaks %(languages)s") % {"languages": _languages(p)},
    "language.unknown": lambda p: gettext("Do they speak %(languages)s? We don’t know") % {"languages": _languages(p)},
    "language.interpreter": lambda p: (
        gettext("Bring an interpreter: nobody there speaks %(languages)s") % {"languages": _languages(p)}
    ),
    "hours.open": lambda p: (
        gettext("Open now, until %(time)s") % {"time": _moment(p.get("until"))}
        if _today(p.get("until"))
        else gettext("Open now")
    ),
    "hours.next": lambda p: gettext("Opens %(time)s") % {"time": _moment(p.get("at"))},
    "listing.fresh": lambda p: gettext("Checked on %(day)s") % {"day": _moment(p.get("checked_on"))},
    "listing.stale": lambda p: gettext("Not checked since %(day)s: call first") % {"day": _moment(p.get("checked_on"))},
    "provider.answers": _answers,
    "offer.places_left": lambda p: (
        ngettext("%(n)s place left", "%(n)s places left", int(p.get("left", 0))) % {"n": p.get("left", 0)}
    ),
    "offer.running": lambda p: (
        gettext("It has begun on %(day)s: ask whether one may still come") % {"day": _moment(p.get("since"))}
    ),
    "document": lambda p: gettext("Bring: %(paper)s") % {"paper": p.get("name", "")},
    "topic.other": lambda p: (
        gettext("They do something else: %(topics)s")
        % {"topics": gettext(", ").join(said(TOPICS, code) for code in p.get("offered", ()))}
    ),
}
