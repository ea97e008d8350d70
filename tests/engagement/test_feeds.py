"""A private calendar says when. It is read back with the library that phones read it with."""

from datetime import timedelta

import pytest
from django.test import Client
from icalendar import Calendar

from parvis.access.actions import end_role, grant_role
from parvis.access.models import Account, Membership
from parvis.core.clock import now
from parvis.core.house import house
from parvis.engagement import actions, queries
from parvis.exchange.icalendar import write
from parvis.kernel.actor import Actor
from parvis.kernel.errors import NotFound
from parvis.people.actions import accept_invitation, end_account, invite
from tests.engagement.conftest import School
from tests.factories import access, engagement, people
from tests.factories.access import NOW, SETUP

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def entries(token: str) -> list[object]:
    found = queries.feed(token, NOW)
    content = write(found.events, title="Rendez-vous", name="Parvis", at=NOW)
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_it_says_when_and_nothing_else(school: School) -> None:
    session = engagement.appointment(school.worker, school.person, subject="Permit", bring="The receipt", room="3")
    token = actions.open_feed(by=school.herself, at=NOW)
    (event,) = entries(token)
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (session.starts_at, session.ends_at)
    assert set(event) == {"UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "CLASS", "STATUS"}
    assert (str(event["summary"]), str(event["status"])) == ("Rendez-vous", "CONFIRMED")


def test_what_is_moved_keeps_its_entry_and_what_is_off_says_so(school: School) -> None:
    session = engagement.appointment(school.worker, school.person)
    token = actions.open_feed(by=school.herself, at=NOW)
    (before,) = entries(token)
    start = session.starts_at + DAY
    facts = {"by": school.worker, "at": NOW}
    new = actions.move_session(session_public_id=session.public_id, starts_at=start, ends_at=start + HOUR, **facts)
    (moved,) = entries(token)
    assert (moved["uid"], moved.decoded("dtstart")) == (before["uid"], start)
    assert moved["sequence"] > before["sequence"]
    actions.cancel_session(session_public_id=new.public_id, **facts)
    (off,) = entries(token)
    assert (off["uid"], str(off["status"])) == (before["uid"], "CANCELLED")


def test_one_address_at_a_time_and_none_for_others(school: School) -> None:
    engagement.appointment(school.worker, school.person)
    first = actions.open_feed(by=school.herself, at=NOW)
    second = actions.open_feed(by=school.herself, at=NOW)
    with pytest.raises(NotFound):
        queries.feed(first, NOW)
    assert len(queries.feed(second, NOW).events) == 1
    other = people.herself(people.person(school.worker))
    assert queries.feed_opened(other) is None
    assert not actions.close_feed(by=other, at=NOW)
    assert actions.close_feed(by=school.herself, at=NOW)
    for token in (second, "", "x" * 27):
        with pytest.raises(NotFound):
            queries.feed(token, NOW)
    with pytest.raises(NotFound):
        actions.open_feed(by=Actor.public(), at=NOW)


def test_a_worker_sees_the_appointments_she_holds(school: School) -> None:
    session = engagement.appointment(school.worker, school.person)
    (event,) = queries.feed(actions.open_feed(by=school.worker, at=NOW), NOW).events
    assert (event.uid, event.starts_at, event.cancelled) == (session.public_id, session.starts_at, False)


def test_a_workers_calendar_ends_with_her_role(school: School) -> None:
    engagement.appointment(school.worker, school.person)
    token = actions.open_feed(by=school.worker, at=NOW)
    role = Membership.objects.get(account_id=school.worker.account_id)
    end_role(membership=role, on=house().day(NOW), by=SETUP, at=NOW)
    assert len(queries.feed(token, NOW).events) == 1, "today she still works here"
    with pytest.raises(NotFound):
        queries.feed(token, NOW + DAY)

    # At another body, and for another controller: what she held before is not hers any more.
    account, elsewhere = Account.objects.get(pk=school.worker.account_id), access.controller()
    facts = {"starts_on": house().day(NOW), "by": SETUP, "at": NOW}
    grant_role(account=account, organisation=access.partner(school.town), role="provider", **facts)
    with pytest.raises(NotFound):
        queries.feed(token, NOW + DAY)
    grant_role(account=account, organisation=elsewhere, role="caseworker", **facts)
    assert queries.feed(token, NOW + DAY).events == ()


def test_a_closed_account_has_no_calendar(school: School) -> None:
    engagement.appointment(school.worker, school.person)
    token = actions.open_feed(by=school.worker, at=NOW)
    Account.objects.filter(pk=school.worker.account_id).update(is_active=False)
    with pytest.raises(NotFound):
        queries.feed(token, NOW)


def test_what_has_ended_answers_at_its_address_as_what_never_was(client: Client, school: School) -> None:
    engagement.appointment(school.worker, school.person, at=now())
    token = actions.open_feed(by=school.worker, at=now())
    assert client.get(f"/f/{token}.ics").status_code == 200
    Membership.objects.update(ends_on=house().day(now()) - DAY, starts_on=house().day(now()) - 9 * DAY)
    gone, never = (client.get(f"/f/{one}.ics") for one in (token, "x" * 27))
    assert (gone.status_code, never.status_code) == (404, 404)
    assert gone.content.decode().replace(token, "") == never.content.decode().replace("x" * 27, "")


def test_whoever_had_her_old_keys_follows_her_no_longer(school: School) -> None:
    def by_card() -> None:
        people.card(school.worker, school.person)

    def by_account() -> None:
        invited = invite(person_public_id=school.person.public_id, username="amal.x", by=school.worker, at=NOW)
        accept_invitation(token=invited.token, password=people.PASSWORD, at=NOW)

    def by_none() -> None:
        end_account(person_public_id=school.person.public_id, by=school.worker, at=NOW)

    by_account()
    theirs = actions.open_feed(by=school.worker, at=NOW)
    for keys_change in (by_card, by_account, by_none):
        token = actions.open_feed(by=school.herself, at=NOW)
        assert queries.feed(token, NOW).events == ()
        keys_change()
        with pytest.raises(NotFound):
            queries.feed(token, NOW)
    assert queries.feed(theirs, NOW).events == (), "another's stays open"
