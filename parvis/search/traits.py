"""What eligibility rules say of whom something is for, as traits of a document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


def told_by_rules(rules: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """`children` for households with some, `women` for women alone."""
    facts = {(rule.get("fact"), str(rule.get("value"))) for rule in rules}
    found = []
    if any(fact == "household_children" for fact, _ in facts):
        found.append("children")
    if any(fact == "gender" and "female" in value and "'male" not in value for fact, value in facts):
        found.append("women")
    return tuple(found)
