"""Her own dates in one query: what she takes part in, what she gives, and when comes whom she accompanies."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parvis.core import outbox
from parvis.engagement import actions, queries
from parvis.engagement.agreement_entries import NewParty
from parvis.engagement.models import Offer
from parvis.engagement.outcome_rules import talk_on
from parvis.kernel.actor import Actor
from parvis.kernel.errors import NotFound
from parvis.people.models import Person
from tests.engagement.conftest import School
from tests.factories import access, agreements, engagement, people
from tests.factories.access import NOW

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@dataclass
class Pair:
    """A mentor who gives her own time, and somebody who has a place."""

    school: School
    mentor: Person
    offer: Offer

    @property
    def giver(self) -> Actor:
        return people.herself(self.mentor)


@pytest.fixture
def pair(school: School) -> Pair:
    mentor = people.host(school.worker, "Odile Exemple", contact=people.phone(), language="fr")
    offer = engagement.offer(school.town, kind="mentoring", title="Marcher", given_by_id=mentor.pk)
    row = engagement.request(school.worker, school.person, offer)
    actions.offer_place(engagement_public_id=row.public_id, by=people.herself(mentor), at=NOW)
    actions.accept_place(engagement_public_id=row.public_id, by=school.herself, at=NOW)
    return Pair(school, mentor, offer)


def dates(actor: Actor, since=NOW) -> queries.OwnDates:
    """Asked twice: the first time its SQL is built."""
    queries.own_dates(actor, since=since)
    with CaptureQueriesContext(connection) as asked:
        found = queries.own_dates(actor, since=since)
    assert len(asked) == 1
    assert found.taken == queries.appointments_of(actor, since=since)
    return found


def test_what_one_gives_the_other_takes(pair: Pair) -> None:
    session = engagement.session(pair.offer, room="Under the clock")
    (given,) = dates(pair.giver).hosted
    assert (given.public_id, given.coming, given.gives, given.room) == (session.public_id, 1, True, "Under the clock")
    assert given.offer_title.text == "Marcher"
    assert dates(pair.giver).taken == []
    taken = dates(pair.school.herself)
    assert ([one.public_id for one in taken.taken], taken.hosted) == ([session.public_id], [])
    assert dates(people.herself(people.person(pair.school.worker))) == queries.OwnDates(taken=[], hosted=[])


def test_what_was_not_told_of_stays_until_it_is(pair: Pair) -> None:
    session = engagement.session(pair.offer)
    later = session.ends_at + 2 * DAY
    assert [one.public_id for one in dates(pair.giver, later).hosted] == [session.public_id]
    assert dates(pair.giver, later + 40 * DAY).hosted == [], "after a month nobody asks any more"
    assert dates(pair.school.herself, later).taken == []
    told = [actions.Told(person_id=pair.school.person.pk, state="present")]
    actions.attend_all(session_public_id=session.public_id, told=told, by=pair.giver, at=later)
    assert dates(pair.giver, later).hosted == []


def test_who_gives_is_told_what_others_do_with_her_time_and_not_what_she_does(pair: Pair) -> None:
    desk = access.worker(pair.school.town, "provider")
    session = engagement.session(pair.offer)
    before = outbox.messages().count()
    start = session.starts_at + DAY
    facts = {"starts_at": start, "ends_at": start + HOUR, "at": NOW}
    moved = actions.move_session(session_public_id=session.public_id, by=desk, **facts)
    assert outbox.messages().count() == before + 1, "the other has no safe way to be reached"
    assert outbox.messages().first().language == "fr"
    actions.cannot_come(session_public_id=moved.public_id, by=pair.school.herself, at=NOW)
    assert outbox.messages().count() == before + 2
    assert queries.own_dates(pair.giver, since=NOW).hosted[-1].coming == 0
    start += DAY
    facts = {"starts_at": start, "ends_at": start + HOUR, "at": NOW}
    again = actions.move_session(session_public_id=moved.public_id, by=pair.giver, **facts)
    assert outbox.messages().count() == before + 2, "she knows what she did herself"
    actions.cancel_session(session_public_id=again.public_id, by=desk, at=NOW)
    assert outbox.messages().count() == before + 3
    assert {one.template for one in outbox.messages()[:3]} == {"engagement.news"}


def test_her_calendar_says_when_she_gives_and_nothing_else(pair: Pair) -> None:
    token = actions.open_feed(by=pair.giver, at=NOW)
    assert queries.feed(token, NOW).events == ()
    session = engagement.session(pair.offer)
    (event,) = queries.feed(token, NOW).events
    assert (event.uid, event.starts_at, event.cancelled) == (session.public_id, session.starts_at, False)
    actions.cancel_session(session_public_id=session.public_id, by=pair.giver, at=NOW)
    assert [one.cancelled for one in queries.feed(token, NOW).events] == [True]
    theirs = actions.open_feed(by=people.herself(people.host(pair.school.worker)), at=NOW)
    assert queries.feed(theirs, NOW).events == ()


def test_a_tutor_sees_when_comes_whom_she_accompanies_while_the_agreement_holds(db: None) -> None:
    here = agreements.workshop()
    tutor = people.host(
        here.worker, "Claire Exemple", part="tutor", contact=people.phone(), organisation_id=here.canteen.pk
    )
    given = agreements.new(here)
    others = [one for one in given.parties if one.role != "tutor"]
    row = agreements.sent(here, parties=[NewParty(role="tutor", person_id=tutor.pk), *others])
    herself = people.herself(tutor)
    session = engagement.session(here.offer)
    assert dates(herself).hosted == [], "nothing is in force yet"
    assert queries.own_engagements(herself, NOW).accompanied == []
    for party in row.parties.order_by("number"):
        actions.record_paper_signature(
            agreement_public_id=row.public_id, edition=1, party=party.number, by=here.worker, at=NOW
        )
    (day,) = dates(herself).hosted
    assert (day.public_id, day.coming, day.gives) == (session.public_id, 1, False)
    (beside,) = queries.own_engagements(herself, NOW).accompanied
    assert day.engagement_ids == (beside.engagement_id,)
    assert beside.agreement_public_id == row.public_id
    assert [one.uid for one in queries.feed(actions.open_feed(by=herself, at=NOW), NOW).events] == [session.public_id]
    for act in (actions.cancel_session, actions.hold):
        with pytest.raises(NotFound):
            act(session_public_id=session.public_id, by=herself, at=NOW)

    before = outbox.messages().count()
    actions.cannot_come(session_public_id=session.public_id, by=people.herself(here.person), at=NOW)
    assert dates(herself).hosted[0].coming == 0
    assert outbox.messages().count() == before + 1, "she does not wait for nobody"
    actions.end_agreement(agreement_public_id=row.public_id, reason="times", by=here.worker, at=NOW)
    assert dates(herself).hosted == []
    assert queries.own_engagements(herself, NOW).accompanied == []


@pytest.mark.parametrize(
    ("today", "day"),
    [
        (date(2026, 1, 10), None),
        (date(2026, 2, 6), None),
        (date(2026, 2, 7), date(2026, 2, 10)),
        (date(2026, 2, 17), date(2026, 2, 10)),
        (date(2026, 2, 18), None),
        (date(2026, 4, 11), date(2026, 4, 10)),
        (date(2026, 5, 9), None),
    ],
)
def test_each_month_has_its_talk_until_the_end(today: date, day: date | None) -> None:
    assert talk_on(date(2026, 1, 10), date(2026, 5, 1), today) == day
    assert talk_on(None, None, today) is None
