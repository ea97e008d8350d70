"""Offers of every kind that may be asked for, with their reasons; those set aside with why."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from parvis.engagement.kinds import kind_of
from parvis.web.design.piece import Piece
from parvis.web.design.words import distance
from parvis.web.shell.words import said
from parvis.web.shell.words.engagement import STATES, TONES
from parvis.web.shell.words.reasons import Said, spoken
from parvis.web.staff.shown.heads import short_day

UNSAID = {"topic.same", "eligibility.all", "place.near", "place.remote"}
MOST_REASONS = 5


def proposed(one: Any, need_id: UUID, *, step: str = "") -> Piece:
    """As a card; `step` is the one that the reader looks for."""
    offer, kind = one.offer, kind_of(one.offer.kind)
    begins = gettext("from %(day)s") % {"day": short_day(offer.starts_on)} if offer.starts_on else ""
    line = " · ".join(part for part in (one.place, distance(one.distance_km), begins) if part)
    told = [spoken(reason) for reason in one.reasons if reason.code not in UNSAID]
    marks = {"warn": "ask", "bring": "ask"}
    return Piece(
        public_id=offer.public_id,
        kind=kind,
        topic=offer.topics[0] if offer.topics else kind.topic,
        title=offer.title.text,
        language=offer.title.language,
        organisation=offer.organisation_name,
        line=line,
        reasons=[Said(marks.get(each.kind, each.kind), each.text) for each in told][:MOST_REASONS],
        url=reverse("staff:take", args=[need_id, offer.public_id]) + (f"?{urlencode({'step': step})}" if step else ""),
        taken=one.taken,
        taken_words=said(STATES, one.taken.state) if one.taken else "",
        taken_tone=TONES.get(one.taken.state, "") if one.taken else "",
    )


def aside(one: Any) -> Piece:
    """With every reason."""
    why = gettext("; ").join(spoken(reason).text for reason in one.reasons)
    return Piece(name=f"{kind_of(one.offer.kind).name}: {one.offer.title}", why=why)
