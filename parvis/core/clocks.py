"""The clocks of retention: from when each row counts, and which are due (principle 9).

A room registers one clock for each of its models whose class has a duration; a model that hangs on another one goes with it. An
upper room ties what it still needs: a person counts from whatever of her ended last, wherever it stands. Due is what lies further
back than the class says, and belongs to nobody whose file is on hold.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.apps import apps
from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    DateTimeField,
    Exists,
    F,
    Model,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from parvis.core import graves, retention
from parvis.core.audit import acting
from parvis.kernel.actor import Actor

PERSON = "people.Person"
FAR = datetime(2999, 1, 1, tzinfo=UTC)  # it hasn't ended yet
# What goes first: with a person goes all that is hers.
ORDER = ("person", "case", "consent", "account", "message", "link", "technical")

Since = Callable[[], Combinable]
Erase = Callable[[list[Any], Actor, datetime], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """`since` is the moment from which a row counts; none: it is not due. `person` and `controller` are the ways to their ids.

    `erase` is the room's own way; without it the rows are deleted. `buried`: they stay erased when an older backup comes back.
    """

    model: str
    since: Since
    person: str = ""
    controller: str = ""
    where: Callable[[], Q] = Q
    erase: Erase | None = None
    buried: bool = False
    one_by_one: bool = False
    klass: str = ""  # of a model of others, which names none

    @property
    def table(self) -> type[Model]:
        return apps.get_model(self.model)

    @property
    def code(self) -> str:
        """The retention class."""
        return self.klass or str(self.table.retention)  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Due:
    """The rows of one clock that are due, with the controller each belongs to."""

    clock: Clock
    rule: retention.RetentionClass
    rows: list[tuple[Any, int | None]]


_clocks: dict[str, Clock] = {}
_ties: dict[str, dict[str, Since]] = {}


def register(clock: Clock) -> None:
    """A room registers once, in its `apps.py`; registering again replaces."""
    _clocks[clock.model] = clock


def tie(label: str, name: str, since: Since) -> None:
    """Rows of a model count from this moment at the earliest, where there is one. `name` is the tie's own."""
    _ties.setdefault(label, {})[name] = since


def far() -> Value:
    """As an expression."""
    return Value(FAR, output_field=DateTimeField())


def latest(rows: QuerySet[Any], name: str) -> Subquery:
    """Of rows that point outwards, the last of these moments: what a row waits for that has several of them."""
    return Subquery(rows.order_by(f"-{name}").values(name)[:1])


def while_there(rows: QuerySet[Any]) -> Case:
    """For as long as one of these rows stands."""
    return Case(When(Exists(rows), then=far()), default=None, output_field=DateTimeField())


def every() -> list[Clock]:
    """In the order in which they strike; of one class the upper rooms first."""
    upper_first = list(reversed(_clocks.values()))
    return sorted(upper_first, key=lambda clock: (ORDER.index(clock.code), clock.model != PERSON))


def due(clock: Clock, at: datetime) -> QuerySet[Any]:
    """The rows that are due at that moment."""
    until = at - timedelta(days=retention.rule(clock.code).days or 0)
    rows = clock.table._base_manager.filter(clock.where()).annotate(since=clock.since()).filter(since__lte=until)
    for name, tied in _tied(clock.model).items():
        rows = rows.annotate(**{name: tied}).filter(Q(**{name: None}) | Q(**{f"{name}__lte": until}))
    return rows.exclude(**{f"{clock.person}__in": retention.held_ids()}) if clock.person else rows


def _tied(label: str) -> dict[str, Combinable]:
    return {f"tied_{number}": since() for number, since in enumerate(_ties.get(label, {}).values())}


def plan(at: datetime) -> list[Due]:
    """Everything that is due, by clock; what goes with a person who is due stands with her alone.

    What becomes due only because something else went is for the next night: so nothing goes that a dry run did not show.
    """
    found: list[Due] = []
    persons: set[Any] = set()
    for clock in every():
        names = [name for name in (clock.controller, clock.person) if name]
        rows = list(due(clock, at).order_by("pk").values("pk", *dict.fromkeys(names)))
        if clock.model == PERSON:
            persons = {row["pk"] for row in rows}
        elif clock.person:
            rows = [row for row in rows if row[clock.person] not in persons]
        if rows:
            ids = [(row["pk"], row[clock.controller] if clock.controller else None) for row in rows]
            found.append(Due(clock, retention.rule(clock.code), ids))
    return found


def count(at: datetime) -> list[tuple[Clock, int | None, int]]:
    """How many rows `plan` would hold, by clock and controller: in one statement."""
    known = {clock.model: clock for clock in every()}
    first, *others = (_counted(clock, at) for clock in known.values())
    rows = first.union(*others, all=True) if others else first
    found = [(known[row["clock"]], row["owner"], row["number"]) for row in rows]
    order = list(known)
    return sorted(found, key=lambda one: order.index(one[0].model))


def _counted(clock: Clock, at: datetime) -> QuerySet[Any]:
    rows = due(clock, at)
    if clock.person and clock.model != PERSON and PERSON in _clocks:
        rows = rows.exclude(**{f"{clock.person}__in": due(_clocks[PERSON], at).values("pk")})
    owner: Any = F(clock.controller) if clock.controller else Value(None)
    named = {"clock": Value(clock.model), "owner": Cast(owner, BigIntegerField())}
    return rows.order_by().values(**named).annotate(number=Count("pk"))


def last(label: str, pk: int) -> datetime | None:
    """From when this row counts; None while something of it goes on, or where it is not there."""
    clock = _clocks[label]
    ties = _tied(label)
    row = clock.table._base_manager.annotate(since=clock.since(), **ties).filter(pk=pk).values("since", *ties).first()
    known = [moment for moment in (row or {}).values() if moment is not None]
    latest = max(known, default=None)
    return None if latest is None or latest >= FAR else latest


def strike(clock: Clock, ids: list[Any], *, by: Actor, at: datetime) -> list[Any]:
    """Erase those of these rows that are still due now; which they were. In the caller's transaction.

    The rows are locked first and looked at then: whoever was given a new file, or put on hold, a moment ago stays.
    """
    list(clock.table._base_manager.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))
    rows = list(due(clock, at).filter(pk__in=ids).order_by("pk").values_list("pk", flat=True))
    if not rows:
        return []
    with acting(by):
        if clock.buried:
            _bury(clock, rows)
        if clock.erase is not None:
            clock.erase(rows, by, at)
        else:
            clock.table._base_manager.filter(pk__in=rows).delete()
    return rows


def _bury(clock: Clock, rows: list[Any]) -> None:
    for public_id in clock.table._base_manager.filter(pk__in=rows).values_list("public_id", flat=True):
        graves.note(clock.model, public_id)
