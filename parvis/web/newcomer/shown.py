"""My path in words: steps, who is there, what was shared, who looked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from parvis.casework.queries import Path, SharedView, StepView
from parvis.people.queries import ConsentView, ReadView
from parvis.web.newcomer import words
from parvis.web.shell.words import reading, said

SHOWN_STEPS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownStep:
    """A step on the way: done, here or later."""

    public_id: UUID
    version: int
    state: str
    topic: str
    text: str
    for_her: bool
    line: str
    bring: str
    due_on: object
    may_claim: bool
    may_confirm: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownShare:
    """What somebody sees or saw. `sees` is the sentence; `since` and `until` its times."""

    public_id: UUID
    version: int
    receiver: str
    service: str
    topic: str
    state: str
    tone: str
    sees: str
    since: datetime | None
    until: datetime | None
    fields: str
    is_open: bool
    can_withdraw: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownConsent:
    """One consent, said to her."""

    public_id: UUID
    recipient: str
    code: str
    purpose: str
    fields: list[str]
    words: str
    tone: str
    expires: datetime | None
    is_live: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRead:
    """One look at the record."""

    at: datetime
    who: str
    organisation: str
    why: str
    what: str


def shown_steps(path: Path) -> list[ShownStep]:
    """In the order of the plan; the first open one is where she is."""
    topics = {need.public_id: need.topic for need in path.needs}
    here = next(
        (step.public_id for step in path.steps if step.state in {"in_progress", "offered", "planned", "claimed_done"}),
        None,
    )
    return [_step(step, topics, here=step.public_id == here) for step in path.steps]


def one_step(step: StepView, path: Path) -> ShownStep:
    """The next step, where it is a step of the plan."""
    return _step(step, {need.public_id: need.topic for need in path.needs}, here=True)


def _step(step: StepView, topics: Mapping[UUID, str], *, here: bool) -> ShownStep:
    is_done = step.state == "confirmed"
    under_way = step.state in {"in_progress", "claimed_done"}
    return ShownStep(
        public_id=step.public_id,
        version=step.version,
        state="done" if is_done else "here" if here or under_way else "later",
        topic=topics.get(step.need_public_id, "") if step.need_public_id else "",
        text=step.text_for_person or step.text,
        for_her=bool(step.text_for_person),
        line=_line(step),
        bring=step.bring,
        due_on=step.due_on if not is_done else None,
        may_claim=step.doer == "person" and step.state in {"planned", "offered", "in_progress"},
        may_confirm=step.state == "claimed_done" and step.claimed_by != "person",
    )


def _line(step: StepView) -> str:
    if step.state == "confirmed":
        return _("Done, and confirmed.")
    if step.state == "claimed_done":
        return (
            _("You said it is done. Somebody confirms it.")
            if step.claimed_by == "person"
            else _("They say it is done. Is it so?")
        )
    who = {"person": _("You do this."), "provider": _("A partner does this with you.")}.get(
        step.doer, _("Your adviser does this.")
    )
    return _("Under way. %(who)s") % {"who": who} if step.state == "in_progress" else who


def shown_shares(shares: Iterable[SharedView]) -> list[ShownShare]:
    """The open ones first."""
    rows = [_share(one) for one in shares]
    return sorted(rows, key=lambda row: not row.can_withdraw)


def _share(one: SharedView) -> ShownShare:
    is_open = one.state == "open"
    fields = _(", ").join(said(words.FIELDS, code) for code in one.fields)
    if is_open:
        sees = _("They see:")
    elif one.state == "preview":
        sees = _("They see the request without your name. If they say yes, they see:")
    elif one.opened_at:
        sees = _("They see nothing any more. They saw:")
    else:
        sees = _("They see nothing. They never saw your name.")
        fields = ""
    return ShownShare(
        public_id=one.referral_public_id,
        version=one.version,
        receiver=one.receiver_name,
        service=one.service_name,
        topic=one.topic,
        state=_("no answer in time") if one.silent else said(words.REFERRALS, one.referral_state),
        tone="no" if one.silent else words.REFERRAL_TONES.get(one.referral_state, ""),
        sees=sees,
        since=one.opened_at or one.sent_at,
        until=one.closed_at,
        fields=fields,
        is_open=is_open,
        can_withdraw=one.can_withdraw,
    )


def shown_consents(consents: Iterable[ConsentView]) -> list[ShownConsent]:
    """Those that hold first."""
    return sorted(map(shown_consent, consents), key=lambda row: not row.is_live)


def known_to(consents: Iterable[ShownConsent]) -> list[ShownConsent]:
    """Who may know her where she takes part, or gives her time: read without a request."""
    return [one for one in consents if one.is_live and one.code == "participation"]


def shown_consent(one: ConsentView) -> ShownConsent:
    """To whom, for what, which fields, until when."""
    return ShownConsent(
        public_id=one.public_id,
        recipient=one.recipient_name,
        code=one.purpose,
        purpose=said(words.PURPOSES, one.purpose),
        fields=[said(words.FIELDS, code) for code in one.fields],
        words=said(words.CONSENTS, one.state),
        tone={"given": "yes", "explained": "now"}.get(one.state, ""),
        expires=one.expires_at if one.is_live else None,
        is_live=one.is_live,
    )


def shown_reads(reads: Iterable[ReadView]) -> list[ShownRead]:
    """One line for each look; looks of the same minute by the same reader at the same thing are one.

    A list of many names is looked at all day long: for each reader it is one line a day.
    """
    rows: dict[tuple[object, ...], ShownRead] = {}
    for one in reads:
        row = ShownRead(
            at=one.at,
            who=one.who,
            organisation=one.organisation_name or _reader(one),
            why=said(reading.WHY, one.purpose),
            what=said(reading.LOOKED_AT, one.what),
        )
        local = timezone.localtime(one.at)
        when = local.date() if one.what == "list" else local.replace(second=0, microsecond=0)
        rows.setdefault((when, row.who, row.organisation, row.why, row.what), row)
    return list(rows.values())


def _reader(one: ReadView) -> str:
    """Who is no organisation: a person who signs the same agreement or gives her own time, else a rule of the house."""
    others = {"agreement": _("Somebody who signs it with you"), "participation": _("Somebody who gives you time")}
    return others.get(one.purpose, _("Parvis itself"))


def first_name(name: str) -> str:
    """What one says at the desk."""
    return name.strip().partition(" ")[0]
