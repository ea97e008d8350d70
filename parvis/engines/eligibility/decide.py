"""Rules against facts: the verdict, and a finding for every rule that bears on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from parvis.engines.eligibility.compare import smallest_change, verdict_of
from parvis.engines.eligibility.rules import Group, Rule
from parvis.engines.eligibility.verdict import Verdict, all_hold, one_holds


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule's verdict with both values. `change` is set when it fails: see `compare.smallest_change`."""

    verdict: Verdict
    code: str
    fact: str
    op: str
    needed: object
    known: object = None
    change: object = None

    @property
    def params(self) -> dict[str, object]:
        """What the door puts into the sentence of `code`."""
        return {"fact": self.fact, "op": self.op, "needed": self.needed, "known": self.known, "change": self.change}


@dataclass(frozen=True, slots=True)
class Decision:
    """The verdict and the findings that explain it, sorted by code: the same for any order of rules."""

    verdict: Verdict
    findings: tuple[Finding, ...] = ()

    def of(self, verdict: Verdict) -> tuple[Finding, ...]:
        """The findings with this verdict."""
        return tuple(finding for finding in self.findings if finding.verdict is verdict)


def decide(rules: Group | Rule, facts: Mapping[str, object]) -> Decision:
    """Decide. Of a group where one rule is enough, only what bears on the result is told: the ones that fit if one
    does, otherwise what to ask, otherwise every failure (any of them would be enough to mend).
    """
    if isinstance(rules, Rule):
        finding = _find(rules, facts.get(rules.fact))
        return Decision(finding.verdict, (finding,))
    parts = [decide(member, facts) for member in rules.members]
    verdict = (one_holds if rules.any else all_hold)(part.verdict for part in parts)
    telling = [part for part in parts if part.verdict is verdict] if rules.any else parts
    findings = {finding for part in telling for finding in part.findings}
    return Decision(verdict, tuple(sorted(findings, key=_key)))


def _find(rule: Rule, fact: object) -> Finding:
    verdict = verdict_of(rule, fact)
    needed = _frozen(rule.value)
    change = _frozen(smallest_change(rule, fact)) if verdict is Verdict.FAILS else None
    return Finding(verdict, rule.name, rule.fact, str(rule.op), needed, _frozen(fact), change)


def _frozen(value: object) -> object:
    """Sets and lists as sorted tuples, so that findings compare and print alike."""
    if isinstance(value, list | set | frozenset):
        return tuple(sorted(value, key=str))
    return value


def _key(finding: Finding) -> tuple[str, ...]:
    return finding.code, finding.fact, finding.op, str(finding.needed), str(finding.known)
