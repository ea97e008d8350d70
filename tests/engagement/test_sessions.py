"""Rows of sessions of an offer: who is expected, who is told, what is left out."""

from datetime import date, time, timedelta

import pytest

from parvis.core import outbox
from parvis.engagement import actions, queries
from parvis.engagement.models import Attendance, Offer, Session
from parvis.kernel.errors import Invalid, NotFound
from tests.engagement.conftest import School
from tests.factories import access, engagement, people
from tests.factories.access import NOW, SETUP

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
TWICE = "FREQ=WEEKLY;BYDAY=MO,TH;COUNT=6"


def plan(offer: Offer, **more: object) -> actions.Planned:
    known = {"rule": TWICE, "start": time(9, 30), "minutes": 120, "first": date(2026, 4, 27)}
    return actions.plan_row(
        offer_public_id=offer.public_id, schedule=actions.Schedule(**{**known, **more}), by=SETUP, at=NOW
    )


def test_a_row_leaves_out_holidays_and_breaks_and_says_so(school: School) -> None:
    planned = plan(school.offer, breaks=[(date(2026, 5, 11), date(2026, 5, 12))])
    assert [(one.day, one.why) for one in planned.skipped] == [
        (date(2026, 5, 11), "break"),
        (date(2026, 5, 14), "holiday"),  # Ascension
    ]
    assert len(planned.sessions) == 6
    again = plan(school.offer, breaks=[(date(2026, 5, 11), date(2026, 5, 12))])
    assert not again.sessions
    assert {one.why for one in again.skipped} == {"break", "holiday", "there_already"}
    with pytest.raises(Invalid):
        plan(school.offer, rule="FREQ=NEVER")


def test_who_has_a_place_is_expected_at_all_of_them_and_who_leaves_at_none(school: School) -> None:
    first = engagement.session(school.offer, starts_at=NOW - DAY, at=NOW - 2 * DAY)
    row = engagement.request(school.worker, school.person, school.offer)
    actions.offer_place(engagement_public_id=row.public_id, by=school.worker, at=NOW)
    engagement.session(school.offer)
    assert not Attendance.objects.exists()
    actions.accept_place(engagement_public_id=row.public_id, by=school.herself, at=NOW)
    engagement.session(school.offer, starts_at=NOW + 9 * DAY)
    assert Attendance.objects.filter(state="expected").exclude(session=first).count() == 2
    actions.withdraw(engagement_public_id=row.public_id, reason="times", by=school.herself, at=NOW)
    assert set(Attendance.objects.values_list("state", "reason")) == {("excused", "left")}
    row.refresh_from_db()
    assert row.end_reason == "times"

    # She asks again and gets it: the same lines stand for her.
    back = engagement.request(school.worker, school.person, school.offer)
    actions.offer_place(engagement_public_id=back.public_id, by=school.worker, at=NOW)
    actions.accept_place(engagement_public_id=back.public_id, by=school.herself, at=NOW)
    assert set(Attendance.objects.values_list("state", "engagement")) == {("expected", back.pk)}


def group(school: School, languages: tuple[str, ...]) -> tuple[Session, list[object]]:
    meal = engagement.offer(school.town, kind="event", capacity=None)
    session = engagement.session(meal)
    members = [people.person(school.worker, contact=people.phone(), language=code) for code in languages]
    for one in members:
        engagement.request(school.worker, one, meal)
    return session, members


def test_a_group_moves_together_and_everybody_is_told_in_her_language(school: School) -> None:
    session, members = group(school, ("ar", "es", "fr"))
    start = session.starts_at + DAY
    new = actions.move_session(
        session_public_id=session.public_id, starts_at=start, ends_at=start + HOUR, by=SETUP, at=NOW
    )
    assert new.moved_from_id == session.pk
    assert set(new.attendances.values_list("person_id", "state")) == {(one.pk, "expected") for one in members}
    told = list(outbox.messages()[:3])
    assert {one.language for one in told} == {"ar", "es", "fr"}
    assert len({one.subject for one in told}) == 3
    actions.cancel_session(session_public_id=new.public_id, by=SETUP, at=NOW)
    assert outbox.messages().filter(template="engagement.news").count() == 6


def test_a_chosen_day_that_moves_takes_the_choice_along(school: School) -> None:
    desk = engagement.offer(school.town, kind="service", capacity=None)
    slot = engagement.session(desk, capacity=1)
    row = engagement.request(school.worker, school.person, desk, session_public_id=slot.public_id)
    start = slot.starts_at + DAY
    new = actions.move_session(
        session_public_id=slot.public_id, starts_at=start, ends_at=start + HOUR, by=SETUP, at=NOW
    )
    row.refresh_from_db()
    assert row.session_id == new.pk
    assert [one.left for one in queries.sessions_of(desk.pk, NOW)] == [0]


def test_only_who_keeps_the_offer_plans_and_moves(school: School) -> None:
    partner = access.partner(school.town)
    theirs = engagement.offer(partner)
    session = engagement.session(theirs)
    keeper = access.worker(partner, "provider")
    for actor in (school.worker, access.worker(access.controller()), school.herself):
        with pytest.raises(NotFound):
            actions.plan_session(
                offer_public_id=theirs.public_id,
                session=actions.NewSession(starts_at=NOW, ends_at=NOW + HOUR),
                by=actor,
                at=NOW,
            )
        with pytest.raises(NotFound):
            actions.cancel_session(session_public_id=session.public_id, by=actor, at=NOW)
    assert actions.cancel_session(session_public_id=session.public_id, by=keeper, at=NOW).state == "cancelled"


def test_who_keeps_the_offer_tells_who_came_without_a_name(school: School) -> None:
    partner = access.partner(school.town)
    meal = engagement.offer(partner, kind="event", capacity=None)
    session = engagement.session(meal)
    engagement.request(school.worker, school.person, meal)
    keeper = access.worker(partner, "provider")
    facts = {"session_public_id": session.public_id, "person_id": school.person.pk}
    told = actions.attend(state="present", by=keeper, at=session.starts_at, **facts)
    assert told.state == "present"
    assert queries.engagements_of(keeper, school.person.pk, NOW) == []
