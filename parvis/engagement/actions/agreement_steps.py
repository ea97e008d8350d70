"""What every move of an agreement has in common: the facts for the rules, the log, the word to the rooms above."""

from __future__ import annotations

from datetime import datetime

from parvis.core.events import announce
from parvis.core.house import house
from parvis.core.rows import bump
from parvis.core.transitions import move
from parvis.engagement.agreement_choices import AgreementState, EditionState
from parvis.engagement.agreement_errors import AgreementMissing, AgreementUnsigned
from parvis.engagement.agreement_events import AgreementMoved
from parvis.engagement.agreement_facts import facts_of, lines_of
from parvis.engagement.agreement_rules import (
    AGREEMENT,
    HOLDS,
    NOT_YET,
    OPEN,
    EditionFact,
    Signed,
    asked,
    in_force,
    owed,
    state_on,
)
from parvis.engagement.kinds import kind_of
from parvis.engagement.models import Agreement, Edition, Engagement, Signature
from parvis.kernel.actor import Actor
from parvis.kernel.errors import Refused


def who_signs(row: Agreement, edition: Edition) -> tuple[frozenset[int], frozenset[int]]:
    """Whom an edition asks to sign, and who of them has still to."""
    before = in_force(facts_of(row.editions.exclude(pk=edition.pk)))
    lines = lines_of(row.clauses.all())
    fact = EditionFact(edition.number, edition.state, edition.whole)
    must = asked(lines, fact, before, row.parties.values_list("number", flat=True))
    signed = Signature.objects.filter(party__agreement=row, edition=edition.number).values_list(
        "party__number", "edition"
    )
    return must, owed(must, edition.number, [Signed(*one) for one in signed])


def note_owing(row: Agreement, edition: int, owing: frozenset[int]) -> None:
    """Write at each party which edition waits for it."""
    row.parties.exclude(owes_edition__isnull=True).update(owes_edition=None)
    row.parties.filter(number__in=owing).update(owes_edition=edition)


def moved(row: Agreement, to: str, *, by: Actor, at: datetime, why: str = "") -> Agreement:
    """Change the state, log it, save, announce."""
    frm = row.state
    move(row, to, machine=AGREEMENT, by=by, at=at, why=why)
    bump(row)
    row.save()
    announce(
        AgreementMoved(
            agreement_id=row.pk,
            engagement_id=row.engagement_id,
            person_id=row.engagement.person_id,
            case_ref=row.engagement.case_ref,
            frm=frm,
            to=to,
            at=at,
            actor=by,
        )
    )
    return row


def must_be(row: Agreement, *states: str, at: datetime | None = None) -> None:
    """Raise `Refused` unless the agreement is in one of these states; with a time, past its last day it has ended."""
    state = row.state if at is None else state_on(row.state, row.ends_on, house().day(at))
    if state not in states:
        raise Refused("states.not_allowed", machine=AGREEMENT.name, frm=state, to=states[0])


def must_be_agreed(row: Engagement, *, at: datetime) -> None:
    """Raise while an agreement for it waits for signatures, and where its kind asks for one and none is in force today."""
    found = Agreement.objects.filter(engagement=row, state__in=OPEN)
    today = house().day(at)
    states = {state_on(one.state, one.ends_on, today) for one in found}
    if states & NOT_YET:
        raise AgreementUnsigned
    if kind_of(row.offer.kind).agreement and not states & HOLDS:
        raise AgreementMissing


def voided(row: Agreement, reason: str, *, by: Actor, at: datetime) -> Agreement:
    """It does not count, and nobody is asked to sign any more."""
    AGREEMENT.check(row.state, AgreementState.VOID)
    row.void_reason = reason
    _close(row, at)
    return moved(row, AgreementState.VOID, by=by, at=at, why=reason)


def finish(row: Agreement, reason: str, *, by: Actor, at: datetime) -> Agreement:
    """It has ended; an amendment that waited for signatures comes to nothing."""
    AGREEMENT.check(row.state, AgreementState.ENDED)
    row.end_reason = reason
    _close(row, at)
    return moved(row, AgreementState.ENDED, by=by, at=at, why=reason)


def _close(row: Agreement, at: datetime) -> None:
    row.ended_on = house().day(at)
    row.editions.filter(state=EditionState.PENDING).update(state=EditionState.WITHDRAWN)
    row.parties.exclude(owes_edition__isnull=True).update(owes_edition=None)
