"""Agreements in lists: of a person, of the reader herself, and those that wait for her signature."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet

from parvis.core.house import house
from parvis.core.nested import Nested
from parvis.core.prepared import PreparedFor
from parvis.core.texts import Found, Text, best, nested_translations, translations_in
from parvis.engagement import endings
from parvis.engagement.agreement_choices import PartyRole
from parvis.engagement.agreement_policy import (
    agreements_visible_to,
    agreements_worked_by,
    parties_of,
    parties_signed_by,
)
from parvis.engagement.agreement_rules import ASKS, OPEN, state_on
from parvis.engagement.models import Agreement
from parvis.kernel.actor import Actor

ROWS, MOST = 30, 100


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementLine:
    """A row of a list. `state` is the one that counts; `ending` the code of its neutral sentence, empty while it is open.

    `signs_as` are the numbers of the parties as whom the reader owes a signature now.
    """

    public_id: UUID
    template: str
    first_language: str
    second_language: str
    first_title: str
    second_title: str
    state: str
    starts_on: date | None
    ends_on: date | None
    ended_on: date | None
    ending: str
    offer_title: Text
    offer_kind: str
    organisation_name: str
    engagement_public_id: UUID
    # For staff alone: a party reads no more of the person than the agreement says.
    person_id: int | None
    case_ref: int | None
    signs_as: tuple[int, ...]
    edition: int
    version: int

    @property
    def is_open(self) -> bool:
        """Whether something may still happen to it."""
        return self.state in OPEN


def agreements_of(actor: Actor, person_id: int, at: datetime) -> list[AgreementLine]:
    """What is agreed for a person whom staff see, the last drafted first. One query."""
    today = house().day(at)
    rows = _OF_PERSON.rows(actor, person=person_id, language=actor.language)
    return [line(row, today, staff=True) for row in rows]


def my_agreements(actor: Actor, at: datetime, *, page: int = 1) -> tuple[list[AgreementLine], bool]:
    """Those in which the reader, or the body she acts for, is a party, the last drafted first; and whether more follow.
    Within a page what waits for her comes first. One query."""
    today = house().day(at)
    rows = _MINE.rows(actor, max(1, page), language=actor.language)
    found = [line(row, today) for row in rows]
    shown = sorted(found[:ROWS], key=lambda line: (not line.signs_as, not line.is_open))
    return shown, len(found) > ROWS


def owed_signatures(actor: Actor, at: datetime) -> list[AgreementLine]:
    """The agreements and amendments that wait for the reader's own signature, the oldest first. One query.

    `person_id` is told where staff sign for the body that accompanies, and see the person.
    """
    today = house().day(at)
    return still_owed(line(row, today) for row in _OWED.rows(actor, language=actor.language))


def still_owed(found: Iterable[AgreementLine]) -> list[AgreementLine]:
    """Those of `owing_rows` that ask for a signature today: what is past its last day asks for none."""
    return [line for line in found if line.state in ASKS and line.signs_as]


def agreement_ids(person_id: int) -> QuerySet[Agreement, Any]:
    """The row ids of a person's agreements, for a subquery on their log."""
    return Agreement.objects.filter(engagement__person_id=person_id).values("pk")


def with_line(rows: QuerySet[Agreement], actor: Actor, language: str) -> QuerySet[Agreement]:
    """And all that `line` reads: the engagement, its offer, who offers, and as whom the reader owes a signature."""
    return rows.select_related("engagement__offer__organisation").annotate(
        offer_ref=F("engagement__offer"),
        nested_texts=nested_translations("offer", language, "offer_ref"),
        nested_owing=nested_owing(actor),
    )


def nested_owing(actor: Actor) -> Nested:
    """As whom the reader owes a signature: number and role, to stand in a query of agreements as `nested_owing`."""
    owing = parties_signed_by(actor).filter(agreement=OuterRef("pk"), owes_edition__isnull=False)
    return Nested(owing.order_by("number"), "number", "role")


def owing_rows(actor: Actor) -> QuerySet[Agreement]:
    """Where the reader was asked for a signature and has not given it, the oldest first."""
    owing = parties_signed_by(actor).filter(owes_edition__isnull=False)
    rows = agreements_visible_to(actor).filter(state__in=ASKS, pk__in=owing.values("agreement"))
    return rows.order_by("created_at", "id")


def line(row: Agreement, today: date, *, staff: bool = False) -> AgreementLine:
    """A row of `with_line`. `staff` see the person; so does who signs for the body that accompanies."""
    return line_of(row, translations_in([row], "offer_ref"), today, staff=staff)


def line_of(row: Agreement, titles: Found, today: date, *, staff: bool = False) -> AgreementLine:
    """A row with its `nested_owing`, whose engagement, offer and organisation stand beside it."""
    engagement, offer = row.engagement, row.engagement.offer
    owing: list[tuple[int, str]] = row.nested_owing if row.state in ASKS else []  # type: ignore[attr-defined]
    staff = staff or any(role == PartyRole.PROGRAMME for _number, role in owing)
    state = state_on(row.state, row.ends_on, today)
    reason = endings.RAN_OUT if state != row.state else row.end_reason
    return AgreementLine(
        public_id=row.public_id,
        template=row.template,
        first_language=row.first_language,
        second_language=row.second_language,
        first_title=row.first_title,
        second_title=row.second_title,
        state=state,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        ended_on=row.ended_on or (row.ends_on if state != row.state else None),
        ending=endings.sentence(state, reason),
        offer_title=best(titles, (offer.pk, "title"), offer.title, offer.language),
        offer_kind=offer.kind,
        organisation_name=offer.organisation.name,
        engagement_public_id=engagement.public_id,
        person_id=engagement.person_id if staff else None,
        case_ref=engagement.case_ref if staff else None,
        signs_as=tuple(number for number, _role in owing) if state in ASKS else (),
        edition=row.edition,
        version=row.version,
    )


def _build_of_person(actor: Actor, *, person: int, language: str) -> QuerySet[Agreement]:
    rows = agreements_worked_by(actor).filter(engagement__person_id=person)
    return with_line(rows, actor, language).order_by("-created_at", "-id")[:MOST]


def _build_mine(actor: Actor, page: int, *, language: str) -> QuerySet[Agreement]:
    mine = parties_of(actor).values("agreement")
    rows = agreements_visible_to(actor).filter(pk__in=mine).exclude(state="draft")
    start = (page - 1) * ROWS
    return with_line(rows, actor, language).order_by("-created_at", "-id")[start : start + ROWS + 1]


def _build_owed(actor: Actor, *, language: str) -> QuerySet[Agreement]:
    return with_line(owing_rows(actor), actor, language)[:MOST]


_OF_PERSON, _MINE, _OWED = PreparedFor(_build_of_person), PreparedFor(_build_mine), PreparedFor(_build_owed)
