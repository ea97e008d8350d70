"""One referral as its page shows it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from parvis.web.design.piece import Piece
from parvis.web.shell.words import said
from parvis.web.shell.words.casework import DECLINE_REASONS, NOT_GIVEN_REASONS, OUTCOMES, SHARE_STATES, URGENCIES
from parvis.web.shell.words.people import FIELDS
from parvis.web.staff.shown.parts import referral_state

OPEN = {"draft", "sent", "asked", "answered", "accepted", "active"}


def page(row: Any, at: dt.datetime) -> Piece:
    """Of a `ReferralView`."""
    line = row.line
    words, tone = referral_state(line)
    return Piece(
        receiver=line.receiver_name,
        service=line.service_name,
        number=line.number,
        urgency=said(URGENCIES, line.urgency),
        words=words,
        tone=tone,
        silent=line.silent,
        phone="",
        share=_share(row),
        preview=row.preview,
        note=row.note if "note" in row.fields else "",  # what was not agreed to is not told there
        fields=[said(FIELDS, code) for code in row.fields],
        questions=row.questions,
        outcome=said(OUTCOMES, line.outcome) if line.outcome else "",
        outcome_words=row.outcome_words,
        reason=_reason(line),
        times=_times(line, at),
        draft=line.state == "draft",
        open=line.state in OPEN,
        **_urls(row),
    )


def _urls(row: Any) -> dict[str, str]:
    at, need = [row.line.public_id], row.need_public_id
    edit = f"{reverse('staff:refer_need', args=[need])}?draft={row.line.public_id}" if need else ""
    return {
        "answer_url": reverse("staff:referral_answer", args=at),
        "withdraw_url": reverse("staff:referral_withdraw", args=at),
        "print_url": reverse("staff:referral_print", args=at),
        "places_url": reverse("staff:places", args=[need]) if need else "",
        "edit_url": edit,
    }


def _share(row: Any) -> str:
    if row.line.state == "draft":
        return gettext("Nothing has left yet.")
    text = said(SHARE_STATES, row.share_state)
    if row.share_state == "preview" and row.opened_by_receiver:
        return gettext("%(text)s They have opened it.") % {"text": text}
    return text


def _reason(line: Any) -> str:
    words = {
        **NOT_GIVEN_REASONS,
        **DECLINE_REASONS,
        "person": gettext("The person wished it"),
        "sender": gettext("We stopped it"),
    }
    return said(words, line.reason) if line.reason in words else ""


def _times(line: Any, at: dt.datetime) -> list[dict[str, Any]]:
    waiting = line.state in {"sent", "asked", "answered"}
    rows = [
        (gettext("Sent"), line.sent_at),
        (
            gettext("Answer due") if waiting and line.due_at and line.due_at > at else gettext("Answer was due"),
            line.due_at,
        ),
        (gettext("Answered"), line.answered_at),
        (gettext("Over"), line.closed_at),
    ]
    return [{"label": label, "at": moment} for label, moment in rows if moment]
