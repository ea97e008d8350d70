"""Eleven kinds, one grammar; a twelfth is one object."""

from datetime import timedelta

import pytest
from django.test import Client

from parvis.engagement import actions, kinds, queries
from parvis.engagement.errors import CheckMissing, Full, HouseholdMissing, SessionMissing, WrongPart
from parvis.engagement.kinds import HOST, Detail, Facet, Kind, Placing, Shape, faults
from parvis.kernel.actor import Actor
from parvis.kernel.errors import Invalid, NotFound
from parvis.people.models import Part
from parvis.search import queries as search
from parvis.search.shapes import Query
from tests.engagement.conftest import School
from tests.factories import engagement, people
from tests.factories.access import NOW, SETUP

DAY = timedelta(days=1)
ELEVEN = {
    "apprenticeship", "course", "event", "internship", "mentoring", "reception", "self_study", "service", "staff_training",
    "vacancy", "volunteering",
}  # fmt: skip


def test_there_are_eleven() -> None:
    assert {kind.code for kind in kinds.kinds()} == ELEVEN
    for kind in kinds.kinds():
        assert not kind.in_search or len(kind.called) == 4, f"{kind.code}: what is it called, in four languages?"
        assert str(kind.name) and str(kind.plural) and str(kind.ask) and kind.parts
        assert len({detail.code for detail in kind.details}) == len(kind.details)


def test_a_kind_nobody_knows_is_refused(school: School) -> None:
    with pytest.raises(Invalid) as refused:
        engagement.offer(school.town, kind="lottery")
    assert refused.value.fields == {"kind": "engagement.kind_unknown"}


@pytest.mark.parametrize(
    ("kind", "details", "wrong"),
    [
        ("vacancy", {}, {"details.wage": "field.missing", "details.hours": "field.missing"}),
        (
            "vacancy",
            {"wage": {"amount": -1, "currency": "EUR", "per": "hour"}, "hours": {"per_week": 90}},
            {"details.wage": "engagement.detail_wrong", "details.hours": "engagement.detail_wrong"},
        ),
        ("course", {"level": "D1"}, {"details.level": "engagement.detail_wrong"}),
        ("course", {"colour": "red"}, {"details.colour": "engagement.detail_unknown"}),
        (
            "course",
            {"sessions": {"weekday": ["xx"], "start": "9", "minutes": 0}},
            {"details.sessions": "engagement.detail_wrong"},
        ),
        ("self_study", {"link": "javascript:alert(1)"}, {"details.link": "engagement.detail_wrong"}),
        ("event", {"children_welcome": "yes"}, {"details.children_welcome": "engagement.detail_wrong"}),
        ("reception", {"rooms": True}, {"details.rooms": "engagement.detail_wrong"}),
    ],
)
def test_what_the_reader_needs_is_there_and_well_formed(
    school: School, kind: str, details: dict[str, object], wrong: dict[str, str]
) -> None:
    with pytest.raises(Invalid) as refused:
        engagement.offer(school.town, kind=kind, details=details)
    assert refused.value.fields == wrong


def test_a_place_that_is_given_at_once_is_hers_as_soon_as_she_asks(school: School) -> None:
    meal = engagement.offer(school.town, kind="event", capacity=1)
    evening = engagement.session(meal)
    first = engagement.request(school.herself, school.person, meal)
    second = engagement.request(school.worker, people.person(school.worker), meal)
    assert (first.state, second.state) == ("accepted", "waitlisted")
    (visit,) = queries.appointments_of(school.herself, since=NOW)
    assert (visit.public_id, visit.attendance) == (evening.public_id, "expected")
    assert (visit.offer_title.text, visit.offer_title.language) == (meal.title, "fr"), "nobody has translated it"


