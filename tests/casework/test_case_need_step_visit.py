"""The smaller machines, both ways: every pair of states is tried through a verb."""

import pytest

from parvis.casework import actions, queries
from parvis.casework.errors import CaseExists, CaseNotOpen, SameParty, StillRunning
from parvis.casework.models import Case, Step
from parvis.casework.rules import CASE, NEED, SHARE, STEP, VISIT, age_band, names_person, size_band
from parvis.core.models import Transition
from parvis.kernel.errors import Invalid, Refused, Stale
from tests.factories import access, casework, people
from tests.factories.access import NOW
from tests.factories.casework import Town

CASE_STATES = ("enquiry", "open", "paused", "closed")
CASE_MOVES = {
    ("enquiry", "open"),
    ("enquiry", "closed"),
    ("open", "paused"),
    ("open", "closed"),
    ("paused", "open"),
    ("paused", "closed"),
    ("closed", "open"),
}
STEP_STATES = ("planned", "offered", "in_progress", "claimed_done", "confirmed", "not_done", "dropped")
STEP_MOVES = {
    ("planned", "offered"),
    ("offered", "in_progress"),
    ("in_progress", "claimed_done"),
    ("claimed_done", "confirmed"),
    *((state, end) for state in STEP_STATES[:4] for end in ("not_done", "dropped")),
}
# A verb may pass over states that nobody saw; each is logged.
STEP_VERBS = {
    "offered": lambda step, here: actions.offer_step(step_public_id=step.public_id, by=here.worker, at=NOW),
    "in_progress": lambda step, here: actions.start_step(step_public_id=step.public_id, by=here.worker, at=NOW),
    "claimed_done": lambda step, here: actions.claim_done(step_public_id=step.public_id, by=here.herself, at=NOW),
    "confirmed": lambda step, here: actions.confirm_step(step_public_id=step.public_id, by=here.worker, at=NOW),
    "not_done": lambda step, here: actions.not_done(step_public_id=step.public_id, reason="x", by=here.worker, at=NOW),
    "dropped": lambda step, here: actions.drop_step(step_public_id=step.public_id, reason="x", by=here.worker, at=NOW),
}


def pairs(machine: object, states: tuple[str, ...]) -> set[tuple[str, str]]:
    return {(frm, to) for frm in states for to in states if machine.may(frm, to)}


def test_the_machines_are_the_table_of_the_design() -> None:
    assert pairs(CASE, CASE_STATES) == CASE_MOVES
    assert pairs(STEP, STEP_STATES) == STEP_MOVES
    assert pairs(SHARE, ("closed", "preview", "open")) == {
        ("closed", "preview"),
        ("preview", "open"),
        ("open", "closed"),
        ("preview", "closed"),
    }
    assert pairs(NEED, ("open", "met", "dropped")) == {("open", "met"), ("open", "dropped")}
    assert pairs(VISIT, ("waiting", "with_worker", "done", "left")) == {
        ("waiting", "with_worker"),
        ("with_worker", "done"),
        ("waiting", "left"),
        ("with_worker", "left"),
    }


def case_in(state: str, here: Town) -> Case:
    case = casework.case(here.worker, people.person(here.worker), state="enquiry" if state == "enquiry" else "open")
    return case if case.state == state else move(case, state, here)


def move(case: Case, state: str, here: Town) -> Case:
    return actions.move_case(case_public_id=case.public_id, state=state, reason="moved", by=here.worker, at=NOW)


@pytest.mark.parametrize("to", CASE_STATES)
@pytest.mark.parametrize("frm", CASE_STATES)
def test_cases(here: Town, frm: str, to: str) -> None:
    case = case_in(frm, here)
    if (frm, to) in CASE_MOVES:
        moved = move(case, to, here)
        assert (moved.state, moved.closed_at) == (to, NOW if to == "closed" else None)
        last = Transition.objects.filter(subject_kind="case", subject_id=case.pk).latest("id")
        assert (last.frm, last.to, last.organisation_id) == (frm, to, here.controller.pk)
    else:
        with pytest.raises(Refused):
            move(case, to, here)


