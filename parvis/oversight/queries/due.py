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
    """What the purge would erase at that moment; to an officer, of her register and of what is in nobody's.

    Of the logs, which go by whole seals, a command is told (`log_lines`).
    """
    if not actor.is_system:
        check_officer(actor)
    ours: Counter[str] = Counter()
    known = {}
    for clock, controller_id, number in clocks.count(at):
        if actor.is_system or controller_id in {None, actor.controller_id}:
            ours[clock.model] += number
            known[clock.model] = retention.rule(clock.code)
    return [_line(known[model], model, number) for model, number in ours.items()]


def log_lines(at: datetime) -> list[DueLine]:
    """Rows of logs that are past their time, in whole seals. Each seal is looked through: not for a page."""
    logs: Counter[str] = Counter()
    for seal in chain_ends.ended(at):
        logs[seal.log] += seal.rows
    rule = retention.rule("audit")
    return [_line(rule, label_of_log(log), rows) for log, rows in logs.items()]


def _line(rule: retention.RetentionClass, model: str, things: int) -> DueLine:
    return DueLine(rule.code, rule.days or 0, model.partition(".")[0], model, things)
