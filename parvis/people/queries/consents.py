"""What a person has said yes and no to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from parvis.access import queries as access
from parvis.core.audit import log_read
from parvis.core.house import house
from parvis.core.prepared import PreparedFor
from parvis.core.rows import one
from parvis.kernel.actor import Actor
from parvis.people.choices import ConsentState, PartKind
from parvis.people.models import Consent
from parvis.people.permissions import consents_visible_to
from parvis.people.rules import covers, state_at
from parvis.people.wording import ConsentText, Notice, consent_in, notice_for, notice_in


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentView:
    """One consent as it stands at a time: `state` is the one that counts."""

    id: int
    public_id: UUID
    purpose: str
    recipient_id: int | None
    recipient_name: str
    fields: tuple[str, ...]
    state: str
    explained_at: datetime
    given_at: datetime | None
    expires_at: datetime | None
    ended_at: datetime | None
    manner: str
    language: str
    text_version: str
    version: int

    @property
    def is_live(self) -> bool:
        """Whether it allows what it names."""
        return self.state == ConsentState.GIVEN

    def allows(self, fields: Iterable[str], *, recipient_id: int, purpose: str) -> bool:
        """Whether these fields may go to this recipient: for a page; an action asks `live_consent`, and holds it."""
        same = self.recipient_id == recipient_id and self.purpose == purpose
        return self.is_live and same and covers(self.fields, fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptView:
    """The paper she takes home: who answers, who receives, for what, what exactly, until when, and how to take it back."""

    consent: ConsentView
    controller_name: str
    text: ConsentText
    interpreter: str
    by_guardian: bool


def consents_of(actor: Actor, person_id: int, at: datetime) -> list[ConsentView]:
    """Every consent of a person, the last explained first, in one query; the page that shows them notes its read."""
    return [_view(row, at) for row in _CONSENTS.rows(actor, of=person_id)]


def _build_consents(actor: Actor, *, of: int) -> QuerySet[Consent]:
    rows = consents_visible_to(actor).filter(person_id=of).select_related("recipient")
    return rows.order_by("-explained_at", "-id")


_CONSENTS = PreparedFor(_build_consents)


def live_consent(
    person_id: int, recipient_id: int | None, purpose: str, fields: Iterable[str], at: datetime, *, hold: bool = False
) -> Consent | None:
    """The consent that allows these fields to this recipient at that time. For rooms that have checked the actor.

    With `hold` it's locked until the end of the transaction: nobody withdraws it between the look and what stands on it.
    """
    rows = Consent.objects.filter(
        person_id=person_id, recipient_id=recipient_id, purpose=purpose, state=ConsentState.GIVEN, expires_at__gt=at
    )
    rows = rows.select_for_update(of=("self",), no_key=True) if hold else rows
    wanted = list(fields)
    return next((row for row in rows.order_by("-given_at") if covers(row.fields, wanted)), None)


def hold_consents(person_id: int, recipient_id: int, purpose: str) -> None:
    """Lock what a person allows a recipient, before what stands on it: taking it back locks in that order too, and in the
    other one the two would wait for each other.
    """
    given = Consent.objects.filter(
        person_id=person_id, recipient_id=recipient_id, purpose=purpose, state=ConsentState.GIVEN
    )
    list(given.select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk"))


def consent_receipt(actor: Actor, public_id: UUID | str, at: datetime) -> ReceiptView:
    """One consent in the words in which it was explained. Noted in the read log (`consent`)."""
    row = one(consents_visible_to(actor).select_related("recipient", "controller"), public_id=public_id)
    log_read(actor=actor, person_id=row.person_id, what="consent", at=at, subject=("consent", row.pk))
    return ReceiptView(
        consent=_view(row, at),
        controller_name=row.controller.name,
        text=consent_in(
            row.language,
            row.purpose,
            fields=row.fields,
            version=row.text_version,
            recipient=row.recipient.name if row.recipient else "",
            controller=row.controller.name,
            until=house().day(row.expires_at).isoformat() if row.expires_at else "–",
        ),
        interpreter=row.interpreter,
        by_guardian=row.guardian_id is not None,
    )


def consent_text(
    language: str,
    purpose: str,
    at: datetime,
    *,
    actor: Actor | None = None,
    fields: Iterable[str] = (),
    recipient_name: str = "",
    until: str = "",
) -> ConsentText:
    """The text to explain before a yes or a no. `until`: the day in the reader's own writing, else an ISO date."""
    return consent_texts({language: until}, purpose, at, actor=actor, fields=fields, recipient_name=recipient_name)[0]


def consent_texts(
    languages: Mapping[str, str],
    purpose: str,
    at: datetime,
    *,
    actor: Actor | None = None,
    fields: Iterable[str] = (),
    recipient_name: str = "",
) -> list[ConsentText]:
    """The same text in several languages, each with its `until`, for a page that two people read together."""
    usual = house().day(at + timedelta(days=house().consent_days)).isoformat()
    controller, named = _controller_name(actor), list(fields)
    return [
        consent_in(
            language, purpose, fields=named, recipient=recipient_name, controller=controller, until=until or usual
        )
        for language, until in languages.items()
    ]


def notice(language: str, actor: Actor | None = None, *, part: str = PartKind.NEWCOMER) -> Notice:
    """The privacy notice in force for who stands in that part, in the name of the actor's controller where there is one."""
    return notice_in(language, controller=_controller_name(actor), kind=notice_for(part))


def _controller_name(actor: Actor | None) -> str:
    if actor is None or actor.controller_id is None:
        return ""
    return access.organisation_names([actor.controller_id]).get(actor.controller_id, "")


def _view(row: Consent, at: datetime) -> ConsentView:
    return ConsentView(
        id=row.pk,
        public_id=row.public_id,
        purpose=row.purpose,
        recipient_id=row.recipient_id,
        recipient_name=row.recipient.name if row.recipient else "",
        fields=tuple(row.fields),
        state=state_at(row.state, row.expires_at, at),
        explained_at=row.explained_at,
        given_at=row.given_at,
        expires_at=row.expires_at,
        ended_at=row.ended_at,
        manner=row.manner,
        language=row.language,
        text_version=row.text_version,
        version=row.version,
    )
