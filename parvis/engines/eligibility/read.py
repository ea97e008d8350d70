"""Rules as they stand in data files and columns: `{"fact": "age", "op": ">=", "value": 16}`, or `{"any": [rule, …]}`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from parvis.engines.eligibility.rules import Group, Op, Rule

_OPS = {"=": Op.EQ, "==": Op.EQ, "!=": Op.NE, "<": Op.LT, "<=": Op.LE, ">": Op.GT, ">=": Op.GE, "not in": Op.NOT_IN}


def read_rules(rows: Iterable[Mapping[str, Any]]) -> list[Rule | Group]:
    """One rule or group a row. Raises `KeyError` or `ValueError` for what is none."""
    return [_rule(row) for row in rows]


def _rule(row: Mapping[str, Any]) -> Rule | Group:
    if "any" in row:
        return Group([_rule(one) for one in row["any"]], any=True)
    op = str(row["op"])
    value = row["value"]
    return Rule(
        str(row["fact"]),
        _OPS.get(op) or Op(op),
        tuple(value) if isinstance(value, list) else value,
        str(row.get("code", "")),
    )
