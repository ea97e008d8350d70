"""The person in her own space, by her card or by an account that is of her; with what her first page shows, in the same query."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat

from parvis.access import queries as access
from parvis.core.audit import reads_of
from parvis.core.house import house
from parvis.core.nested import Nested, moment, unpacked
from parvis.core.prepared import Prepared
from parvis.kernel.actor import Actor, ActorKind
from parvis.people.models import Consent, Part, Person
from parvis.people.queries.consents import ConsentView
from parvis.people.queries.parts import NESTED_PART, PartView, in_time, nested_part
from parvis.people.queries.reads import ReadView
from parvis.people.rules import state_at

LAST_READS = 30
_CONSENT = (
    *("pk", "public_id", "purpose", "recipient_id", "recipient__name", "fields", "state", "explained_at"),
    *("given_at", "expires_at", "ended_at", "manner", "language", "text_version", "version"),
)
_READ = ("at", "purpose", "what")
# What is asked: who stands at the door, or with it what her first page shows.
_DOOR, _WHOLE = "door", "whole"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRecord:
    """What her first page shows of the register: her parts, her consents (the last explained first), who looked last."""

    parts: list[PartView]
    consents: list[ConsentView]
    reads: list[ReadView]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPage:
    """The person behind a card or an account. An account's session of an earlier epoch is over; `language` is hers.

    `record` is there when it was asked for with the moment of asking.
    """

    actor: Actor
    epoch: int
    language: str
    record: OwnRecord | None = None


def own_page(account_id: int, *, language: str, at: datetime | None = None) -> OwnPage | None:
    """Whose account it is, as herself: none of the roles that the account may hold. One query; None for nobody's."""
    rows = _BY_ACCOUNT.rows(_DOOR if at is None else _WHOLE, account=account_id, at=at or _NEVER)
    return _page(rows[0], language, at, account_id=account_id) if rows else None


def own_page_of_card(card_id: int, *, epoch: int, language: str, at: datetime | None = None) -> OwnPage | None:
    """The person herself, as long as her card stands and she hasn't said "I am done". One query."""
    rows = _BY_CARD.rows(_DOOR if at is None else _WHOLE, card=card_id, epoch=epoch, at=at or _NEVER)
    return _page(rows[0], language, at) if rows else None


_NEVER = datetime.fromisoformat("2000-01-01T00:00:00+00:00")


def _build_by_account(what: str, *, account: int, at: datetime) -> QuerySet[Person]:
    rows = Person.objects.filter(account_id=account, account__is_active=True)
    return _with_record(rows, at) if what == _WHOLE else rows


def _build_by_card(what: str, *, card: int, epoch: int, at: datetime) -> QuerySet[Person]:
    rows = Person.objects.filter(cards__pk=card, cards__epoch=epoch, cards__revoked_at__isnull=True)
    return _with_record(rows, at) if what == _WHOLE else rows


_BY_ACCOUNT, _BY_CARD = Prepared(_build_by_account), Prepared(_build_by_card)


def _with_record(rows: QuerySet[Person], at: datetime) -> QuerySet[Person]:
    mine = {"person": OuterRef("pk")}
    herself = Concat(Value(f"{ActorKind.PERSON}:"), Cast(OuterRef("pk"), CharField()))
    others: QuerySet[Any] = reads_of(OuterRef("pk")).filter(at__lte=at).exclude(actor=herself)  # type: ignore[arg-type]
    named = (access.name_of_organisation("organisation_id"), access.name_of_account("account_id"))
    return rows.annotate(
        nested_parts=Nested(Part.objects.filter(**mine).order_by("-starts_on", "-id"), *NESTED_PART),
        nested_consents=Nested(Consent.objects.filter(**mine).order_by("-explained_at", "-id"), *_CONSENT),
        nested_reads=Nested(others[:LAST_READS], *_READ, *named),
    )


def _page(row: Any, language: str, at: datetime | None, *, account_id: int | None = None) -> OwnPage:
    actor = Actor(
        kind=ActorKind.PERSON,
        person_id=row.pk,
        account_id=account_id,
        controller_id=row.controller_id,
        purpose="own_record",
        language=language,
    )
    record = None
    if at is not None:
        today: date = house().day(at)
        record = OwnRecord(
            parts=in_time([nested_part(item, today) for item in row.nested_parts]),
            consents=[_consent(item, at) for item in row.nested_consents],
            reads=[_read(item) for item in row.nested_reads],
        )
    return OwnPage(actor=actor, epoch=row.own_epoch, language=row.language, record=record)


def _consent(item: list[Any], at: datetime) -> ConsentView:
    row = dict(zip(_CONSENT, item, strict=True))
    expires_at, explained_at = moment(row["expires_at"]), moment(row["explained_at"])
    assert explained_at is not None
    return ConsentView(
        id=row["pk"],
        public_id=UUID(str(row["public_id"])),
        purpose=row["purpose"],
        recipient_id=row["recipient_id"],
        recipient_name=row["recipient__name"] or "",
        fields=tuple(unpacked(row["fields"])),
        state=state_at(row["state"], expires_at, at),
        explained_at=explained_at,
        given_at=moment(row["given_at"]),
        expires_at=expires_at,
        ended_at=moment(row["ended_at"]),
        manner=row["manner"],
        language=row["language"],
        text_version=row["text_version"],
        version=row["version"],
    )


def _read(item: list[Any]) -> ReadView:
    at, purpose, what, organisation, account = item
    seen = moment(at)
    assert seen is not None
    return ReadView(
        at=seen,
        organisation_name=organisation or "",
        who=access.first_name(account or ""),
        purpose=purpose,
        what=what,
    )
