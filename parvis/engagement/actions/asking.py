"""A person would like to, or asks for a place: by herself, or with the worker beside her."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from parvis.core.actions import action
from parvis.core.house import house
from parvis.core.rows import locked, one
from parvis.core.transitions import record_transition
from parvis.engagement.actions import places
from parvis.engagement.actions.guarding import waits_for_check
from parvis.engagement.actions.moving import to
from parvis.engagement.choices import EngagementState as S
from parvis.engagement.choices import OfferState, SessionState
from parvis.engagement.errors import (
    AlreadyEngaged,
    HouseholdMissing,
    HouseholdUnknown,
    OfferClosed,
    SessionMissing,
    SessionOver,
    WrongPart,
)
from parvis.engagement.kinds import Kind, kind_of
from parvis.engagement.models import Engagement, Offer, Session
from parvis.engagement.permissions import offers_visible_to
from parvis.engagement.rules import ENGAGEMENT, OPEN, offer_until
from parvis.kernel.actor import Actor
from parvis.people import queries as people


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What goes with the wish: in which part, which session where one is chosen, for which case or step."""

    part: str = ""
    session_public_id: UUID | str | None = None
    case_ref: int | None = None
    step_ref: int | None = None


NOTHING_MORE = Asked()


@action
def show_interest(
    *, offer_public_id: UUID | str, person_id: int, asked: Asked = NOTHING_MORE, by: Actor, at: datetime
) -> Engagement:
    """The person would like to; nothing is asked of the provider yet."""
    person = people.person_by_id(by, person_id)
    offer = locked(offers_visible_to(by), public_id=offer_public_id)
    _check_open(offer, at)
    kind = kind_of(offer.kind)
    session = _session(offer, kind, asked, at)
    still_open = Engagement.objects.filter(offer=offer, person_id=person.pk, state__in=OPEN)
    if still_open.filter(session=session).exists():
        raise AlreadyEngaged
    household, size = _household(kind, person.pk, by, at)
    row = Engagement.objects.create(
        controller_id=person.controller_id,
        person_id=person.pk,
        offer=offer,
        session=session,
        part=_part(kind, asked.part),
        household_id=household,
        size=size,
        sender_id=by.organisation_id,
        case_ref=asked.case_ref,
        step_ref=asked.step_ref,
    )
    record_transition(ENGAGEMENT.name, row.pk, frm="", to=row.state, by=by, at=at)
    return row


@action
def request(
    *, offer_public_id: UUID | str, person_id: int, asked: Asked = NOTHING_MORE, by: Actor, at: datetime
) -> Engagement:
    """Ask for a place: from interest, or at once. A full offer puts the person on its waiting list; one that gives its
    places at once gives her a free one. Nobody passes those who wait, through whomever each of them came.
    """
    offer = locked(offers_visible_to(by), public_id=offer_public_id)
    _check_open(offer, at)
    kind = kind_of(offer.kind)
    session = _session(offer, kind, asked, at)
    people.person_by_id(by, person_id)
    places.run_out(offer, at=at)
    row = Engagement.objects.filter(offer=offer, person_id=person_id, session=session, state=S.INTERESTED).first()
    if row is None:
        row = show_interest(offer_public_id=offer_public_id, person_id=person_id, asked=asked, by=by, at=at)
    row.case_ref, row.step_ref = asked.case_ref or row.case_ref, asked.step_ref or row.step_ref
    row.requested_at = at
    to(row, S.REQUESTED, by=by, at=at)
    if not places.gets_in_last(row, offer, at):
        return to(row, S.WAITLISTED, by=by, at=at, why="full")
    if kind.gives_at_once and not waits_for_check(row, offer, at):
        row.offer_expires_at = offer_until(at)
        to(row, S.OFFERED, by=by, at=at, why="at_once")
        row.offer_expires_at = None
        return to(row, S.ACCEPTED, by=by, at=at, why="at_once")
    return row


def _check_open(offer: Offer, at: datetime) -> None:
    """What is paused, closed or over takes nobody, and collects no wishes either."""
    if offer.state != OfferState.OPEN or (offer.ends_on and offer.ends_on < house().day(at)):
        raise OfferClosed


def _session(offer: Offer, kind: Kind, asked: Asked, at: datetime) -> Session | None:
    if not kind.picks_session:
        return None
    if not asked.session_public_id:
        raise SessionMissing
    session = one(Session.objects.filter(offer=offer), public_id=asked.session_public_id)
    if session.state != SessionState.PLANNED or session.starts_at <= at:
        raise SessionOver
    return session


def _part(kind: Kind, part: str) -> str:
    if part and part not in kind.parts:
        raise WrongPart
    return part or ("newcomer" if "newcomer" in kind.parts else next(iter(kind.parts)))


def _household(kind: Kind, person_id: int, by: Actor, at: datetime) -> tuple[int | None, int]:
    if not kind.of_household:
        return None, 1
    home = people.household_of(person_id, house().day(at))
    if home is None:
        raise HouseholdUnknown if by.person_id == person_id else HouseholdMissing
    return home
