"""Hard rules: what takes a service out before anything is counted."""

from __future__ import annotations

from parvis.engines.eligibility import Decision, Finding, Verdict
from parvis.engines.proposing.records import Candidate, Kind, Need, Reason


def failures(need: Need, candidate: Candidate, decision: Decision) -> tuple[Reason, ...]:
    """Every hard rule that fails; none means that the service may be proposed."""
    reasons = []
    if not need.topics & candidate.topics:
        params = {"needed": tuple(sorted(need.topics)), "offered": tuple(sorted(candidate.topics))}
        reasons.append(Reason(Kind.FAILS, "topic.other", params))
    if not candidate.active:
        reasons.append(Reason(Kind.FAILS, "service.inactive"))
    if candidate.id in need.refused:
        reasons.append(Reason(Kind.FAILS, "person.refused"))
    if decision.verdict is Verdict.FAILS:
        reasons.extend(told(finding, Kind.FAILS) for finding in decision.of(Verdict.FAILS))
    return tuple(reasons)


def told(finding: Finding, kind: Kind) -> Reason:
    """An eligibility finding as a reason; its code keeps its own name space."""
    return Reason(kind, f"eligibility.{finding.code}", finding.params)