def step_in(state: str, here: Town) -> Step:
    step = casework.step(here.worker, here.case)
    if state in {"not_done", "dropped"}:
        STEP_VERBS[state](step, here)
    else:
        for passed in STEP_STATES[1 : STEP_STATES.index(state) + 1]:
            STEP_VERBS[passed](step, here)
    step.refresh_from_db()
    assert step.state == state
    return step


@pytest.mark.parametrize("to", STEP_VERBS)
@pytest.mark.parametrize("frm", STEP_STATES)
def test_steps(here: Town, frm: str, to: str) -> None:
    step = step_in(frm, here)
    forward = frm in STEP_STATES[:5] and to in STEP_STATES[1:4] and STEP_STATES.index(frm) < STEP_STATES.index(to)
    if (frm, to) in STEP_MOVES or forward:
        assert STEP_VERBS[to](step, here).state == to
        log = list(Transition.objects.filter(subject_kind="step", subject_id=step.pk).order_by("id"))
        assert all((entry.frm, entry.to) in STEP_MOVES for entry in log[1:])
    else:
        with pytest.raises(Refused):
            STEP_VERBS[to](step, here)
        step.refresh_from_db()
        assert step.state == frm


@pytest.mark.parametrize(("claims", "confirms"), [("worker", "herself"), ("herself", "worker")])
def test_done_is_what_another_party_confirms(here: Town, claims: str, confirms: str) -> None:
    step = casework.step(here.worker, here.case)
    first, second = getattr(here, claims), getattr(here, confirms)
    actions.claim_done(step_public_id=step.public_id, by=first, at=NOW)
    for same in [first] if claims == "herself" else [first, access.worker(here.controller, "caseworker")]:
        with pytest.raises(SameParty):
            actions.confirm_step(step_public_id=step.public_id, by=same, at=NOW)
    assert actions.confirm_step(step_public_id=step.public_id, by=second, at=NOW).state == "confirmed"


def test_a_step_follows_its_referral_and_waits_for_another_word(here: Town) -> None:
    step = casework.step(here.worker, here.case, doer="provider")
    row = casework.sent(here, step_public_id=step.public_id)
    seen = []
    for verb in ("accept", "done"):
        step.refresh_from_db()
        seen.append(step.state)
        casework.act(verb, row, here)
    step.refresh_from_db()
    assert [*seen, step.state, step.claimed_by] == ["offered", "in_progress", "claimed_done", "provider"]


def test_a_step_that_went_its_own_way_is_left_alone(here: Town) -> None:
    step = casework.step(here.worker, here.case)
    row = casework.sent(here, step_public_id=step.public_id)
    actions.drop_step(step_public_id=step.public_id, reason="moved", by=here.worker, at=NOW)
    casework.act("accept", row, here)
    step.refresh_from_db()
    assert step.state == "dropped"


def test_one_open_case_an_organisation(here: Town) -> None:
    with pytest.raises(CaseExists):
        casework.case(here.worker, here.person)
    move(here.case, "closed", here)
    assert casework.case(here.worker, here.person).pk != here.case.pk


def test_a_case_is_not_closed_over_what_runs_nor_written_to_when_closed(here: Town) -> None:
    row = casework.sent(here)
    with pytest.raises(StillRunning):
        move(here.case, "closed", here)
    casework.act("withdraw", row, here)
    with pytest.raises(Invalid):
        actions.move_case(case_public_id=here.case.public_id, state="closed", by=here.worker, at=NOW)
    move(here.case, "closed", here)
    with pytest.raises(CaseNotOpen):
        casework.need(here.worker, here.case)


