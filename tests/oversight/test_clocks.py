"""Each clock, on both sides of its hour: exactly what is due goes, the dry run says so before, and the certificate after."""

from __future__ import annotations

import random
from collections import Counter
from datetime import timedelta

import pytest

from parvis.core import clocks, retention
from parvis.kernel.actor import Actor
from parvis.oversight import actions, queries
from parvis.oversight.models import Erasure
from tests.factories import casework
from tests.factories.access import NOW
from tests.factories.casework import Town
from tests.oversight.rows import MAKERS
from tests.own_keys import own_keys

__all__ = ["own_keys"]
BY = Actor.system("retention")
EACH = 6
DAY = timedelta(days=1)


@pytest.fixture
def here(own_keys: object, db: None) -> Town:
    return casework.town()


def test_every_clock_is_made_to_strike_here() -> None:
    assert set(MAKERS) == {clock.model for clock in clocks.every()}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_exactly_those_that_are_due_go(here: Town, seed: int) -> None:
    chance = random.Random(seed)
    due: dict[str, set[object]] = {}
    stays: dict[str, set[object]] = {}
    for clock in clocks.every():
        hour = NOW - timedelta(days=retention.rule(clock.code).days or 0)
        away = [chance.uniform(1.1, 400) for _ in range(EACH)] + [1.1]
        if clock.model != "access.Account":  # its end is a day
            away += [1 / 86400]
        make = MAKERS[clock.model]
        due[clock.model] = {make(here, hour - days * DAY) for days in away}
        stays[clock.model] = {make(here, hour + days * DAY) for days in away}
    told = {line.model: line.things for line in queries.due_lines(BY, NOW)}
    planned = {due.clock.model: len(due.rows) for due in clocks.plan(NOW)}
    assert planned == told
    done = actions.purge(by=BY, at=NOW)
    for clock in clocks.every():
        left = set(clock.table._base_manager.filter(clock.where()).values_list("pk", flat=True))
        assert not due[clock.model] & left, f"{clock.model}: due, and still there"
        assert stays[clock.model] <= left, f"{clock.model}: gone before its time"
    assert done.things == told == {model: len(rows) for model, rows in due.items()}
    assert not done.left
    certified: Counter[str] = Counter()
    for row in Erasure.objects.filter(run=done.run):
        certified[row.model] += row.things
    assert certified == done.things
    # A session stands as long as somebody's coming: those that nobody is left in are for the next night.
    assert actions.purge(by=BY, at=NOW).things == {"engagement.Session": len(due["engagement.Attendance"])}
    assert queries.due_lines(BY, NOW) == []
    assert not actions.purge(by=BY, at=NOW).things


@pytest.mark.parametrize("label", [clock for clock in MAKERS if clock != "access.Account"])
def test_an_installation_sets_its_own_durations(here: Town, settings: object, label: str) -> None:
    clock = next(one for one in clocks.every() if one.model == label)
    usual = retention.CLASSES[clock.code].days or 0
    settings.PARVIS_RETENTION_DAYS = {clock.code: usual + 5}
    MAKERS[label](here, NOW - timedelta(days=usual + 4))
    assert label not in {line.model for line in queries.due_lines(BY, NOW)}
    assert label in {line.model for line in queries.due_lines(BY, NOW + 2 * DAY)}
    settings.PARVIS_RETENTION_DAYS = {clock.code: 1}
    assert label in {line.model for line in queries.due_lines(BY, NOW)}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"persons": 3}, "persons is no class"),
        ({"public": 3}, "public is no class"),
        ({"audit": 100}, "at least as long"),
    ],
)
def test_durations_that_cannot_be_are_said(settings: object, given: dict[str, int], said: str) -> None:
    settings.PARVIS_RETENTION_DAYS = given
    with pytest.raises(ValueError, match=said):
        retention.check_durations()
