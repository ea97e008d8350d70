"""No place is given twice; places kept for some are not taken by others; what comes free goes to the next who waits."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.core import outbox
from parvis.engagement import actions, queries
from parvis.engagement.errors import Full
from parvis.engagement.models import Engagement
from parvis.engagement.rules import Claim, Kept, fits, places_for
from parvis.kernel.errors import Invalid
from tests.engagement.conftest import School
from tests.factories import access, engagement, people
from tests.factories.access import NOW, SETUP

DAY = timedelta(days=1)
parts = st.sampled_from(["newcomer", "host"])


@given(
    capacity=st.integers(0, 20),
    wishes=st.lists(st.builds(Claim, parts, st.none(), st.integers(1, 4)), max_size=25),
    newcomers=st.integers(0, 8),
    hosts=st.integers(0, 8),
)
def test_whoever_comes_in_whatever_order_the_kept_places_stay_kept(
    capacity: int, wishes: list[Claim], newcomers: int, hosts: int
) -> None:
    kept = [Kept(newcomers, "newcomer"), Kept(hosts, "host")] if newcomers + hosts <= capacity else []
    held: list[Claim] = []
    for wish in wishes:
        if fits(wish, places_for(wish, capacity, held, kept)):
            held.append(wish)
    assert sum(one.size for one in held) <= capacity
    for quota in kept:
        others = sum(one.size for one in held if not quota.is_for(one))
        assert others <= capacity - quota.places
    for wish in wishes:
        assert places_for(wish, None, held, kept) is None


def test_places_kept_for_residents_are_not_taken_by_newcomers(school: School) -> None:
    meal = engagement.offer(school.town, kind="event", capacity=3, quotas=[Kept(2, "host")])
    first, second = (engagement.request(school.worker, people.person(school.worker), meal) for _ in range(2))
    host = engagement.request(school.worker, people.person(school.worker), meal, part="host")
    assert (first.state, second.state, host.state) == ("accepted", "waitlisted", "accepted")


def test_places_kept_for_whom_an_organisation_sends(school: School) -> None:
    course = engagement.offer(school.town, kind="event", capacity=2, quotas=[Kept(1, sender_id=school.town.pk)])
    theirs = engagement.request(school.worker, school.person, course)
    assert (theirs.state, theirs.sender_id) == ("accepted", school.town.pk)
    alone = people.person(school.worker)
    assert engagement.request(people.herself(alone), alone, course).state == "accepted"


@pytest.mark.parametrize(
    ("quotas", "code"),
    [
        ([Kept(9, "host")], "engagement.quotas_too_many"),
        ([Kept(1, "host"), Kept(1, sender_id=1)], "engagement.quotas_of_one_sort"),
    ],
)
def test_quotas_that_make_no_sense_are_refused(school: School, quotas: list[Kept], code: str) -> None:
    with pytest.raises(Invalid) as refused:
        engagement.offer(school.town, kind="event", capacity=3, quotas=quotas)
    assert refused.value.fields == {"quotas": code}


def waiting(school: School, meal: object, number: int) -> list[Engagement]:
    return [
        engagement.request(
            school.worker, people.person(school.worker, contact=people.phone()), meal, at=NOW + n * DAY / 100
        )
        for n in range(number)
    ]


def test_a_place_that_comes_free_goes_to_the_first_who_waits_and_she_is_told(school: School) -> None:
    meal = engagement.offer(school.town, kind="event", capacity=1)
    holder = engagement.request(school.worker, school.person, meal)
    first, second = waiting(school, meal, 2)
    views = [queries.engagement(school.worker, row.public_id, NOW + DAY) for row in (first, second)]
    assert [view.before_her for view in views] == [0, 1]
    before = outbox.messages().count()
    actions.withdraw(engagement_public_id=holder.public_id, by=school.herself, at=NOW + DAY)
    first.refresh_from_db(), second.refresh_from_db()
    assert (first.state, second.state) == ("offered", "waitlisted")
    assert first.offer_expires_at == NOW + 4 * DAY
    message = outbox.messages().first()
    assert outbox.messages().count() == before + 1
    assert meal.title not in message.subject + message.body

    # She says nothing: three days later it is the other's turn, whether or not the timer was on time.
    actions.nightly(at=NOW + 5 * DAY, by=SETUP)
    first.refresh_from_db(), second.refresh_from_db()
    assert (first.state, second.state) == ("no_longer_possible", "offered")


def test_nobody_passes_those_who_wait(school: School) -> None:
    meal = engagement.offer(school.town, kind="event", capacity=1, hands_on=False)
    holder = engagement.request(school.worker, school.person, meal)
    (first,) = waiting(school, meal, 1)
    actions.withdraw(engagement_public_id=holder.public_id, by=school.herself, at=NOW)
    late = engagement.request(school.worker, people.person(school.worker), meal)
    first.refresh_from_db()
    assert (first.state, late.state) == ("waitlisted", "waitlisted")


@pytest.mark.parametrize("hands_on", [True, False])
def test_nobody_passes_them_through_another_door_and_before_the_timer(school: School, hands_on: bool) -> None:
    meal = engagement.offer(school.town, kind="event", capacity=1, hands_on=hands_on)
    holder = engagement.request(school.worker, school.person, meal)
    (second,) = waiting(school, meal, 1)
    late = people.person(school.worker)
    actions.withdraw(engagement_public_id=holder.public_id, by=school.herself, at=NOW)
    if not hands_on:
        actions.offer_place(engagement_public_id=second.public_id, by=school.worker, at=NOW)
    other = engagement.request(school.worker, people.person(school.worker), meal, at=NOW + DAY)
    assert other.state == "waitlisted"
    # The place kept for the second has run out, the timer has not come by; somebody asks by herself, in another part.
    at = NOW + 5 * DAY
    rows = [engagement.request(people.herself(late), late, meal, at=at)]
    resident = people.person(school.worker)
    rows.append(engagement.request(people.herself(resident), resident, meal, part="host", at=at))
    other.refresh_from_db(), second.refresh_from_db()
    assert [row.state for row in rows] == ["waitlisted", "waitlisted"]
    assert (second.state, other.state) == ("no_longer_possible", "offered" if hands_on else "waitlisted")


def test_who_could_not_get_in_is_passed_and_a_place_is_left_for_who_could(school: School) -> None:
    meal = engagement.offer(school.town, kind="event", capacity=3, quotas=[Kept(1, "host")], hands_on=False)
    holders = [engagement.request(school.worker, people.person(school.worker), meal) for _ in range(2)]
    (newcomer,) = waiting(school, meal, 1)
    host = engagement.request(school.worker, people.person(school.worker), meal, part="host")
    assert (newcomer.state, host.state) == ("waitlisted", "accepted"), "the kept place was never hers"
    for row in holders:
        actions.withdraw(engagement_public_id=row.public_id, by=school.worker, at=NOW)
    first, second = (engagement.request(school.worker, people.person(school.worker), meal) for _ in range(2))
    assert (first.state, second.state) == ("accepted", "waitlisted"), "two are free, and one of them is for who waits"


def test_a_waiting_list_for_one_day_holds_up_no_other(school: School) -> None:
    desk = engagement.offer(school.town, kind="service", capacity=None, hands_on=False)
    one, other = engagement.session(desk, capacity=1), engagement.session(desk, capacity=1)
    facts = {"session_public_id": one.public_id}
    holder = engagement.request(school.worker, school.person, desk, **facts)
    engagement.request(school.worker, people.person(school.worker), desk, **facts)
    actions.withdraw(engagement_public_id=holder.public_id, by=school.worker, at=NOW)
    alone = people.person(school.worker)
    asked = engagement.request(people.herself(alone), alone, desk, session_public_id=other.public_id)
    passed = engagement.request(people.herself(alone), alone, desk, **facts)
    assert (asked.state, passed.state) == ("accepted", "waitlisted")


def test_more_places_go_to_those_who_wait_and_fewer_than_are_taken_cannot_be(school: School) -> None:
    meal = engagement.offer(school.town, kind="event", capacity=1)
    engagement.request(school.worker, school.person, meal)
    rows = waiting(school, meal, 2)
    with pytest.raises(Invalid):
        actions.set_capacity(offer_public_id=meal.public_id, capacity=0, by=SETUP, at=NOW)
    actions.set_capacity(offer_public_id=meal.public_id, capacity=3, by=SETUP, at=NOW)
    for row in rows:
        row.refresh_from_db()
    assert [row.state for row in rows] == ["offered", "offered"]


def test_a_family_that_does_not_fit_keeps_its_turn(school: School) -> None:
    house = engagement.offer(school.town, kind="reception", capacity=4)
    pair, big, two = (people.family(school.worker, size=size)[0] for size in (3, 4, 1))
    holder = engagement.request(school.worker, pair, house)
    actions.offer_place(engagement_public_id=holder.public_id, by=school.worker, at=NOW)
    wants_four = engagement.request(school.worker, big, house)
    assert wants_four.state == "waitlisted"
    wants_one = engagement.request(school.worker, two, house)
    assert wants_one.state == "requested"
    with pytest.raises(Full):
        actions.offer_place(engagement_public_id=wants_four.public_id, by=school.worker, at=NOW)


def test_who_gives_sees_for_whom_places_are_kept_and_how_many_are_taken(school: School) -> None:
    kept = [Kept(2, "host"), Kept(1, sender_id=school.town.pk)]
    meal = engagement.offer(school.town, kind="event", capacity=4, quotas=[kept[0]])
    course = engagement.offer(school.town, kind="event", capacity=2, quotas=[kept[1]])
    engagement.request(school.worker, people.person(school.worker), meal, part="host")
    engagement.request(school.worker, people.person(school.worker), meal)
    engagement.request(school.worker, school.person, course)
    giver = access.worker(school.town, "provider")
    told = [queries.roster(giver, one.public_id, NOW).kept for one in (meal, course)]
    assert [(one.part, one.sender, one.places, one.taken) for rows in told for one in rows] == [
        ("host", "", 2, 1),
        ("", school.town.name, 1, 1),
    ]
