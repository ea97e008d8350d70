"""A step is met by an engagement: asked for, begun, said to be over, confirmed by another party; an end puts it back."""

from datetime import timedelta

import pytest

from parvis.casework import actions, queries
from parvis.casework.errors import SameParty
from parvis.casework.models import Step
from parvis.core.models import Transition
from parvis.engagement import actions as taking
from parvis.engagement.models import Engagement, Offer
from parvis.kernel.actor import Actor
from parvis.kernel.errors import NotFound
from tests.factories import access, casework, engagement, people
from tests.factories.access import NOW
from tests.factories.casework import Town

DAY = timedelta(days=1)


@pytest.fixture
def step(here: Town) -> Step:
    return casework.step(here.worker, here.case, text="Trouver un cours", bring="Un cahier")


@pytest.fixture
def course(here: Town) -> Offer:
    return engagement.offer(here.receiver, capacity=2)


def asked(here: Town, step: Step, course: Offer) -> Engagement:
    return engagement.request(here.worker, here.person, course, case_ref=here.case.pk, step_ref=step.pk)


def lead(row: Engagement, by: Actor, *verbs: str) -> None:
    known = {
        "offer": taking.offer_place,
        "accept": taking.accept_place,
        "start": taking.start,
        "complete": taking.complete,
        "end": lambda **facts: taking.end(reason="times", **facts),
        "withdraw": taking.withdraw,
    }
    for verb in verbs:
        known[verb](engagement_public_id=row.public_id, by=by, at=NOW)


def state(step: Step) -> str:
    step.refresh_from_db()
    return step.state


def test_it_follows_what_is_taken_up_and_waits_for_another_word(here: Town, step: Step, course: Offer) -> None:
    row = asked(here, step, course)
    seen = [state(step)]
    for verb in ("offer", "accept", "start", "complete"):
        lead(row, here.member if verb != "accept" else here.worker, verb)
        seen.append(state(step))
    assert seen == ["offered", "offered", "offered", "in_progress", "claimed_done"]
    assert step.claimed_by == "provider"
    log = Transition.objects.filter(subject_kind="step", subject_id=step.pk).order_by("id").values_list("to", flat=True)
    assert list(log) == ["planned", "offered", "in_progress", "claimed_done"]
    assert actions.confirm_step(step_public_id=step.public_id, by=here.worker, at=NOW).state == "confirmed"


def test_who_accompanies_cannot_say_it_and_confirm_it(here: Town, step: Step, course: Offer) -> None:
    row = asked(here, step, course)
    lead(row, here.worker, "offer", "accept", "start", "complete")
    assert (state(step), step.claimed_by) == ("claimed_done", "worker")
    with pytest.raises(SameParty):
        actions.confirm_step(step_public_id=step.public_id, by=here.worker, at=NOW)
    assert actions.confirm_step(step_public_id=step.public_id, by=here.herself, at=NOW).confirmed_by == "person"


def test_a_mentor_who_says_that_it_is_over_is_the_provider(here: Town, step: Step) -> None:
    mentor = people.host(here.worker)
    time = engagement.offer(here.controller, kind="mentoring", given_by_id=mentor.pk)
    row = asked(here, step, time)
    Engagement.objects.filter(pk=row.pk).update(state="active")
    taking.complete(engagement_public_id=row.public_id, by=people.herself(mentor), at=NOW)
    assert (state(step), step.claimed_by) == ("claimed_done", "provider")


@pytest.mark.parametrize("wish", ["interest", "request"])
def test_a_wish_asks_for_nothing_and_the_step_may_be_named_later(
    here: Town, step: Step, course: Offer, wish: str
) -> None:
    facts = {"offer_public_id": course.public_id, "person_id": here.person.pk, "by": here.worker, "at": NOW}
    named = taking.Asked(case_ref=here.case.pk, step_ref=step.pk)
    taking.show_interest(asked=named if wish == "interest" else taking.Asked(case_ref=here.case.pk), **facts)
    assert state(step) == "planned"
    taking.request(asked=taking.Asked() if wish == "interest" else named, **facts)
    assert state(step) == "offered"


def test_a_step_that_was_led_on_by_hand_is_left_alone(here: Town, step: Step, course: Offer) -> None:
    row = asked(here, step, course)
    actions.drop_step(step_public_id=step.public_id, reason="other", by=here.worker, at=NOW)
    lead(row, here.member, "offer")
    lead(row, here.worker, "accept", "start", "end")
    assert state(step) == "dropped"
    assert Step.objects.filter(case=here.case).count() == 1


@pytest.mark.parametrize("side", ["herself", "member"])
def test_what_ends_before_it_began_leaves_the_step_to_be_looked_for(
    here: Town, step: Step, course: Offer, side: str
) -> None:
    row = asked(here, step, course)
    lead(row, here.member, "offer")
    lead(row, getattr(here, side), "withdraw" if side == "herself" else "end")
    assert state(step) == "offered"
    other = engagement.offer(here.receiver)
    again = asked(here, step, other)
    lead(again, here.worker, "offer", "accept", "start")
    assert state(step) == "in_progress", "another place meets it"


@pytest.mark.parametrize("side", ["herself", "member"])
def test_what_ends_after_it_began_puts_the_same_step_into_the_plan_anew(
    here: Town, step: Step, course: Offer, side: str
) -> None:
    row = asked(here, step, course)
    lead(row, here.worker, "offer", "accept", "start")
    lead(row, getattr(here, side), "withdraw" if side == "herself" else "end")
    assert (state(step), step.reason) == ("not_done", "ended")
    again = Step.objects.exclude(pk=step.pk).get(case=here.case)
    copied = ("text", "text_for_person", "bring", "doer", "due_on", "plan_id", "need_id", "position")
    assert [getattr(again, name) for name in copied] == [getattr(step, name) for name in copied]
    assert (again.state, [one.id for one in queries.path(here.herself, NOW).steps]) == ("planned", [again.pk])
    told = queries.timeline(here.worker, here.case.pk, at=NOW).entries
    steps = [(one.what, one.who) for one in told if one.kind == "step"]
    assert steps[0] == ("not_done", "system"), "nobody is named"
    assert [what for what, _who in steps].count("planned") == 1
    # It can be met by something else, like any other.
    lead(asked(here, again, engagement.offer(here.receiver)), here.worker, "offer", "accept", "start")
    assert state(again) == "in_progress"


def test_while_something_else_meets_it_an_end_changes_nothing(here: Town, step: Step, course: Offer) -> None:
    first, second = asked(here, step, course), asked(here, step, engagement.offer(here.receiver))
    lead(first, here.worker, "offer", "accept", "start")
    lead(second, here.worker, "offer", "accept", "start")
    lead(first, here.member, "end")
    assert state(step) == "in_progress"
    lead(second, here.member, "end")
    assert state(step) == "not_done"


def test_steps_that_wait_are_known_to_who_works_on_the_case_alone(here: Town, step: Step) -> None:
    need = casework.need(here.worker, here.case)
    own = casework.step(here.worker, here.case, need_public_id=need.public_id)
    done = casework.step(here.worker, here.case)
    actions.claim_done(step_public_id=done.public_id, by=here.herself, at=NOW)
    found = queries.need_row(here.worker, need.public_id)
    assert [(one.id, one.of_this_need) for one in found.steps] == [(step.pk, False), (own.pk, True)]
    with pytest.raises(NotFound):
        queries.need_row(access.worker(access.controller()), need.public_id)
