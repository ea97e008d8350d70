"""What is due: the dry run. Numbers alone; nothing is changed, nobody is named."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from parvis.core import chain_ends, clocks, retention
from parvis.kernel.actor import Actor
from parvis.oversight.permissions import check_officer
from parvis.oversight.rules import label_of_log


@dataclass(frozen=True, slots=True)
class DueLine:
    """How many rows of a model are due, by which class. `room` is its room's code."""

    klass: str
    days: int
    room: str
    model: str
    things: int


def due_lines(actor: Actor, at: datetime) -> list[DueLine]:
    """What the purge would erase at that moment; to an officer, of her register and of what is in nobody's."""
    if not actor.is_system:
        check_officer(actor)
    lines = []
    for due in clocks.plan(at):
        counted = Counter(controller_id for _, controller_id in due.rows)
        ours = counted.total() if actor.is_system else counted[actor.controller_id] + counted[None]
        lines += [_line(due.rule, due.clock.model, ours)] if ours else []
    logs = Counter[str]()
    for seal in chain_ends.ended(at):
        logs[seal.log] += seal.rows
    rule = retention.rule("audit")
    return lines + [_line(rule, label_of_log(log), rows) for log, rows in logs.items()]


def _line(rule: retention.RetentionClass, model: str, things: int) -> DueLine:
    return DueLine(rule.code, rule.days or 0, model.partition(".")[0], model, things)
