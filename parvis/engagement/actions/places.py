"""Places counted under a lock on the offer, and handed on to the next who waits when one comes free."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q, QuerySet

from parvis.engagement import messages
from parvis.engagement.actions.guarding import waits_for_check
from parvis.engagement.actions.moving import to
from parvis.engagement.choices import EngagementState as S
from parvis.engagement.choices import OfferState
from parvis.engagement.models import Engagement, Offer, Session
from parvis.engagement.rules import HOLDING, Claim, Kept, fits, holds_place, offer_until, places_for
from parvis.kernel.actor import Actor

WAITING_LIST = Actor.system("waiting_list")


def claim_of(row: Engagement) -> Claim:
    """What an engagement needs."""
    return Claim(row.part, row.sender_id, row.size)


def free_for(claim: Claim, offer: Offer, session: Session | None, at: datetime) -> int | None:
    """Places free for a claim, in the offer and in the session that was chosen; None for as many as come.

    Call with the offer locked.
    """
    return _free(claim, offer, session, _held(offer, at), _kept(offer))


def gets_in(row: Engagement, offer: Offer, at: datetime) -> bool:
    """Whether there is room for all who come with this engagement. Call with the offer locked."""
    return fits(claim_of(row), free_for(claim_of(row), offer, row.session, at))


def gets_in_last(row: Engagement, offer: Offer, at: datetime) -> bool:
    """Whether there is room for her once all who wait and would get in have their places. Call with the offer locked."""
    taken, kept = _held(offer, at), _kept(offer)
    if not fits(claim_of(row), _free(claim_of(row), offer, row.session, taken, kept)):
        return False
    for other in _waiting(offer, at).exclude(pk=row.pk):
        room = fits(claim_of(other), _free(claim_of(other), offer, other.session, taken, kept))
        if room and not waits_for_check(other, offer, at):
            taken.append((claim_of(other), other.session_id))
    return fits(claim_of(row), _free(claim_of(row), offer, row.session, taken, kept))


def run_out(offer: Offer, *, at: datetime) -> list[Engagement]:
    """Places that were not answered for in time go to those who wait, before anybody new is looked at.

    Call with the offer locked. Who is just answering is left alone: her own action holds her row, and sees that it is too late.
    """
    late = Engagement.objects.filter(offer=offer, state=S.OFFERED, offer_expires_at__lte=at)
    over = list(late.select_for_update(of=("self",), skip_locked=True))
    for row in over:
        to(row, S.NO_LONGER, by=WAITING_LIST, at=at, why="offer_expired")
    return hand_on(offer, at=at) if over else []


def held(offer: Offer, at: datetime) -> int:
    """Places taken now. Call with the offer locked."""
    return sum(claim.size for claim, _session in _held(offer, at))


def hand_on(offer: Offer, *, at: datetime) -> list[Engagement]:
    """Offer what is free to those who wait, first come first, each until a time, and tell them.

    A household that does not fit is passed over and keeps its turn, and so does a child where a check is missing. Call with the offer locked.
    """
    if offer.state != OfferState.OPEN or not offer.hands_on:
        return []
    offered = []
    for row in _waiting(offer, at).select_for_update(of=("self",)):
        if waits_for_check(row, offer, at) or not gets_in(row, offer, at):
            continue
        row.offer_expires_at = offer_until(at)
        offered.append(to(row, S.OFFERED, by=WAITING_LIST, at=at, why="came_free"))
    messages.tell([row.person_id for row in offered], at=at)
    return offered


def _free(
    claim: Claim, offer: Offer, session: Session | None, taken: Sequence[tuple[Claim, int | None]], kept: list[Kept]
) -> int | None:
    free = places_for(claim, offer.capacity, [one for one, _session in taken], kept)
    if session is None or session.capacity is None:
        return free
    here = places_for(claim, session.capacity, [one for one, where in taken if where == session.pk])
    return here if free is None else min(free, here or 0)


def _kept(offer: Offer) -> list[Kept]:
    return [Kept(row.places, row.part, row.sender_id) for row in offer.quotas.all()]


def _waiting(offer: Offer, at: datetime) -> QuerySet[Engagement]:
    """Those whose session has not begun, in the order of their asking."""
    rows = Engagement.objects.filter(offer=offer, state=S.WAITLISTED).select_related("session")
    gone = Q(session__isnull=False, session__starts_at__lte=at)
    return rows.exclude(gone).order_by("requested_at", "id")


def _held(offer: Offer, at: datetime) -> list[tuple[Claim, int | None]]:
    rows = Engagement.objects.filter(offer=offer, state__in=HOLDING).values_list(
        "state", "offer_expires_at", "part", "sender_id", "size", "session_id"
    )
    return [
        (Claim(part, sender, size), session)
        for state, until, part, sender, size, session in rows
        if holds_place(state, until, at)
    ]
