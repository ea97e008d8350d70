from datetime import timedelta

import pytest

from parvis.core.models import Transition
from parvis.directory.models import Location
from parvis.engagement import actions, queries
from parvis.engagement.choices import AttendanceState
from parvis.engagement.errors import NotYetHeld, SessionOver
from parvis.engagement.models import Attendance, Session
from parvis.engagement.rules import ATTENDANCE, SESSION
from parvis.kernel.errors import Invalid, NotFound, Refused
from tests.engagement.conftest import School
from tests.factories import access, engagement, people
from tests.factories.access import NOW

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
STATES = ("planned", "held", "moved", "cancelled")
LISTED = {("planned", "held"), ("planned", "moved"), ("planned", "cancelled")}
WHAT_HAPPENED = [state for state in AttendanceState.values if state != "expected"]


def act(session: Session, to: str, school: School) -> object:
    facts = {"session_public_id": session.public_id, "by": school.worker, "at": NOW}
    if to == "held":
        return actions.hold(**facts)
    if to == "cancelled":
        return actions.cancel_session(**facts)
    start = session.starts_at + DAY
    return actions.move_session(starts_at=start, ends_at=start + HOUR, **facts)


def attend(session: Session, school: School, state: str, *, at: object = NOW + 2 * DAY) -> Attendance:
    return actions.attend(
        session_public_id=session.public_id, person_id=school.person.pk, state=state, by=school.worker, at=at
    )


def test_the_machines_are_the_table_of_the_design() -> None:
    assert {(frm, to) for frm in STATES for to in STATES if SESSION.may(frm, to)} == LISTED
    every = AttendanceState.values
    assert {(frm, to) for frm in every for to in every if ATTENDANCE.may(frm, to)} == {
        ("expected", state) for state in WHAT_HAPPENED
    }


@pytest.mark.parametrize("to", STATES[1:])
@pytest.mark.parametrize("frm", STATES)
def test_every_pair_of_sessions(school: School, frm: str, to: str) -> None:
    session = engagement.appointment(school.worker, school.person)
    if frm != "planned":
        act(session, frm, school)
    if (frm, to) in LISTED:
        act(session, to, school)
        session.refresh_from_db()
        assert session.state == to
        assert Transition.objects.filter(subject_kind="session", subject_id=session.pk).latest("id").to == to
    else:
        with pytest.raises((Refused, NotFound)):
            act(session, to, school)
        session.refresh_from_db()
        assert session.state == frm


@pytest.mark.parametrize("second", WHAT_HAPPENED)
@pytest.mark.parametrize("first", WHAT_HAPPENED)
def test_what_happened_is_told_once(school: School, first: str, second: str) -> None:
    session = engagement.appointment(school.worker, school.person)
    assert attend(session, school, first).state == first
    with pytest.raises(Refused):
        attend(session, school, second)
    session.refresh_from_db()
    assert session.state == ("planned" if first == "excused" else "held")


def test_who_came_is_told_when_it_has_begun(school: School) -> None:
    session = engagement.appointment(school.worker, school.person)
    with pytest.raises(NotYetHeld):
        attend(session, school, "present", at=session.starts_at - HOUR)
    with pytest.raises(Invalid):
        attend(session, school, "expected")


def test_moved_keeps_everything_but_the_time(school: School) -> None:
    old = engagement.appointment(
        school.worker, school.person, subject="Permit", bring="The receipt", room="3", interpreter_language="ar"
    )
    act(old, "moved", school)
    new = queries.appointments_of(school.herself, since=NOW)[-1]
    assert (new.starts_at, new.state) == (old.starts_at + DAY, "planned")
    assert (new.subject, new.bring, new.room, new.interpreter_language, new.interpreter) == (
        *("Permit", "The receipt", "3", "ar", "asked"),
    )


def test_she_says_that_she_cannot_come(school: School) -> None:
    session = engagement.appointment(school.worker, school.person)
    actions.cannot_come(session_public_id=session.public_id, by=school.herself, at=NOW)
    seen = queries.session_page(school.worker, session.public_id, NOW)
    assert (seen.state, seen.cancelled_by, seen.attendance, seen.reason) == (
        "cancelled",
        "person",
        "excused",
        "cannot_come",
    )
    with pytest.raises(SessionOver):
        actions.cannot_come(session_public_id=session.public_id, by=school.herself, at=NOW)


def test_it_is_too_late_once_it_has_begun(school: School) -> None:
    session = engagement.appointment(school.worker, school.person)
    with pytest.raises(SessionOver):
        actions.cannot_come(session_public_id=session.public_id, by=school.herself, at=session.starts_at)
    for verb in (
        lambda at: actions.cancel_session(session_public_id=session.public_id, by=school.worker, at=at),
        lambda at: actions.move_session(
            session_public_id=session.public_id, starts_at=at + DAY, ends_at=at + 2 * DAY, by=school.worker, at=at
        ),
    ):
        with pytest.raises(SessionOver):
            verb(session.starts_at)


def test_only_herself_cannot_come_and_only_staff_do_the_rest(school: School) -> None:
    session = engagement.appointment(school.worker, school.person)
    for actor in (school.worker, people.herself(people.person(school.worker))):
        with pytest.raises(NotFound):
            actions.cannot_come(session_public_id=session.public_id, by=actor, at=NOW)
    stranger = access.worker(access.controller())
    for actor in (school.herself, stranger, access.worker(school.town, "manager")):
        with pytest.raises(NotFound):
            actions.hold(session_public_id=session.public_id, by=actor, at=NOW)
        with pytest.raises(NotFound):
            engagement.appointment(actor, school.person)
    with pytest.raises(NotFound):
        queries.session_page(stranger, session.public_id, NOW)


def test_an_end_before_its_start_is_refused(school: School) -> None:
    new = actions.Appointment(starts_at=NOW + HOUR, ends_at=NOW + HOUR)
    with pytest.raises(Invalid):
        actions.book_appointment(person_id=school.person.pk, appointment=new, by=school.worker, at=NOW)


def test_a_place_that_is_kept_secret_has_no_name_on_it(school: School) -> None:
    place = Location.objects.create(
        organisation=school.town, name="Maison des Lavandes", address_1="3 rue X", city="Y", confidential=True
    )
    session = engagement.appointment(school.worker, school.person, location_id=place.pk)
    seen = queries.session_page(school.herself, session.public_id, NOW)
    assert (seen.place, seen.address) == ("", "")
