from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parvis.core.models import Transition
from parvis.engagement import actions, queries
from parvis.engagement.choices import EngagementState
from parvis.engagement.errors import AlreadyEngaged, Full, OfferClosed, OfferExpired
from parvis.engagement.models import Engagement
from parvis.engagement.rules import ENGAGEMENT, attendance_rate, holds_place, places_left
from parvis.kernel.errors import NotFound, ParvisError, Refused
from tests.engagement.conftest import School
from tests.factories import access, engagement, people
from tests.factories.access import NOW, SETUP

DAY = timedelta(days=1)
STATES = tuple(EngagementState.values)
OPEN = STATES[:6]
EXITS = STATES[7:]
LISTED = {
    ("interested", "requested"),
    ("requested", "waitlisted"),
    ("requested", "offered"),
    ("waitlisted", "requested"),
    ("waitlisted", "offered"),
    ("offered", "accepted"),
    ("accepted", "active"),
    ("active", "completed"),
    *((state, end) for state in OPEN for end in EXITS),
}
PATH = {
    "interested": (),
    "requested": ("requested",),
    "waitlisted": ("requested", "waitlisted"),
    "offered": ("requested", "offered"),
    "accepted": ("requested", "offered", "accepted"),
    "active": ("requested", "offered", "accepted", "active"),
    "completed": ("requested", "offered", "accepted", "active", "completed"),
    "withdrawn": ("withdrawn",),
    "ended": ("ended",),
    "no_longer_possible": ("no_longer_possible",),
}
VERBS = {
    "requested": actions.take_off_waitlist,
    "waitlisted": actions.waitlist,
    "offered": actions.offer_place,
    "accepted": actions.accept_place,
    "active": actions.start,
    "completed": actions.complete,
    "withdrawn": actions.withdraw,
    "ended": lambda **facts: actions.end(reason="other", **facts),
    "no_longer_possible": actions.no_longer_possible,
}


def act(row: Engagement, to: str, school: School) -> Engagement:
    if to == "requested" and row.state == "interested":
        return engagement.request(school.worker, school.person, school.offer)
    return VERBS[to](engagement_public_id=row.public_id, by=school.worker, at=NOW)


def engaged(state: str, school: School) -> Engagement:
    row = actions.show_interest(
        offer_public_id=school.offer.public_id, person_id=school.person.pk, by=school.worker, at=NOW
    )
    for passed in PATH[state]:
        act(row, passed, school)
    row.refresh_from_db()
    assert row.state == state
    return row


def test_the_machine_is_the_table_of_the_design() -> None:
    assert ENGAGEMENT.states == set(STATES)
    assert {(frm, to) for frm in STATES for to in STATES if ENGAGEMENT.may(frm, to)} == LISTED


@pytest.mark.parametrize("to", [*VERBS])
@pytest.mark.parametrize("frm", STATES)
def test_every_pair(school: School, frm: str, to: str) -> None:
    row = engaged(frm, school)
    if (frm, to) in LISTED:
        assert act(row, to, school).state == to
        last = Transition.objects.filter(subject_kind="engagement", subject_id=row.pk).latest("id")
        assert (last.frm, last.to) == (frm, to)
    else:
        with pytest.raises(Refused):
            act(row, to, school)
        row.refresh_from_db()
        assert row.state == frm


def test_off_the_waiting_list_she_keeps_her_turn(school: School) -> None:
    row = engaged("waitlisted", school)
    later = engagement.request(school.worker, people.person(school.worker), school.offer, at=NOW + DAY)
    assert later.state == "waitlisted"
    actions.take_off_waitlist(engagement_public_id=row.public_id, by=school.worker, at=NOW + DAY)
    row.refresh_from_db()
    assert (row.state, row.requested_at) == ("requested", NOW)
    actions.waitlist(engagement_public_id=row.public_id, by=school.worker, at=NOW + 2 * DAY)
    views = [queries.engagement(school.worker, one.public_id, NOW + 2 * DAY) for one in (row, later)]
    assert [view.before_her for view in views] == [0, 1]


def test_a_full_offer_has_a_waiting_list(school: School) -> None:
    first = engagement.request(school.worker, school.person, school.offer)
    second = engagement.request(school.worker, people.person(school.worker), school.offer)
    assert (first.state, second.state) == ("requested", "requested")
    act(first, "offered", school)
    third = engagement.request(school.worker, people.person(school.worker), school.offer)
    assert third.state == "waitlisted"
    with pytest.raises(Full):
        act(second, "offered", school)
    with pytest.raises(AlreadyEngaged):
        engagement.request(school.worker, school.person, school.offer)
    assert queries.offer(school.offer.public_id, "fr", NOW).left == 0
    actions.decline_place(engagement_public_id=first.public_id, by=school.herself, at=NOW)
    third.refresh_from_db()
    assert third.state == "offered"


