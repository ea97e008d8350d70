"""The room's part of a person's own file: see `core.subject`."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from parvis.core.subject import NotGiven, Row, Sheet, Source
from parvis.engagement.agreement_choices import AgreementState
from parvis.engagement.agreement_facts import names_in
from parvis.engagement.agreement_wording import with_names
from parvis.engagement.models import (
    Agreement,
    Attendance,
    Clause,
    Edition,
    Engagement,
    Feed,
    Offer,
    OutcomeCheck,
    Party,
    Session,
    Signature,
    Support,
)

_HERS = {"person": NotGiven.INSIDE}
_REFS = {"case_ref": NotGiven.INSIDE, "step_ref": NotGiven.INSIDE}
_OF_AN_AGREEMENT = {"agreement": "first_title"}
# A draft has been sent to nobody: what the desk tries out is not yet about her.
_SENT = ~Q(agreement__state=AgreementState.DRAFT)


def _in_full(row: Any) -> Row:
    """A clause with the names where the text leaves room for them, as she read it."""
    first, second = names_in(row.agreement.parties.all())
    return {"first": with_names(row.first, first), "second": with_names(row.second, second)}


SOURCES: tuple[Source, ...] = (
    Sheet(
        model=Offer,
        person="given_by",
        named={"organisation": "name", "service": "name", "location": "name"},
        left_out={"given_by": NotGiven.INSIDE, "source_id": NotGiven.INSIDE},
    ),
    Sheet(
        model=Engagement,
        person="person",
        named={"offer": "title", "session": "starts_at", "household": "label", "sender": "name"},
        left_out={**_HERS, **_REFS},
        also=lambda row: {"organisation": row.offer.organisation.name},
        beside=("offer__organisation",),
    ),
    Sheet(
        model=Session,
        person="attendances__person",
        named={"organisation": "name", "offer": "title", "location": "name", "moved_from": "starts_at"},
        left_out={"host": NotGiven.STAFF},
    ),
    Sheet(
        model=Attendance,
        person="person",
        named={"session": "starts_at", "engagement": "offer.title"},
        left_out={**_HERS, **_REFS},
    ),
    Sheet(model=Support, person="attendance__person", named={"attendance": "session.starts_at"}),
    Sheet(
        model=Agreement,
        person="parties__person",
        named={"engagement": "offer.title"},
        left_out={"drafted_by": NotGiven.STAFF},
        only=~Q(state=AgreementState.DRAFT),
    ),
    Sheet(
        model=Party,
        person="agreement__parties__person",
        named={**_OF_AN_AGREEMENT, "organisation": "name"},
        left_out={**_HERS, "account": NotGiven.STAFF},
        only=_SENT,
    ),
    Sheet(
        model=Edition,
        person="agreement__parties__person",
        named=_OF_AN_AGREEMENT,
        left_out={"made_by": NotGiven.STAFF},
        only=_SENT,
    ),
    Sheet(
        model=Clause,
        person="agreement__parties__person",
        named=_OF_AN_AGREEMENT,
        only=_SENT,
        also=_in_full,
        beside=("agreement__parties",),
    ),
    Sheet(
        model=Signature,
        person="party__person",
        named={"party": "agreement.first_title"},
        left_out={"account": NotGiven.STAFF, "recorded_by": NotGiven.STAFF},
        only=~Q(party__agreement__state=AgreementState.DRAFT),
    ),
    Sheet(
        model=OutcomeCheck,
        person="engagement__person",
        named={"engagement": "offer.title"},
        left_out={"noted_by": NotGiven.STAFF},
    ),
    Sheet(
        model=Feed,
        person="person",
        left_out={**_HERS, "account": NotGiven.INSIDE, "token_digest": NotGiven.OPENS},
    ),
)