def test_the_second_of_two_workers_is_told(here: Town) -> None:
    step = casework.step(here.worker, here.case)
    actions.start_step(step_public_id=step.public_id, version=1, by=here.worker, at=NOW)
    with pytest.raises(Stale):
        actions.drop_step(step_public_id=step.public_id, reason="x", version=1, by=here.worker, at=NOW)


def test_a_new_agreement_is_a_new_edition_and_takes_open_steps_over(here: Town) -> None:
    def agree(version: int, *texts: str) -> object:
        steps = [actions.NewStep(text=text) for text in texts]
        return actions.agree_plan(
            case_public_id=here.case.public_id,
            steps=steps,
            language="ar",
            manner="oral",
            version=version,
            by=here.worker,
            at=NOW,
        )

    agree(0, "one", "two")
    one = next(step for step in Step.objects.all() if step.text == "one")
    actions.drop_step(step_public_id=one.public_id, reason="x", by=here.worker, at=NOW)
    second = agree(1, "three")
    assert [step.text for step in second.steps.order_by("position")] == ["two", "three"]
    with pytest.raises(Stale):
        agree(1, "four")


@pytest.mark.parametrize(
    "facts", [{"topic": "gold"}, {"topic": "work", "dimension": "x"}, {"topic": "work", "severity": "x"}]
)
def test_a_need_says_what_it_must(here: Town, facts: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        actions.add_need(case_public_id=here.case.public_id, by=here.worker, at=NOW, **facts)


def test_a_need_is_met_or_dropped_once(here: Town) -> None:
    need = casework.need(here.worker, here.case)
    assert actions.meet_need(need_public_id=need.public_id, by=here.worker, at=NOW).state == "met"
    with pytest.raises(Refused):
        actions.drop_need(need_public_id=need.public_id, by=here.worker, at=NOW)


def test_the_desk(here: Town) -> None:
    first, second = (actions.receive_visit(topic="papers", language="uk", by=here.worker, at=NOW) for _ in range(2))
    colleague = access.worker(here.controller, "mediator")
    assert [visit.ticket for visit in queries.desk(colleague, NOW).waiting] == ["01", "02"]
    actions.take_visit(visit_public_id=first.public_id, version=1, by=here.worker, at=NOW)
    with pytest.raises(Stale):
        actions.take_visit(visit_public_id=first.public_id, version=1, by=colleague, at=NOW)
    with pytest.raises(Refused):
        actions.close_visit(visit_public_id=second.public_id, by=here.worker, at=NOW)
    actions.close_visit(visit_public_id=second.public_id, left=True, by=here.worker, at=NOW)
    desk = queries.desk(here.worker, NOW)
    assert ([visit.ticket for visit in desk.with_worker], desk.waiting) == (["01"], [])
    assert queries.desk(access.worker(access.controller(), "caseworker"), NOW).with_worker == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Family of four, calm.", False),
        ("exemple's children", True),
        ("أمل وأولادها", True),
        ("Amalgam", False),
        ("write to amal@example.org today", True),
        ("06.39.98.10.01", True),
        ("+33 6 39 98 10 01", True),
        ("٠٦٣٩٩٨١٠٠١", True),
        ("rent 0639", False),
    ],
)
def test_names_in_a_text(text: str, *, found: bool) -> None:
    names, contacts = ["Amal Exemple", "أمل"], ["06 39 98 10 01", "Amal@example.org"]
    assert names_person(text, names=names, contacts=contacts) is found


def test_bands_are_wide() -> None:
    assert [age_band(age) for age in (None, 0, 11, 12, 17, 18, 25, 26, 59, 60, 101)] == [
        *("unknown", "child", "child", "youth", "youth", "18-25", "18-25", "26-59", "26-59", "60+", "60+")
    ]
    assert [size_band(size) for size in (None, 1, 4, 5, 6, 7, 12)] == ["unknown", "1", "4", "5-6", "5-6", "7+", "7+"]
