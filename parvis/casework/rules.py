"""Pure decisions of the room: the machines of design section 2, limits, and who counts as which party."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta

from parvis.kernel.actor import Actor, ActorKind
from parvis.kernel.states import Machine

CASE = Machine.of(
    "case",
    {"enquiry": ["open"], "open": ["paused"], "paused": ["open"], "closed": ["open"]},
    exits=["closed"],
)
NEED = Machine.of("need", {"open": ["met"]}, exits=["dropped"], closed=["met"])
STEP = Machine.of(
    "step",
    {
        "planned": ["offered"],
        "offered": ["in_progress"],
        "in_progress": ["claimed_done"],
        "claimed_done": ["confirmed"],
    },
    exits=["not_done", "dropped"],
    closed=["confirmed"],
)
# Both ends of "asked ↔ answered" lead on: a receiver may decide without waiting for the answer to its question.
REFERRAL = Machine.of(
    "referral",
    {
        "draft": ["sent"],
        "sent": ["asked", "accepted"],
        "asked": ["answered", "accepted"],
        "answered": ["asked", "accepted"],
        "accepted": ["active"],
        "active": ["done"],
    },
    exits=["declined", "withdrawn", "returned", "expired"],
    closed=["done"],
)
SHARE = Machine.of("share", {"closed": ["preview"], "preview": ["open"], "open": ["closed"]}, exits=["closed"])
VISIT = Machine.of("visit", {"waiting": ["with_worker"], "with_worker": ["done"]}, exits=["left"], closed=["done"])

STEP_PATH = ("planned", "offered", "in_progress", "claimed_done", "confirmed")
UNANSWERED = frozenset({"sent", "asked", "answered"})
RUNNING = frozenset({"accepted", "active"})
LIVE = UNANSWERED | RUNNING
STEP_TO_MEET = ("planned", "offered", "in_progress")
STEP_OPEN = ("planned", "offered", "in_progress", "claimed_done")


def due(sent_at: datetime, limit: timedelta) -> datetime:
    """When the receiver's time is over: calendar time from `sent`."""
    return sent_at + limit


def state_at(state: str, expires_at: datetime | None, at: datetime) -> str:
    """The state that counts: what is alive is over at its instant, whether or not the nightly run has said so."""
    over = state in LIVE and expires_at is not None and expires_at <= at
    return "expired" if over else state


def is_silent(state: str, due_at: datetime | None, at: datetime) -> bool:
    """No feedback: still `sent` past the limit. A question is feedback; nothing else is success."""
    return state == "sent" and due_at is not None and at >= due_at


def step_way(frm: str, to: str) -> tuple[str, ...]:
    """The states between `frm` and `to` on the way forward, `to` included; empty when `to` does not lie ahead."""
    if frm not in STEP_PATH or to not in STEP_PATH:
        return ()
    start, end = STEP_PATH.index(frm), STEP_PATH.index(to)
    return STEP_PATH[start + 1 : end + 1]


def party_of(actor: Actor) -> str:
    """As whom an actor says that something is done."""
    if actor.kind is ActorKind.PERSON:
        return "person"
    return "provider" if actor.kind is ActorKind.LINK else "worker"


def age_band(age: int | None) -> str:
    """Age as the preview tells it: wide enough that nobody is recognised."""
    if age is None:
        return "unknown"
    for limit, band in ((12, "child"), (18, "youth"), (26, "18-25"), (60, "26-59")):
        if age < limit:
            return band
    return "60+"


def size_band(size: int | None) -> str:
    """Household size as the preview tells it."""
    if size is None:
        return "unknown"
    if size <= 4:
        return str(max(1, size))
    return "5-6" if size <= 6 else "7+"


def names_person(text: str, *, names: Iterable[str], contacts: Iterable[str]) -> bool:
    """Whether a text written for the preview holds one of the person's names, or a way to reach her.

    Names count by word of three letters or more, without case and accents; numbers by their last eight digits.
    """
    words = set(_words(text))
    digits = _digits(text)
    flat = _fold(text)
    for name in names:
        parts = [part for part in _words(name) if len(part) >= 3]
        if words.intersection(parts) or (not parts and _fold(name).strip() in words):
            return True
    for contact in contacts:
        number = _digits(contact)
        if len(number) >= 8 and number[-8:] in digits:
            return True
        if "@" in contact and _fold(contact).strip() in flat:
            return True
    return False


def _fold(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()


def _words(text: str) -> list[str]:
    folded = _fold(text)
    return "".join(sign if sign.isalnum() else " " for sign in folded).split()


def _digits(text: str) -> str:
    """In any script."""
    return "".join(str(unicodedata.decimal(sign)) for sign in text if unicodedata.category(sign) == "Nd")