def test_of_an_appointment_row_one_day_is_chosen(school: School) -> None:
    desk = engagement.offer(school.town, kind="service", capacity=None)
    one, other = engagement.session(desk, capacity=1), engagement.session(desk, capacity=1)
    with pytest.raises(SessionMissing):
        engagement.request(school.worker, school.person, desk)
    taken = engagement.request(school.worker, school.person, desk, session_public_id=one.public_id)
    late = engagement.request(school.worker, people.person(school.worker), desk, session_public_id=one.public_id)
    elsewhere = engagement.request(school.worker, people.person(school.worker), desk, session_public_id=other.public_id)
    assert (taken.state, late.state, elsewhere.state) == ("accepted", "waitlisted", "accepted")
    left = {row.public_id: row.left for row in queries.sessions_of(desk.pk, NOW)}
    assert left == {one.public_id: 0, other.public_id: 0}
    actions.withdraw(engagement_public_id=taken.public_id, by=school.herself, at=NOW)
    late.refresh_from_db()
    assert late.state == "offered"


def test_a_household_comes_together_or_waits(school: School) -> None:
    house = engagement.offer(school.town, kind="reception", capacity=5)
    with pytest.raises(HouseholdMissing):
        engagement.request(school.worker, school.person, house)
    families = [people.family(school.worker, size=size) for size in (3, 4, 2)]
    rows = [engagement.request(school.worker, members[0], house) for members in families]
    assert [row.size for row in rows] == [3, 4, 2]
    for row in rows:
        row.refresh_from_db()
    actions.offer_place(engagement_public_id=rows[0].public_id, by=school.worker, at=NOW)
    with pytest.raises(Full):
        actions.offer_place(engagement_public_id=rows[1].public_id, by=school.worker, at=NOW)
    assert actions.offer_place(engagement_public_id=rows[2].public_id, by=school.worker, at=NOW).state == "offered"
    assert queries.offer(house.public_id, "fr", NOW).left == 0


def test_in_which_part_one_comes(school: School) -> None:
    training = engagement.offer(school.town, kind="staff_training")
    assert engagement.request(school.worker, school.person, training).part == HOST
    with pytest.raises(WrongPart):
        engagement.request(school.worker, people.person(school.worker), school.offer, part=HOST)


def test_a_mentor_sees_who_asks_for_her_time_and_never_a_name(school: School) -> None:
    mentor = people.person(school.worker)
    time = engagement.offer(school.town, kind="mentoring", given_by_id=mentor.pk)
    wish = engagement.request(school.worker, school.person, time)
    herself = people.herself(mentor)
    assert actions.offer_place(engagement_public_id=wish.public_id, by=herself, at=NOW).state == "offered"
    assert queries.engagements_of(herself, school.person.pk, NOW) == []
    with pytest.raises(Invalid):
        engagement.offer(school.town, kind="course", given_by_id=mentor.pk)


def asks_a_mentor(school: School, born: int | None) -> tuple:
    mentor = people.host(school.worker)
    time = engagement.offer(school.town, kind="mentoring", given_by_id=mentor.pk)
    who = people.person(school.worker, birth=people.born(born) if born else people.Birth())
    return mentor, who, engagement.request(school.worker, who, time)


def test_a_child_meets_nobody_without_a_check_that_counts(school: School) -> None:
    mentor, _child, wish = asks_a_mentor(school, NOW.year - 12)
    facts = {"engagement_public_id": wish.public_id, "at": NOW}
    for giver in (school.worker, people.herself(mentor)):
        with pytest.raises(CheckMissing):
            actions.offer_place(by=giver, **facts)
    assert queries.check_missing(school.worker, wish.public_id, NOW) == "child"
    part = Part.objects.get(person=mentor)
    people.checked(school.worker, part, NOW.date() + DAY)
    assert queries.check_missing(school.worker, wish.public_id, NOW) == ""
    actions.offer_place(by=people.herself(mentor), **facts)
    actions.accept_place(by=school.worker, **facts)
    # It ran out before they began.
    later = NOW + 2 * DAY
    with pytest.raises(CheckMissing):
        actions.start(engagement_public_id=wish.public_id, by=school.worker, at=later)


