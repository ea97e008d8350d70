"""Which services fit a need, why, what to ask and to bring; what was set aside and why. Unknown is never "no"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from parvis.casework.models import Need
from parvis.casework.permissions import case_worked_by
from parvis.casework.queries.parts import NeedView, languages_of, need_view
from parvis.casework.queries.tried import Answers, history_of, record_of, refused_by_her, sent_to
from parvis.core.audit import log_read
from parvis.core.rows import one
from parvis.directory import gazetteer
from parvis.directory import queries as directory
from parvis.directory.shapes import CandidateFacts, ForReferral, ServiceCard
from parvis.engagement import queries as engagement
from parvis.engines.proposing import Kind, Proposal, Reason, propose
from parvis.engines.proposing import Need as Wanted
from parvis.kernel.actor import Actor
from parvis.kernel.topics import LANGUAGE
from parvis.people import queries as people
from parvis.people.queries import PersonLine

CARDS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalView:
    """A service that may be proposed: its card, its reasons, how its organisation answers."""

    card: ServiceCard
    reasons: tuple[Reason, ...]
    verdict: str
    receivable: bool
    consented: bool
    answers: Answers

    def of(self, kind: str) -> tuple[Reason, ...]:
        """The reasons of a kind: fits, ask, bring, warn."""
        return tuple(reason for reason in self.reasons if reason.kind == kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAsideView:
    """A service that was set aside, with every reason why and what would change it."""

    public_id: UUID
    name: str
    organisation_name: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedAsked:
    """A need for which a place is looked for, and whose it is."""

    need: NeedView
    case_public_id: UUID
    person_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposals:
    """Best first; what was set aside after it. `near`: the quarter that distances are told from, empty when none is known.

    `chosen` is the service that was asked for besides, whether it is among the proposals or not.
    """

    asked: NeedAsked
    person: PersonLine
    near: str
    ranked: list[ProposalView]
    set_aside: list[SetAsideView]
    chosen: ForReferral | None


def need_asked(actor: Actor, need_public_id: UUID | str, at: datetime) -> NeedAsked:
    """For those who work on the case, to look for a place by hand; the read is noted."""
    row = _need(actor, need_public_id)
    log_read(actor=actor, person_id=row.case.person_id, what="case", at=at, subject=("need", row.pk))
    return _asked(row)


def proposals(actor: Actor, need_public_id: UUID | str, at: datetime, *, chosen: UUID | str | None = None) -> Proposals:
    """For those who work on the case, in seven statements, eight where a language is wanted. A receiver that said no to this need, or is silent on it, is set aside.

    Distance is from the middle of the quarter that the person told, where the gazetteer knows it.
    """
    need = _need(actor, need_public_id)
    person = people.for_matching(actor, need.case.person_id, at)
    spot = gazetteer.spot(person.quarter, actor.language)
    near = (spot.lat, spot.lon) if spot else None
    listed = directory.shortlist([need.topic], actor.language, at, near, also=chosen)
    found = {str(row.public_id): row for row in listed.candidates}
    organisations = {row.organisation_id for row in found.values()}
    sent = sent_to(need, organisations, at)
    record, history = record_of(sent, organisations, at), history_of(need, sent, at)
    refused = refused_by_her(need, sent)
    wanted = Wanted(
        topics=frozenset({need.topic}),
        language_wanted=need.dimension == LANGUAGE,
        languages=languages_of(person.facts),
        place=near,
        refused=frozenset(row.candidate.id for row in found.values() if row.organisation_id in refused),
    )
    services = [row.service_id for row in found.values()]
    teaching = engagement.services_teaching(services, at) if wanted.language_wanted else frozenset()
    candidates = [
        replace(
            row.candidate,
            answer_hours=record[row.organisation_id].hours,
            teaches_language=row.service_id in teaching,
        )
        for row in found.values()
    ]
    answer = propose(wanted, candidates, person.facts, at=at, seed=str(need.public_id))
    kept = {row.id: row for row in answer.ranked if found[row.id].organisation_id not in history}
    tried = [row.id for row in answer.ranked if row.id not in kept]
    return Proposals(
        asked=_asked(need),
        person=person.person,
        near=spot.name if spot else "",
        ranked=[
            _view(card, kept[str(card.public_id)], found[str(card.public_id)], person.consented, record)
            for card in listed.cards([found[pk].service_id for pk in list(kept)[:CARDS]])
        ],
        set_aside=[_aside(found[pk], (history[found[pk].organisation_id],)) for pk in tried]
        + [_aside(found[row.id], row.reasons) for row in answer.set_aside],
        chosen=listed.for_referral(chosen) if chosen else None,
    )


def _need(actor: Actor, public_id: UUID | str) -> Need:
    return one(Need.objects.filter(case_worked_by(actor)).select_related("case"), public_id=public_id)


def _asked(row: Need) -> NeedAsked:
    return NeedAsked(need=need_view(row), case_public_id=row.case.public_id, person_id=row.case.person_id)


def _view(
    card: ServiceCard, row: Proposal, facts: CandidateFacts, live: frozenset[int], record: dict[int, Answers]
) -> ProposalView:
    return ProposalView(
        card=card,
        reasons=(*row.reasons, *_warnings(facts)),
        verdict=str(row.verdict),
        receivable=facts.receivable,
        consented=facts.organisation_id in live,
        answers=record[facts.organisation_id],
    )


def _warnings(row: CandidateFacts) -> tuple[Reason, ...]:
    return () if row.receivable else (Reason(Kind.WARN, "receiver.no_contact"),)


def _aside(row: CandidateFacts, reasons: tuple[Reason, ...]) -> SetAsideView:
    return SetAsideView(
        public_id=row.public_id, name=row.name, organisation_name=row.organisation_name, reasons=reasons
    )
