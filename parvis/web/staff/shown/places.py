"""Proposed places with their reasons, those set aside with why, those found by hand."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext

from parvis.web.design.piece import Piece
from parvis.web.design.words import distance
from parvis.web.shell.words.reasons import Said, spoken
from parvis.web.staff.shown.heads import short_day

MOST_REASONS = 6
PAPER = "document"  # has a line of its own
UNSAID = {"topic.same", "eligibility.all", "listing.fresh", "place.near"}  # the line below the name says these


def proposed(one: Any, *, chosen: str = "", need_id: UUID | None = None) -> Piece:
    """A proposal as a card."""
    card = one.card
    tag, tone = _tag(one)
    return Piece(
        id=str(card.public_id),
        name=card.name.text,
        organisation=card.organisation_name,
        topic=card.topic,
        tag=tag,
        tone=tone,
        reasons=_reasons(one.reasons),
        bring=gettext("; ").join(
            spoken(reason).text.removeprefix(gettext("Bring: %(paper)s") % {"paper": ""})
            for reason in one.of("bring")
            if reason.code == PAPER
        ),
        stat=_stat(one.answers),
        chosen=str(card.public_id) == chosen,
        **_common(card, need_id if one.receivable else None),
    )


def found(card: Any, *, need_id: UUID | None = None) -> Piece:
    """A place found by hand: nothing was compared, so no reason is given."""
    receivable = card.has_contact and card.referable
    tag, tone = ("", "") if receivable else (gettext("no referral possible"), "no")
    return Piece(
        id=str(card.public_id),
        name=card.name.text,
        organisation=card.organisation_name,
        topic=card.topic,
        tag=tag,
        tone=tone,
        reasons=[],
        bring="",
        stat="",
        chosen=False,
        **_common(card, need_id if receivable else None),
    )


def by_hand(service: Any, set_aside: Any = None) -> Piece:
    """The chosen place when it is not among the proposals: with what speaks against it, if it was set aside."""
    return Piece(
        id=str(service.public_id),
        name=service.name,
        organisation=service.organisation_name,
        topic=service.topic,
        tag="",
        tone="",
        reasons=_reasons(set_aside.reasons) if set_aside else [],
        bring="",
        stat="" if set_aside else gettext("Chosen by hand: Parvis did not compare it with this need."),
        chosen=True,
        line="",
        url="",
        service_url=_page(service.public_id),
    )


def aside(one: Any) -> Piece:
    """A place set aside, with every reason."""
    why = gettext("; ").join(spoken(reason).text for reason in one.reasons)
    return Piece(name=one.name, why=why)


def _common(card: Any, need_id: UUID | None) -> dict[str, str]:
    checked = (
        gettext("checked on %(day)s") % {"day": short_day(card.verified_on)}
        if card.verified_on
        else gettext("never checked")
    )
    parts = [
        distance(card.distance_km),
        checked if not card.stale else gettext("%(checked)s: call first") % {"checked": checked},
    ]
    url = f"{reverse('staff:refer_need', args=[need_id])}?to={card.public_id}" if need_id else ""
    return {"line": " · ".join(part for part in parts if part), "url": url, "service_url": _page(card.public_id)}


def _page(public_id: UUID) -> str:
    try:
        return reverse("public:service", args=[public_id])
    except NoReverseMatch:
        return ""


def _reasons(reasons: Any) -> list[Said]:
    told = [reason for reason in reasons if reason.code != PAPER and reason.code not in UNSAID]
    marks = {"warn": "ask", "bring": "ask"}  # an interpreter to bring, money to have: both are to be settled first
    said = [spoken(reason) for reason in told]
    return [Said(marks.get(one.kind, one.kind), one.text) for one in said][:MOST_REASONS]


def _tag(one: Any) -> tuple[str, str]:
    if not one.receivable:
        return gettext("no referral possible"), "no"
    if one.consented:
        return gettext("consent given"), "yes"
    hours = one.answers.hours
    return (gettext("answers fast"), "yes") if hours is not None and hours <= 24 else ("", "")


def _stat(answers: Any) -> str:
    shown = answers.in_time
    if not shown.shown or not shown.denominator:
        return ""
    text = gettext("Answered %(n)s of %(all)s requests in time") % {"n": shown.numerator, "all": shown.denominator}
    return (
        gettext("%(text)s, in %(hours)s h as a rule.") % {"text": text, "hours": answers.hours}
        if answers.hours
        else f"{text}."
    )
