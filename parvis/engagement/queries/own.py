"""For a person's own page, in one query: what she has taken up, the agreements that wait for her name, the one question she is asked,
who asks for her time, whom she accompanies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet

from parvis.core.house import house
from parvis.core.nested import Nested, columns_of, day, rows_in
from parvis.core.prepared import PreparedFor
from parvis.core.texts import Text, best, translations_in
from parvis.engagement.agreement_choices import PartyRole
from parvis.engagement.agreement_policy import engagements_accompanied_by, outcomes_visible_to, parties_of
from parvis.engagement.agreement_rules import HOLDS, state_on
from parvis.engagement.choices import EngagementState
from parvis.engagement.models import Agreement, Engagement, OutcomeCheck
from parvis.engagement.outcome_rules import talk_on
from parvis.engagement.permissions import engagements_visible_to, engagements_worked_by
from parvis.engagement.queries.agreement_lines import AgreementLine, line_of, nested_owing, owing_rows, still_owed
from parvis.engagement.queries.engagements import EngagementView, full, hers_first, shown
from parvis.engagement.queries.outcomes import OutcomeView, open_on, outcome_view
from parvis.kernel.actor import Actor, ActorKind
from parvis.kernel.errors import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Somebody asks for her own time: about which offer, since when; nothing of who it is."""

    engagement_public_id: UUID
    offer_title: Text
    offer_kind: str
    offer_topics: tuple[str, ...]
    asked_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Accompanied:
    """Somebody whom she accompanies as a tutor, under an agreement that is in force. Who it is stands there alone."""

    engagement_id: int
    agreement_public_id: UUID
    offer_title: Text
    organisation_name: str
    starts_on: date | None
    ends_on: date | None
    talk_on: date | None  # one more month is up about now


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnEngagements:
    """`taken` as `my_engagements` has it, `owed` as `owed_signatures`; `question` is the one of `checks_due`, or None. As a host:
    who asks for her time, and whom she accompanies.
    """

    taken: list[EngagementView]
    owed: list[AgreementLine]
    question: OutcomeView | None
    asking: list[Asking] = field(default_factory=list)
    accompanied: list[Accompanied] = field(default_factory=list)


def own_engagements(actor: Actor, at: datetime) -> OwnEngagements:
    """The person's own. One query."""
    if actor.kind is not ActorKind.PERSON or actor.person_id is None:
        raise NotFound
    today = house().day(at)
    rows = _OWN.rows(actor, person=actor.person_id, today=today, language=actor.language)
    given = [row for row in rows if row.offer.given_by_id == actor.person_id and row.person_id != actor.person_id]
    return OwnEngagements(
        taken=hers_first(shown((row for row in rows if row.person_id == actor.person_id), at)),
        owed=_owed(rows, today),
        question=_question(rows, today),
        asking=[_asking(row) for row in given if row.state == EngagementState.REQUESTED],
        accompanied=[one for row in rows for one in _accompanied(row, today)],
    )


def _build_own(actor: Actor, *, person: int, today: date, language: str) -> QuerySet[Engagement]:
    """Her own engagements, those of others whose agreement she signs or whom she accompanies, and who asks for her time."""
    hers = engagements_visible_to(actor).filter(person_id=person)
    signs = owing_rows(actor).order_by()
    asking = engagements_worked_by(actor).filter(state=EngagementState.REQUESTED)
    beside = engagements_accompanied_by(actor)
    ids = hers.values("pk").union(signs.values("engagement"), asking.values("pk"), beside.values("pk"))
    rows = full(Engagement.objects.filter(pk__in=ids), language)
    asked = open_on(outcomes_visible_to(actor).filter(engagement=OuterRef("pk")), today)
    owed = owing_rows(actor).filter(engagement=OuterRef("pk")).annotate(nested_owing=nested_owing(actor))
    return rows.annotate(
        nested_owed=Nested(owed, *columns_of(Agreement), "nested_owing"),
        nested_checks=Nested(asked, *columns_of(OutcomeCheck)),
        nested_beside=Nested(_agreed(actor), "public_id", "state", "starts_on", "ends_on"),
    ).order_by("-created_at", "-id")


def _agreed(actor: Actor) -> QuerySet[Agreement]:
    """The agreements in force in which the actor is the tutor."""
    as_tutor = parties_of(actor).filter(role=PartyRole.TUTOR)
    rows = Agreement.objects.filter(engagement=OuterRef("pk"), state__in=HOLDS, pk__in=as_tutor.values("agreement"))
    return rows.order_by("id")


_OWN = PreparedFor(_build_own)


def _asking(row: Any) -> Asking:
    return Asking(
        engagement_public_id=row.public_id,
        offer_title=_title(row),
        offer_kind=row.offer.kind,
        offer_topics=tuple(row.offer.topics),
        asked_at=row.requested_at,
    )


def _accompanied(row: Any, today: date) -> Iterator[Accompanied]:
    for public_id, state, first, last in row.nested_beside:
        starts_on, ends_on = day(first), day(last)
        if state_on(state, ends_on, today) in HOLDS:
            yield Accompanied(
                engagement_id=row.pk,
                agreement_public_id=UUID(public_id),
                offer_title=_title(row),
                organisation_name=row.offer.organisation.name,
                starts_on=starts_on,
                ends_on=ends_on,
                talk_on=talk_on(starts_on, ends_on, today),
            )


def _title(row: Any) -> Text:
    offer = row.offer
    return best(translations_in([row], "offer_id"), (offer.pk, "title"), offer.title, offer.language)


def _owed(rows: list[Any], today: date) -> list[AgreementLine]:
    found = sorted(_agreements(rows), key=lambda one: (one.created_at, one.pk))
    return still_owed(line_of(one, translations_in([one.engagement], "offer_id"), today) for one in found)


def _agreements(rows: list[Any]) -> Iterator[Agreement]:
    for row in rows:
        for one in rows_in(Agreement, row.nested_owed, "nested_owing"):
            one.engagement = row
            yield one


def _question(rows: list[Any], today: date) -> OutcomeView | None:
    asked = [(check, row) for row in rows for check in rows_in(OutcomeCheck, row.nested_checks)]
    if not asked:
        return None
    check, row = min(asked, key=lambda one: (one[0].closes_on, one[0].pk))
    check.engagement = row
    return outcome_view(check, translations_in([row], "offer_id"), today)
