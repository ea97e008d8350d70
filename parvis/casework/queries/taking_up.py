"""What can be taken up for a need (a course, a mentor, a job …), why, what to ask; what was set aside and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from parvis.casework.models import Need, Step
from parvis.casework.permissions import case_worked_by
from parvis.casework.queries.parts import NeedView, languages_of, need_view
from parvis.casework.rules import STEP_TO_MEET
from parvis.core.house import house
from parvis.core.rows import one
from parvis.directory import gazetteer
from parvis.engagement import queries as engagement
from parvis.engagement.kinds import NEWCOMER, kind_of
from parvis.engagement.queries import OfferFacts, OfferView, TakenName
from parvis.engines.proposing import DATED, Kind, Proposal, Reason, propose
from parvis.engines.proposing import Need as Wanted
from parvis.kernel.actor import Actor
from parvis.kernel.topics import LANGUAGE
from parvis.people import queries as people


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferProposal:
    """An offer that may be asked for. `taken` is the person's own engagement with it, if she has one that is open."""

    offer: OfferView
    place: str
    reasons: tuple[Reason, ...]
    distance_km: float | None
    taken: TakenName | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferAside:
    """An offer that was set aside, with every reason why."""

    offer: OfferView
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakingUp:
    """Best first; what was set aside after it."""

    need: NeedView
    case_id: int
    case_public_id: UUID
    person_id: int
    ranked: list[OfferProposal]
    set_aside: list[OfferAside]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepToMeet:
    """A step of the plan that something taken up may meet."""

    id: int
    public_id: UUID
    text: str
    of_this_need: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedRow:
    """A need, its case and its person, and the steps of its plan that wait to be met, for a page that acts on it."""

    need: NeedView
    case_id: int
    case_public_id: UUID
    person_id: int
    steps: list[StepToMeet]


def need_row(actor: Actor, need_public_id: UUID | str) -> NeedRow:
    """For those who work on the case. Two queries; nothing of the person is read."""
    need = one(Need.objects.filter(case_worked_by(actor)).select_related("case"), public_id=need_public_id)
    return NeedRow(
        need=need_view(need),
        case_id=need.case_id,
        case_public_id=need.case.public_id,
        person_id=need.case.person_id,
        steps=[
            StepToMeet(id=row.pk, public_id=row.public_id, text=row.text, of_this_need=row.need_id == need.pk)
            for row in Step.objects.filter(case=need.case_id, state__in=STEP_TO_MEET).order_by("position", "id")
        ],
    )


def taking_up(actor: Actor, need_public_id: UUID | str, at: datetime) -> TakingUp:
    """For those who work on the case. Reading the person's facts is noted, as for places. Distance as there."""
    need = one(Need.objects.filter(case_worked_by(actor)).select_related("case"), public_id=need_public_id)
    person = people.for_matching(actor, need.case.person_id, at)
    spot = gazetteer.spot(person.quarter, actor.language)
    near = (spot.lat, spot.lon) if spot else None
    found = {
        row.candidate.id: row
        for row in engagement.offer_candidates([need.topic], actor.language, at, near=near)
        if NEWCOMER in kind_of(row.view.kind).parts
    }
    taken = engagement.open_by_offer(actor, need.case.person_id, at)
    wanted = Wanted(
        topics=frozenset({need.topic}),
        language_wanted=need.dimension == LANGUAGE,
        languages=languages_of(person.facts),
        place=near,
    )
    answer = propose(
        wanted, [row.candidate for row in found.values()], person.facts, at=at, seed=str(need.public_id), terms=DATED
    )
    return TakingUp(
        need=need_view(need),
        case_id=need.case_id,
        case_public_id=need.case.public_id,
        person_id=need.case.person_id,
        ranked=[_view(row, found[row.id], taken.get(found[row.id].view.id), at) for row in answer.ranked],
        set_aside=[OfferAside(offer=found[row.id].view, reasons=row.reasons) for row in answer.set_aside],
    )


def _view(row: Proposal, facts: OfferFacts, taken: TakenName | None, at: datetime) -> OfferProposal:
    return OfferProposal(
        offer=facts.view,
        place=facts.place,
        reasons=(*row.reasons, *_of_the_run(facts.view, at)),
        distance_km=row.distance_km,
        taken=taken,
    )


def _of_the_run(offer: OfferView, at: datetime) -> list[Reason]:
    """When it begins, and whether there is room: told, never counted."""
    told = []
    if offer.starts_on and offer.starts_on <= house().day(at):
        told.append(Reason(Kind.ASK, "offer.running", {"since": offer.starts_on}))
    if offer.left == 0:
        told.append(Reason(Kind.WARN, "offer.full"))
    elif offer.left is not None:
        told.append(Reason(Kind.FITS, "offer.places_left", {"left": offer.left}))
    return told