@pytest.mark.parametrize(("born", "told"), [(1990, ""), (None, "unknown")])
def test_an_adult_and_the_unknown_do_and_of_the_unknown_the_worker_is_told(
    school: School, born: int | None, told: str
) -> None:
    mentor, who, wish = asks_a_mentor(school, born)
    assert queries.check_missing(school.worker, wish.public_id, NOW) == told
    assert queries.check_missing(people.herself(who), wish.public_id, NOW) == ""
    with pytest.raises(NotFound):
        queries.check_missing(people.herself(mentor), wish.public_id, NOW)
    assert actions.offer_place(engagement_public_id=wish.public_id, by=school.worker, at=NOW).state == "offered"


def test_a_child_who_waits_keeps_her_turn_until_the_check_is_there(school: School) -> None:
    mentor, _child, wish = asks_a_mentor(school, NOW.year - 12)
    other = engagement.request(school.worker, people.person(school.worker, birth=people.born(1990)), wish.offer)
    facts = {"by": school.worker, "at": NOW}
    actions.waitlist(engagement_public_id=wish.public_id, **facts)
    actions.waitlist(engagement_public_id=other.public_id, **facts)
    actions.set_capacity(offer_public_id=wish.offer.public_id, capacity=1, by=SETUP, at=NOW)
    wish.refresh_from_db(), other.refresh_from_db()
    assert (wish.state, other.state) == ("waitlisted", "offered")
    people.checked(school.worker, Part.objects.get(person=mentor), NOW.date() + DAY)
    actions.set_capacity(offer_public_id=wish.offer.public_id, capacity=2, by=SETUP, at=NOW)
    wish.refresh_from_db()
    assert wish.state == "offered"


SINGING = Kind(
    code="choir",
    name="Choir",
    plural="Choirs",
    ask="I sing along",
    pictogram="hands",
    topic="meet",
    placing=Placing.AT_ONCE,
    parts=frozenset({"newcomer", "host"}),
    details=(
        Detail("voices", Shape.LINES, "Voices", required=True),
        Detail("for_nothing", Shape.FLAG, "Free", facet=Facet.FREE),
    ),
)


def test_a_twelfth_kind_is_one_object(school: School, client: Client) -> None:
    kinds.register(SINGING)
    try:
        choir = engagement.offer(
            school.town,
            kind="choir",
            title="Choir of the quay",
            capacity=2,
            details={"voices": ["alto"], "for_nothing": True},
            topics=["meet"],
        )
        engagement.session(choir)
        assert engagement.request(school.herself, school.person, choir).state == "accepted"
        assert search.ids_on(kind="choir", topics=("meet",)) == [choir.pk]
        for query in ("q=quay", "topic=meet", "topic=meet&kind=choir"):
            listed = client.get(f"/en/search/?{query}").content.decode()
            assert f'href="/en/offer/{choir.public_id}/"' in listed
            assert '<p class="soft small">Choir</p>' in listed
        page = client.get(f"/en/offer/{choir.public_id}/").content.decode()
        for words in ("Choir of the quay", "I sing along", "<dt>Voices</dt>", "alto", "<dt>Free</dt>"):
            assert words in page
        assert search.search(Actor.public("en"), Query(text="alto", kind="choir", free=True)).total == 1
        (mine,) = queries.my_engagements(school.herself, NOW)
        assert (mine.offer_kind, mine.offer_title.text) == ("choir", "Choir of the quay")
        (fact,) = [one for one in queries.offer_candidates(["meet"], "fr", NOW) if one.view.kind == "choir"]
        assert fact.view.left == 1
        assert actions.set_offer_state(offer_public_id=choir.public_id, state="closed", by=SETUP, at=NOW)
        assert search.ids_on(kind="choir", topics=("meet",)) == []
    finally:
        kinds.forget("choir")


def test_details_of_no_kind_say_what_is_wrong_and_nothing_else() -> None:
    assert faults(SINGING.details, {"voices": ["alto", "bass"]}) == {}
    assert faults(SINGING.details, {"voices": "alto"}) == {"details.voices": "engagement.detail_wrong"}
