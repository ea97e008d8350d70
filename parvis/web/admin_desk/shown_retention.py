"""What is due, holds and certificates as the templates show them: codes become words here."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.oversight.queries import Certificate, DueLine, HoldLine, Line
from parvis.web.admin_desk.words_retention import COUNTED_FROM, HOLD_REASONS, HOLD_STATES, HOLD_TONES, THINGS
from parvis.web.shell.words import said


@dataclass(frozen=True, slots=True)
class ShownDue:
    """One sort of thing: by which rule, how many now, how many more soon."""

    what: str
    rule: str
    now: int
    soon: int


@dataclass(frozen=True, slots=True)
class ShownHold:
    """A hold with its tag."""

    line: HoldLine
    reason: str
    state: str
    tone: str


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of a certificate; `rows` are tables with how many."""

    what: str
    rule: str
    things: int
    rows: list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class ShownCertificate:
    """One purge."""

    one: Certificate
    lines: list[ShownLine]


def shown_due(now: list[DueLine], soon: list[DueLine]) -> list[ShownDue]:
    """What is due now, and what becomes due meanwhile."""
    counts = {line.model: line.things for line in now}
    every = {line.model: line for line in [*now, *soon]}
    later = {line.model: line.things - counts.get(line.model, 0) for line in soon}
    return [
        ShownDue(said(THINGS, model), _rule(line.days, line.klass), counts.get(model, 0), max(later.get(model, 0), 0))
        for model, line in every.items()
    ]


def shown_hold(line: HoldLine) -> ShownHold:
    """Its reason is empty for whoever isn't told."""
    reason = said(HOLD_REASONS, line.reason) if line.reason else ""
    return ShownHold(line, reason, said(HOLD_STATES, line.state), HOLD_TONES.get(line.state, ""))


def shown_certificate(one: Certificate) -> ShownCertificate:
    """With its lines in words."""
    return ShownCertificate(one, [_line(line) for line in one.lines])


def _line(line: Line) -> ShownLine:
    return ShownLine(said(THINGS, line.model), _rule(line.days, line.klass), line.things, list(line.rows.items()))


def _rule(days: int, klass: str) -> str:
    if not days:
        return said(COUNTED_FROM, klass)
    told = ngettext("%(n)s day", "%(n)s days", days) % {"n": days}
    return _("%(days)s %(since)s") % {"days": told, "since": said(COUNTED_FROM, klass)}
