"""A year of history: it can be played on any day of the year, and reaches every state of every kind."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from parvis.cli.town import meetings, offers
from parvis.cli.town.run import CAME, Meeting
from parvis.cli.town.stage import Stage
from parvis.cli.town.taking import Taking
from parvis.engagement.actions.schedule import lay_out
from parvis.engagement.agreement_choices import OutcomeAnswer
from parvis.engagement.choices import SupportKind, SupportState
from parvis.engagement.endings import BY_PERSON, BY_PROVIDER
from parvis.engagement.kinds import kind_of, kinds
from parvis.kernel.actor import Actor
from tests.demo.data import AGREED, CASES, FILES, HOSTS, OFFERS, PERSONS, TAKEN, load
from tests.demo.test_content import STATES

EVERYBODY = PERSONS | HOSTS
# Every other week of two years, at all hours: holidays fall otherwise each time.
DAYS = [datetime(2026, 1, 2, tzinfo=UTC) + timedelta(days=13 * n, hours=7 * n % 24) for n in range(56)]


def stage_on(now: datetime) -> Stage:
    """The offers on their days, and everybody by a number: nothing is stored."""
    stage = Stage(now=now, persons={who: number for number, who in enumerate(EVERYBODY)})
    for row in offers.offer_rows():
        run = offers.run_of(stage, row, "")
        if schedule := offers.schedule_of(stage, row):
            run.meetings = [Meeting(uuid4(), one.starts_at, one.ends_at) for one in lay_out(schedule).met]
        stage.runs[row["id"]] = run
    return stage


@pytest.mark.parametrize("now", DAYS, ids=[day.isoformat()[:13] for day in DAYS])
def test_on_any_day_every_step_lies_in_the_past_and_after_the_one_before(now: datetime) -> None:
    stage = stage_on(now)
    for offer, row in TAKEN:
        told = now - timedelta(days=EVERYBODY[row["who"]]["registered_days_ago"])
        taking = Taking(stage, stage.runs[offer], row, asker=Actor.public, since=told)
        at = [deed[0] for deed in taking.deeds()]
        assert max(at) <= now, (offer, row)
        if not (row.get("supports") or row.get("told")):
            assert at == sorted(at), (offer, row)
        assert at[0] >= offers.told_of(stage, OFFERS[offer]), (offer, row)
    assert all(at <= now for at, _ in meetings.deeds(stage))


def test_references_resolve() -> None:
    assert set(OFFERS) >= AGREED
    for offer, row in TAKEN:
        assert offer in OFFERS
        assert row["who"] in EVERYBODY
        assert row["state"] in STATES["engagement"]
        assert row.get("part", "newcomer") in kind_of(OFFERS[offer]["kind"]).parts, (offer, row)
        assert row.get("reason", "other") in (BY_PERSON if row["state"] == "withdrawn" else BY_PROVIDER), (offer, row)
        assert set(row.get("came", "")) <= set(CAME)
        assert set(row.get("told", {}).values()) <= set(OutcomeAnswer.values)
        assert set(row.get("told", {})) <= set(kind_of(OFFERS[offer]["kind"]).checks), (offer, row)
        for support in row.get("supports", ()):
            assert support["kind"] in SupportKind.values
            assert bool(support.get("language")) is (support["kind"] == "interpreter"), (offer, row)


def test_who_comes_as_a_host_stands_in_a_host_s_part() -> None:
    for offer, row in TAKEN:
        if row.get("part") == "host":
            assert row["who"] in HOSTS, (offer, row)


def test_every_state_of_every_kind_is_reached() -> None:
    """Where a place is given at once, a request is answered in the same breath: nobody is seen waiting for it."""
    reached = defaultdict(set)
    for offer, row in TAKEN:
        reached[OFFERS[offer]["kind"]].add(row["state"])
    for kind in kinds():
        never = {"requested"} if kind.gives_at_once else set()
        assert reached[kind.code] == STATES["engagement"] - never, kind.code


def test_every_support_in_every_state() -> None:
    seen = {(one["kind"], one["state"]) for _, row in TAKEN for one in row.get("supports", ())}
    assert seen == {(kind, state) for kind in SupportKind.values for state in SupportState.values}


def test_every_answer_was_given_some_months_after_and_some_kept_silent() -> None:
    told = [answer for _, row in TAKEN for answer in row.get("told", {}).values()]
    assert set(told) == set(OutcomeAnswer.values)
    silent = [
        row
        for offer, row in TAKEN
        if row["state"] == "completed" and kind_of(OFFERS[offer]["kind"]).checks and "told" not in row
    ]
    assert len(told) >= 40
    assert silent


def test_sessions_were_moved_and_cancelled_before_today_and_after() -> None:
    for what in ("moved", "cancelled"):
        rows = [row for name in FILES if name.startswith("history/") for row in load(name).get(what, ())]
        assert {row["offer"] for row in rows} <= set(OFFERS)
        assert {row["meeting"] > 0 for row in rows} == {True, False}, what


def test_enough_people_take_part_and_both_sorts() -> None:
    who = {row["who"] for _, row in TAKEN}
    assert len(who & set(PERSONS)) >= 30
    assert len(who & set(HOSTS)) >= 14
    assert len(TAKEN) >= 350


def persons_rows() -> list[dict[str, Any]]:
    return list(EVERYBODY.values())


def test_nobody_is_real() -> None:
    for row in persons_rows():
        assert any(name["text"].endswith(" Exemple") for name in row["names"]), row["id"]
        contact = row.get("contact") or {}
        if contact.get("kind") == "phone":
            assert contact["value"].startswith("06 39 98 "), row["id"]
    phones = [row["contact"]["value"] for row in persons_rows() if row["contact"].get("value")]
    assert len(phones) == len(set(phones))


def test_somebody_in_danger_is_not_told_of_outside_her_case() -> None:
    restricted = {case["person"] for case in CASES.values() if case["restricted"]}
    outside = {row["who"] for name in FILES if name.startswith("history/") for rows in load(name)["taken"].values() for row in rows}  # fmt: skip
    assert not outside & restricted
