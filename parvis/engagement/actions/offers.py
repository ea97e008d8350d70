"""What can be taken up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from parvis.core.actions import action
from parvis.core.rows import bump, locked
from parvis.core.transitions import record_transition
from parvis.engagement import publishing
from parvis.engagement.actions import places
from parvis.engagement.actions.facts import NewOffer, OfferFacts
from parvis.engagement.actions.writing import put_down, translate
from parvis.engagement.choices import OfferState
from parvis.engagement.errors import CheckFirst
from parvis.engagement.kinds import kind_of
from parvis.engagement.models import Offer, Quota
from parvis.engagement.permissions import kinds_given_by, may_give, offers_kept_by
from parvis.engagement.rules import Kept
from parvis.kernel.actor import Actor
from parvis.kernel.errors import Invalid, NotFound


@action
def create_offer(*, offer: NewOffer, by: Actor, at: datetime) -> Offer:
    """By a task, a member of the organisation that offers, or a person who gives her own time: a kind that she may give."""
    kind = kind_of(offer.kind)
    if not may_give(by, kind, organisation_id=offer.organisation_id, given_by_id=offer.given_by_id, at=at):
        raise NotFound
    if offer.given_by_id and not kind.given_by_person:
        raise Invalid({"given_by": "engagement.not_of_a_person"})
    row = Offer(
        kind=offer.kind,
        organisation_id=offer.organisation_id,
        language=offer.language,
        state=offer.state,
        source_id=offer.source_id,
        given_by_id=offer.given_by_id,
        hands_on=offer.hands_on,
    )
    put_down(row, offer, by=by, at=at)
    row.save()
    keep_places(row, offer.quotas)
    record_transition("offer", row.pk, frm="", to=row.state, by=by, at=at)
    translate(row, offer.texts, at=at)
    publishing.publish([row.pk])
    return row


@action
def change_offer(
    *, offer_public_id: UUID | str, to: OfferFacts, version: int | None = None, by: Actor, at: datetime
) -> Offer:
    """Write it again. Kind, giver and language of its words stay, and so do translations that are not given.

    Places kept for parts are written anew, those for whom an organisation sends stay. Raises `Invalid`, also for fewer places
    than are taken or kept; `Stale`; `NotFound` for what another gives.
    """
    row = locked(offers_kept_by(by), public_id=offer_public_id, version=version)
    put_down(row, to, by=by, at=at)
    if to.capacity is not None and to.capacity < places.held(row, at):
        raise Invalid({"capacity": "engagement.places_taken"})
    row.quotas.exclude(part="").delete()
    keep_places(row, to.quotas)
    bump(row)
    row.save()
    translate(row, to.texts, at=at)
    publishing.publish([row.pk])
    places.hand_on(row, at=at)
    return row


def keep_places(row: Offer, quotas: Sequence[Kept]) -> None:
    """Places kept for parts, or for whom organisations send: one sort an offer, and never more than there are."""
    every = [*quotas, *(Kept(one.places, one.part, one.sender_id) for one in row.quotas.all())]
    if len({bool(one.part) for one in every}) > 1:
        raise Invalid({"quotas": "engagement.quotas_of_one_sort"})
    if row.capacity is not None and sum(one.places for one in every) > row.capacity:
        raise Invalid({"quotas": "engagement.quotas_too_many"})
    for one in quotas:
        Quota.objects.create(offer=row, part=one.part, sender_id=one.sender_id, places=one.places)


@action
def set_offer_state(
    *, offer_public_id: UUID | str, state: str, version: int | None = None, by: Actor, at: datetime
) -> Offer:
    """Open, paused or closed: a switch, any way round. A person opens what she gives while her check counts (`CheckFirst`)."""
    row = locked(offers_kept_by(by), public_id=offer_public_id, version=version)
    if state not in OfferState.values:
        raise Invalid({"state": "engagement.state_unknown"})
    if state == OfferState.OPEN and by.person_id and kind_of(row.kind) not in kinds_given_by(by, at):
        raise CheckFirst
    record_transition("offer", row.pk, frm=row.state, to=state, by=by, at=at)
    row.state = state
    bump(row)
    row.save()
    publishing.publish([row.pk])
    if state == OfferState.OPEN:
        places.hand_on(row, at=at)
    return row


@action
def set_capacity(
    *, offer_public_id: UUID | str, capacity: int | None, version: int | None = None, by: Actor, at: datetime
) -> Offer:
    """More places, which go to those who wait; or fewer, never fewer than are taken or kept."""
    row = locked(offers_kept_by(by), public_id=offer_public_id, version=version)
    floor = max(places.held(row, at), sum(row.quotas.values_list("places", flat=True)))
    if capacity is not None and capacity < floor:
        raise Invalid({"capacity": "engagement.places_taken"})
    row.capacity = capacity
    bump(row)
    row.save()
    places.hand_on(row, at=at)
    return row
