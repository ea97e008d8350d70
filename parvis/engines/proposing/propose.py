"""Rank the candidates for one need."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from parvis.engines.eligibility import Decision, Verdict, decide
from parvis.engines.proposing import score
from parvis.engines.proposing.hard import failures, told
from parvis.engines.proposing.records import Candidate, Kind, Need, Policy, Proposal, Proposals, Reason, SetAside

_NO_RULES = Decision(Verdict.FITS)


def propose(
    need: Need,
    candidates: Iterable[Candidate],
    facts: Mapping[str, object],
    *,
    at: datetime,
    seed: str,
    policy: Policy | None = None,
    terms: Sequence[score.Term] = score.TERMS,
) -> Proposals:
    """Proposals, best first. The order of `candidates` never matters: equal scores are put in an order drawn from
    `seed` (the need's id, say), so that no provider is always first and the same question has the same answer.

    `terms` are what is counted; what has a day of its own (a course run, a vacancy) is not judged by opening hours or by when
    it was last checked. A stale listing is shown with its warning, and is first only when every other one is stale too.
    """
    policy = policy or Policy()
    ranked: list[Proposal] = []
    aside: list[SetAside] = []
    for candidate in candidates:
        decision = decide(candidate.rules, facts) if candidate.rules is not None else _NO_RULES
        failed = failures(need, candidate, decision)
        if failed:
            aside.append(SetAside(candidate.id, failed))
        else:
            ranked.append(_proposal(need, candidate, decision, at, policy, terms))
    ranked.sort(key=lambda p: (-p.score, _draw(seed, p.id), p.id))
    return Proposals(tuple(_fresh_first(ranked)), tuple(sorted(aside, key=lambda s: s.id)))


def _proposal(
    need: Need, candidate: Candidate, decision: Decision, at: datetime, policy: Policy, terms: Sequence[score.Term]
) -> Proposal:
    reasons = [Reason(Kind.FITS, "topic.same", {"topics": tuple(sorted(need.topics & candidate.topics))})]
    reasons += [told(finding, Kind.FITS) for finding in decision.of(Verdict.FITS)]
    reasons += [told(finding, Kind.ASK) for finding in decision.of(Verdict.ASK)]
    if decision.findings and decision.verdict is Verdict.FITS:
        reasons.append(Reason(Kind.FITS, "eligibility.all", {"rules": len(decision.findings)}, policy.eligible))
    reasons += [reason for term in terms if (reason := term(need, candidate, at, policy))]
    reasons += [Reason(Kind.BRING, "document", {"name": name}) for name in candidate.documents]
    return Proposal(
        id=candidate.id,
        score=sum(reason.points for reason in reasons),
        verdict=decision.verdict,
        reasons=tuple(sorted(reasons, key=lambda reason: list(Kind).index(reason.kind))),
        distance_km=score.distance_km(need, candidate),
        stale=score.freshness in terms and score.stale(candidate, at, policy),
    )


def _fresh_first(ranked: list[Proposal]) -> list[Proposal]:
    best = next((proposal for proposal in ranked if not proposal.stale), None)
    if best is None or not ranked or not ranked[0].stale:
        return ranked
    return [best, *(proposal for proposal in ranked if proposal is not best)]


def _draw(seed: str, candidate_id: str) -> str:
    return hashlib.sha256(f"{seed}\n{candidate_id}".encode()).hexdigest()
