"""The timeline's entries: a title in words, the text, who and for whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext

from parvis.engagement.endings import WAYS_OUT
from parvis.engagement.kinds import kind_of
from parvis.web.design.piece import Piece
from parvis.web.design.words import colon, isolate
from parvis.web.shell.links import link
from parvis.web.shell.words import said
from parvis.web.shell.words.casework import (
    CLOSE_REASONS,
    DECLINE_REASONS,
    NOT_GIVEN_REASONS,
    NOTE_PURPOSES,
    OUTCOMES,
    READERS,
)
from parvis.web.shell.words.endings import told as told_ending
from parvis.web.shell.words.people import PURPOSES
from parvis.web.staff.words import ENTRY_PICTS, ENTRY_TITLES, ENTRY_TONES, WHO

SITTING = timedelta(hours=1)
REASONS = {**CLOSE_REASONS, **DECLINE_REASONS, **NOT_GIVEN_REASONS}


def told(items: Iterable[Any], page: Any) -> list[Piece]:
    """A page of entries, newest first; what was only the first half of the next one is not told twice.

    `page` is the `CasePage` they stand on: it knows the words of the steps and to whom each consent is.
    """
    about = {("step", one.id): one.text for one in page.steps}
    about |= {("consent", one.id): one.recipient_name or said(PURPOSES, one.purpose) for one in page.consents}
    shown: list[Any] = []
    for item in items:
        if not (shown and _prelude(item, shown[-1])):
            shown.append(item)
    return [entry(item, about.get((item.kind, item.about), "")) for item in shown]


def _prelude(item: Any, after: Any) -> bool:
    """A consent explained and answered, a referral drafted and sent, an offer wished for, asked for and had, at one sitting."""
    if item.kind != after.kind or after.at - item.at > SITTING:
        return False
    if item.kind == "engagement":
        return item.params.get("offer") == after.params.get("offer") and after.what not in WAYS_OUT
    if item.kind == "consent":
        return item.what == "explained" and after.what in {"given", "refused"}
    same = item.params.get("referral") == after.params.get("referral")
    return item.kind == "referral" and same and (item.what, after.what) == ("draft", "sent")


def entry(item: Any, about: str = "") -> Piece:
    """One entry for `components/timeline.html`; `about` says which step, or whose consent."""
    code = item.kind if item.kind == "note" else f"{item.kind}.{item.what}"
    topic, pict = ENTRY_PICTS.get(item.kind, ("meet", "people"))
    url, action = _way(item)
    return Piece(
        at=item.at,
        topic=topic,
        pict=pict,
        title=said(ENTRY_TITLES, code if code in ENTRY_TITLES else item.kind),
        tag="",
        tone=ENTRY_TONES.get(code, ""),
        text=_text(item, about),
        meta=_meta(item),
        url=url,
        action=action,
        sealed_url="",
    )


def _text(item: Any, about: str) -> str:
    parts = [text for text in (item.text, about) if text]
    line = item.params.get("referral")
    if line is not None:
        parts.append(line.receiver_name)
    visit = item.params.get("appointment")
    if visit is not None and (visit.subject or visit.offer_title):
        parts.append(visit.subject or str(visit.offer_title))
    offer = item.params.get("offer")
    if offer is not None:
        parts.append(f"{kind_of(offer.kind).name}{colon()}{offer.title}")
    if item.kind == "engagement" and (ending := told_ending(item.why if item.what in WAYS_OUT else "")):
        parts.append(ending)
    if item.what == "done" and line is not None and line.outcome:
        parts.append(said(OUTCOMES, line.outcome))
    if item.kind != "engagement" and item.why in REASONS:
        parts.append(said(REASONS, item.why))
    return " · ".join(isolate(part) for part in parts) if len(parts) > 1 else "".join(parts)


def _meta(item: Any) -> str:
    parts = [said(WHO, item.who)] if item.who else []
    if item.kind == "note":
        parts.append(gettext("for: %(purpose)s") % {"purpose": said(NOTE_PURPOSES, item.what)})
        parts.append(gettext("read by: %(readers)s") % {"readers": said(READERS, item.readers)})
    return " · ".join(parts)


def _way(item: Any) -> tuple[str, str]:
    line = item.params.get("referral")
    if line is not None:
        return link("staff:referral", line.public_id), line.number
    visit = item.params.get("appointment")
    if visit is not None:
        return link("staff:appointment", visit.public_id), gettext("Open the appointment")
    offer = item.params.get("offer")
    if offer is not None:
        return link("staff:engagement", offer.engagement_public_id), gettext("Open it")
    return "", ""