def test_a_place_that_was_not_answered_for_is_free_before_the_timer_says_so(school: School) -> None:
    first = engagement.request(school.worker, school.person, school.offer)
    second = engagement.request(school.worker, people.person(school.worker), school.offer)
    kept = actions.offer_place(engagement_public_id=first.public_id, by=school.worker, at=NOW).offer_expires_at
    assert kept == NOW + 3 * DAY
    with pytest.raises(OfferExpired):
        actions.accept_place(engagement_public_id=first.public_id, by=school.herself, at=kept)
    (seen,) = queries.engagements_of(school.herself, school.person.pk, kept)
    assert seen.state == "no_longer_possible"
    assert queries.offer(school.offer.public_id, "fr", kept).left == 1
    actions.offer_place(engagement_public_id=second.public_id, by=school.worker, at=kept)
    assert actions.nightly(at=kept, by=SETUP)["offers_expired"] == 1
    first.refresh_from_db()
    assert first.state == "no_longer_possible"


def test_a_paused_offer_takes_nobody(school: School) -> None:
    actions.set_offer_state(offer_public_id=school.offer.public_id, state="paused", by=SETUP, at=NOW)
    with pytest.raises(OfferClosed):
        engagement.request(school.worker, school.person, school.offer)
    assert queries.offers_for("learn", "fr", NOW) == []


@pytest.mark.parametrize("state", ["paused", "closed", "open"])
def test_a_wish_is_taken_where_a_request_would_be(school: School, state: str) -> None:
    over = engagement.offer(school.town, ends_on=(NOW - DAY).date())
    actions.set_offer_state(offer_public_id=school.offer.public_id, state=state, by=SETUP, at=NOW)
    for what, taken in ((school.offer, state == "open"), (over, False)):
        facts = {"offer_public_id": what.public_id, "person_id": school.person.pk, "by": school.herself, "at": NOW}
        if taken:
            assert actions.show_interest(**facts).state == "interested"
        else:
            with pytest.raises(OfferClosed):
                actions.show_interest(**facts)
    assert Engagement.objects.count() == (state == "open")


def test_offers_on_a_topic(school: School) -> None:
    engagement.offer(school.town, topics=["work"], kind="vacancy")
    engagement.offer(school.town, ends_on=(NOW - DAY).date())
    (only,) = queries.offers_for("learn", "fr", NOW)
    assert (only.public_id, only.left, only.kind) == (school.offer.public_id, 1, "course")


def test_others_neither_see_nor_move(school: School) -> None:
    row = engaged("offered", school)
    manager, stranger = access.worker(school.town, "manager"), access.worker(access.controller())
    other = people.herself(people.person(school.worker))
    for actor in (manager, stranger, other):
        assert queries.engagements_of(actor, school.person.pk, NOW) == []
        for verb in VERBS.values():
            with pytest.raises(NotFound):
                verb(engagement_public_id=row.public_id, by=actor, at=NOW)
    for to in ("requested", "offered", "active", "completed", "ended"):
        with pytest.raises(NotFound):
            VERBS[to](engagement_public_id=row.public_id, by=school.herself, at=NOW)


@settings(max_examples=25, deadline=None)
@given(
    capacity=st.integers(0, 3),
    moves=st.lists(
        st.tuples(st.integers(0, 4), st.sampled_from(["offer", "accept", "withdraw", "start", "wait"])), max_size=25
    ),
)
@pytest.mark.django_db
def test_no_place_is_given_twice(capacity: int, moves: list[tuple[int, str]]) -> None:
    town = access.controller()
    worker = access.worker(town)
    what = engagement.offer(town, capacity=capacity)
    rows = [engagement.request(worker, people.person(worker), what) for _ in range(5)]
    at = NOW
    verbs = {
        "offer": actions.offer_place,
        "accept": actions.accept_place,
        "withdraw": actions.withdraw,
        "start": actions.start,
    }
    for number, verb in moves:
        if verb == "wait":
            at += 2 * DAY
            continue
        with suppress(ParvisError):
            verbs[verb](engagement_public_id=rows[number].public_id, by=worker, at=at)
        held = [holds_place(row.state, row.offer_expires_at, at) for row in Engagement.objects.filter(offer=what)]
        assert sum(held) <= capacity
        assert queries.offer(what.public_id, "fr", at).left == capacity - sum(held)


@given(st.integers(0, 50), st.integers(0, 80))
def test_places_left_is_never_below_nothing(capacity: int, holding: int) -> None:
    assert places_left(capacity, holding) == max(0, capacity - holding)
    assert places_left(None, holding) is None


@given(st.lists(st.sampled_from(["present", "late", "absent", "excused", "not_served", "expected"])))
def test_excused_and_not_served_count_neither_way(states: list[str]) -> None:
    came, counted = attendance_rate(states)
    assert came == states.count("present") + states.count("late")
    assert counted == came + states.count("absent")
