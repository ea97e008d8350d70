from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from parvis.casework import actions
from parvis.casework.models import Referral
from parvis.evidence import queries
from parvis.evidence.periods import period, periods_until
from parvis.evidence.rules import Fact, count, given, in_time
from parvis.kernel.errors import Invalid, NotFound
from tests.factories import access, casework
from tests.factories.access import NOW

LATER = NOW + timedelta(days=40)
DUE = NOW + timedelta(days=3)
FACT = Fact(state="sent", due_at=DUE, answered_at=None, closed_at=None, outcome="")


def referrals(here: casework.Town, *, in_time: int, late: int, silent: int = 0) -> None:
    """Rows as the verbs would leave them, made in bulk from one that they did leave."""
    first = casework.referral_in("accepted", here)
    rows = []
    for number in range(in_time + late + silent):
        answered = NOW if number < in_time else first.due_at + timedelta(hours=1) if number < in_time + late else None
        copy = Referral.objects.get(pk=first.pk)
        copy.pk, copy.public_id, copy.number = None, uuid4(), f"R-X{number}"
        copy.state, copy.answered_at = ("accepted" if answered else "sent"), answered
        copy.preview = copy.note = copy.outcome_words = ""
        rows.append(copy)
    Referral.objects.bulk_create(rows)
    Referral.objects.filter(pk=first.pk).update(sent_at=NOW - timedelta(days=4000))


def manager(here: casework.Town) -> object:
    return access.worker(here.controller, "manager", purpose="evidence")


@pytest.fixture
def here(db: None) -> casework.Town:
    return casework.town()


def test_a_figure_above_the_minimum_is_shown_with_its_definition(here: casework.Town) -> None:
    referrals(here, in_time=30, late=6, silent=9)
    found = queries.answered_in_time(manager(here), "2026", LATER)
    assert (found.shown, found.numerator, found.denominator, found.percent, found.complete) == (True, 30, 45, 67, 100)
    assert (found.definition.code, found.definition.version, found.minimum) == ("answered_in_time", 1, 10)


@pytest.mark.parametrize(
    ("in_time", "late", "silent"), [(9, 30, 0), (30, 9, 0), (4, 4, 0), (40, 0, 0), (0, 0, 40), (30, 4, 5)]
)
def test_neither_a_small_cell_nor_its_complement_leaves(
    here: casework.Town, in_time: int, late: int, silent: int
) -> None:
    referrals(here, in_time=in_time, late=late, silent=silent)
    found = queries.answered_in_time(manager(here), "2026", LATER)
    assert (found.shown, found.reason) == (False, "too_few")
    assert (found.numerator, found.denominator, found.percent, found.complete) == (None, None, None, None)


def test_nothing_at_all_looks_like_too_few(here: casework.Town) -> None:
    assert queries.answered_in_time(manager(here), "2025", LATER).reason == "too_few"


def test_silence_is_never_success(here: casework.Town) -> None:
    referrals(here, in_time=15, late=0, silent=15)
    before = queries.answered_in_time(manager(here), "2026", LATER)
    actions.raise_silence(at=LATER, by=access.SETUP)
    assert queries.answered_in_time(manager(here), "2026", LATER) == before
    assert (before.numerator, before.denominator) == (15, 30)


def test_a_second_figure_tells_what_came_of_them(here: casework.Town) -> None:
    referrals(here, in_time=25, late=0)
    ids = list(Referral.objects.filter(number__startswith="R-X").values_list("pk", flat=True))
    Referral.objects.filter(pk__in=ids[:12]).update(state="done", outcome="given", closed_at=LATER)
    Referral.objects.filter(pk__in=ids[12:]).update(state="done", outcome="not_given", closed_at=LATER)
    found = queries.service_given(manager(here), "2026", LATER)
    assert (found.numerator, found.denominator, found.percent) == (12, 25, 48)


def test_only_managers_of_the_controller_count(here: casework.Town) -> None:
    for actor in (
        here.worker,
        here.member,
        here.herself,
        access.worker(here.receiver, "manager"),
        access.worker(here.controller, "admin"),
        access.worker(here.controller, "dpo"),
    ):
        with pytest.raises(NotFound):
            queries.answered_in_time(actor, "2026", LATER)


def test_nobody_counts_across_controllers(here: casework.Town) -> None:
    referrals(here, in_time=30, late=15)
    other = access.worker(access.controller(), "manager")
    assert not queries.answered_in_time(other, "2026", LATER).shown


def test_quarters_are_whole_and_newest_first(here: casework.Town) -> None:
    referrals(here, in_time=12, late=12)
    found = queries.by_quarter(manager(here), LATER, quarters=3)
    assert [figure.period.code for figure in found] == ["2026-Q2", "2026-Q1", "2025-Q4"]
    assert [figure.shown for figure in found] == [False, True, False]


@pytest.mark.parametrize(
    "code", ["", "26", "2026-", "2026-Q5", "2026-Q", "2026-01", "٢٠٢٦", "Q1", "99999", "2026-Q1-Q2"]
)
def test_a_period_that_is_none(code: str) -> None:
    with pytest.raises(Invalid):
        period(code)


def test_quarters_meet_at_midnight_of_the_town() -> None:
    first, second = period("2026-Q1"), period("2026-Q2")
    assert first.until == second.since
    assert (first.since.isoformat(), second.since.isoformat()) == (
        "2026-01-01T00:00:00+01:00",
        "2026-04-01T00:00:00+02:00",
    )
    assert period("2026").until == period("2026-Q4").until == period("2027").since
    assert [one.code for one in periods_until(NOW, quarters=2)] == ["2026-Q1", "2025-Q4"]


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ({"answered_at": DUE}, True),
        ({"answered_at": DUE + timedelta(seconds=1)}, False),
        ({}, False),
        ({"due_at": LATER + timedelta(seconds=1)}, "still_in_time"),
        ({"state": "withdrawn", "closed_at": NOW}, "ended_before_limit"),
        ({"state": "expired", "closed_at": DUE + timedelta(days=1)}, False),
        ({"state": "asked"}, False),
    ],
)
def test_what_counts_as_in_time(facts: dict[str, object], verdict: bool | str) -> None:
    assert in_time(replace(FACT, **facts), LATER) == verdict


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ({"state": "done", "outcome": "given", "closed_at": NOW}, True),
        ({"state": "done", "outcome": "not_given", "closed_at": NOW}, False),
        ({"state": "declined", "closed_at": NOW}, False),
        ({"state": "active"}, "still_running"),
    ],
)
def test_what_counts_as_given(facts: dict[str, object], verdict: bool | str) -> None:
    assert given(replace(FACT, **facts)) == verdict


@for_all(st.lists(st.sampled_from([True, False, "still_in_time", "ended_before_limit"])))
def test_every_referral_is_counted_once(verdicts: list[bool | str]) -> None:
    found = count(verdicts)
    assert 0 <= found.numerator <= found.denominator
    assert found.denominator + sum(found.left_out.values()) == len(verdicts)


def moment(days: int) -> datetime:
    return NOW + timedelta(days=days)


@for_all(st.integers(0, 60), st.integers(0, 60), st.integers(1, 30))
def test_time_alone_makes_nothing_good(asked_on: int, later: int, due: int) -> None:
    fact = replace(FACT, due_at=moment(due))
    first, then = in_time(fact, moment(asked_on)), in_time(fact, moment(asked_on + later))
    assert first is not True
    assert then is not True
