"""Needs, steps, consents and referrals of a file, ready to be shown."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from parvis.casework.rules import STEP_TO_MEET
from parvis.kernel import languages
from parvis.web.design.piece import Piece
from parvis.web.design.words import language_now, waited
from parvis.web.shell.links import link
from parvis.web.shell.words import said
from parvis.web.shell.words.casework import (
    DOERS,
    NEED_STATES,
    REFERRAL_STATES,
    REFERRAL_TONES,
    SEVERITIES,
    STATED_BY,
    STEP_STATES,
    STEP_TONES,
)
from parvis.web.shell.words.people import CONSENT_MANNERS, CONSENT_STATES, CONSENT_TONES, FIELDS, PURPOSES
from parvis.web.shell.words.topics import DIMENSIONS, TOPICS
from parvis.web.staff.shown.heads import short_day
from parvis.web.staff.words import STEP_VERBS

OVER = {"confirmed", "not_done", "dropped"}
VERBS = {
    "planned": ("start", "claim", "not_done", "drop"),
    "offered": ("start", "claim", "not_done", "drop"),
    "in_progress": ("claim", "not_done", "drop"),
    "claimed_done": ("confirm", "not_done"),
}


def need(one: Any, case_id: UUID) -> Piece:
    """A need with what can be done for it."""
    closed = one.state != "open"
    weigh = said(SEVERITIES, one.severity)
    return Piece(
        public_id=one.public_id,
        topic=one.topic,
        title=gettext("%(topic)s · %(dimension)s")
        % {"topic": said(TOPICS, one.topic), "dimension": said(DIMENSIONS, one.dimension)},
        words=one.words,
        words_language=one.words_language or "und",
        state=said(NEED_STATES, one.state) if closed else weigh,
        tone={"met": "yes"}.get(one.state, "no" if not closed and one.severity == "high" else ""),
        closed=closed,
        version=one.version,
        meta=gettext("%(who)s, %(day)s") % {"who": said(STATED_BY, one.stated_by), "day": short_day(one.stated_at)},
        places_url=link("staff:places", one.public_id),
        met_url=reverse("staff:need_move", args=[case_id, one.public_id, "met"]),
        drop_url=reverse("staff:need_move", args=[case_id, one.public_id, "drop"]),
    )


def step(one: Any, case_id: UUID, person_language: str = "") -> Piece:
    """A step with the buttons its state allows."""
    verbs = VERBS.get(one.state, ())
    if one.state == "claimed_done" and one.claimed_by == "worker":
        verbs = ("not_done",)
    meta = said(DOERS, one.doer)
    if one.state == "claimed_done":
        meta = gettext("%(who)s says: it is done") % {"who": said(DOERS, one.claimed_by)}
    return Piece(
        public_id=one.public_id,
        text=one.text,
        text_for_person=one.text_for_person,
        person_language=person_language or "und",
        bring=one.bring,
        due_on=one.due_on,
        words=said(STEP_STATES, one.state),
        tone=STEP_TONES.get(one.state, ""),
        meta=meta,
        over=one.state in OVER,
        version=one.version,
        can=[(verb, STEP_VERBS[verb]) for verb in verbs],
        url=link("staff:step_move", case_id, one.public_id),
        take_url=f"{link('staff:take_up', one.need_public_id)}?step={one.public_id}"
        if one.need_public_id and one.state in STEP_TO_MEET
        else "",
        met_by=[],
    )


def plan(one: Any) -> Piece | None:
    """How the plan in force was agreed."""
    if one is None or one.agreed_at is None:
        return None
    meta = gettext("Edition %(n)s, agreed on %(day)s in %(language)s · %(manner)s") % {
        "n": one.edition,
        "day": short_day(one.agreed_at),
        "language": languages.name_in(one.agreed_language, language_now()),
        "manner": said(CONSENT_MANNERS, one.agreed_manner),
    }
    return Piece(edition=one.edition, meta=meta)


def consent(one: Any, withdraw: str, owner: UUID) -> Piece:
    """A consent as a block; `withdraw` is the page that takes it back, of a file or of a host (`owner`)."""
    meta = gettext("%(manner)s · %(language)s, text %(version)s") % {
        "manner": said(CONSENT_MANNERS, one.manner),
        "language": languages.name_in(one.language, language_now()),
        "version": one.text_version,
    }
    if one.ended_at:
        meta = f"{short_day(one.ended_at)} · {meta}"
    return Piece(
        recipient=one.recipient_name or gettext("The team here"),
        purpose=said(PURPOSES, one.purpose),
        fields=[said(FIELDS, code) for code in one.fields],
        tone=CONSENT_TONES.get(one.state, ""),
        words=said(CONSENT_STATES, one.state),
        expires=one.expires_at if one.is_live else None,
        meta=meta,
        withdraw_url=link(withdraw, owner, one.public_id) if one.is_live else "",
    )


def referral_state(line: Any) -> tuple[str, str]:
    """The state's word and tone; silence past the limit says itself."""
    if line.silent:
        return gettext("no feedback, %(over)s late") % {"over": waited(line.over)}, "no"
    return said(REFERRAL_STATES, line.state), REFERRAL_TONES.get(line.state, "")


def referral_line(line: Any) -> Piece:
    """A referral of a list."""
    words, tone = referral_state(line)
    return Piece(
        url=link("staff:referral", line.public_id),
        number=line.number,
        receiver=line.receiver_name,
        name=line.name,
        case_number="",
        words=words,
        tone=tone,
        due_at=line.due_at if line.state in {"sent", "asked", "answered"} else None,
        about=line.service_name,
    )
