from datetime import timedelta

import pytest

from parvis.engagement import actions, queries
from parvis.engagement.actions import NewSupport
from parvis.engagement.choices import SupportState
from parvis.engagement.errors import NotYetHeld, SessionOver, SupportAsked
from parvis.engagement.models import Session, Support
from parvis.engagement.rules import SUPPORT
from parvis.kernel.errors import Invalid, NotFound, Refused, Stale
from tests.engagement.conftest import School
from tests.factories import access, engagement, people
from tests.factories.access import NOW

DAY = timedelta(days=1)
LISTED = {
    ("asked", "confirmed"), ("confirmed", "came"), ("confirmed", "no_show"),
    *((state, end) for state in ("asked", "confirmed") for end in ("not_available", "cancelled")),
}  # fmt: skip
AFTER = {"came": True, "no_show": False}


def test_the_machine() -> None:
    every = SupportState.values
    assert {(frm, to) for frm in every for to in every if SUPPORT.may(frm, to)} == LISTED


def ask(school: School, session: Session, kind: str = "childcare", **more: object) -> Support:
    wanted = NewSupport(kind=kind, **more)
    return actions.ask_support(
        session_public_id=session.public_id, person_id=school.person.pk, support=wanted, by=school.herself, at=NOW
    )


def act(row: Support, to: str, school: School) -> Support:
    facts = {"support_public_id": row.public_id, "by": school.worker, "at": NOW + 4 * DAY}
    if to in AFTER:
        return actions.tell_support(came=AFTER[to], **facts)
    verbs = {
        "confirmed": actions.confirm_support,
        "not_available": actions.support_not_available,
        "cancelled": actions.cancel_support,
    }
    return verbs[to](**facts)


WAYS = {"asked": (), "confirmed": ("confirmed",), "came": ("confirmed", "came"), "no_show": ("confirmed", "no_show")}


@pytest.mark.parametrize("to", SupportState.values[1:])
@pytest.mark.parametrize("frm", SupportState.values)
def test_every_pair(school: School, frm: str, to: str) -> None:
    row = ask(school, engagement.appointment(school.worker, school.person))
    for passed in WAYS.get(frm, (frm,)):
        act(row, passed, school)
    if (frm, to) in LISTED:
        assert act(row, to, school).state == to
    else:
        with pytest.raises(Refused):
            act(row, to, school)


def test_one_of_a_sort_is_asked_for_and_said_how_many(school: School) -> None:
    session = engagement.appointment(school.worker, school.person)
    ask(school, session, number=3)
    with pytest.raises(SupportAsked):
        ask(school, session)
    ask(school, session, "interpreter", language="ti")
    for wrong in ({"kind": "limousine"}, {"kind": "transport", "number": 0}, {"kind": "interpreter"}):
        with pytest.raises(Invalid):
            ask(school, session, **wrong)
    visit = queries.session_page(school.worker, session.public_id, NOW)
    assert (visit.interpreter, visit.interpreter_language) == ("asked", "ti")
    (rows,) = queries.supports_of(school.worker, [visit.attendance_id]).values()
    assert [(row.kind, row.number) for row in rows] == [("childcare", 3), ("interpreter", 1)]


def test_its_absence_is_told_when_the_session_has_begun_and_is_nobodys_but_its_own(school: School) -> None:
    session = engagement.appointment(school.worker, school.person)
    row = actions.confirm_support(support_public_id=ask(school, session).public_id, version=1, by=school.worker, at=NOW)
    with pytest.raises(Stale):
        actions.cancel_support(support_public_id=row.public_id, version=1, by=school.worker, at=NOW)
    with pytest.raises(NotYetHeld):
        actions.tell_support(support_public_id=row.public_id, came=False, by=school.herself, at=NOW)
    told = actions.tell_support(support_public_id=row.public_id, came=False, by=school.herself, at=session.starts_at)
    assert told.state == "no_show"
    assert queries.session_page(school.worker, session.public_id, NOW).attendance == "expected"


def test_who_does_not_come_needs_none(school: School) -> None:
    session = engagement.appointment(school.worker, school.person)
    row = ask(school, session)
    actions.cannot_come(session_public_id=session.public_id, by=school.herself, at=NOW)
    row.refresh_from_db()
    assert row.state == "cancelled"
    with pytest.raises(SessionOver):
        ask(school, session)


def test_a_moved_session_asks_again(school: School) -> None:
    session = engagement.appointment(school.worker, school.person)
    row = act(ask(school, session, number=2), "confirmed", school)
    start = session.starts_at + DAY
    actions.move_session(
        session_public_id=session.public_id, starts_at=start, ends_at=start + DAY / 24, by=school.worker, at=NOW
    )
    row.refresh_from_db()
    again = Support.objects.exclude(pk=row.pk).get()
    assert (row.state, again.state, again.kind, again.number) == ("cancelled", "asked", "childcare", 2)


def test_others_neither_see_nor_touch_it(school: School) -> None:
    session = engagement.appointment(school.worker, school.person)
    row = ask(school, session)
    stranger, other = access.worker(access.controller()), people.herself(people.person(school.worker))
    for actor in (stranger, other, access.worker(school.town, "manager")):
        assert queries.supports_of(actor, [row.attendance_id]) == {row.attendance_id: []}
        with pytest.raises(NotFound):
            actions.cancel_support(support_public_id=row.public_id, by=actor, at=NOW)
    with pytest.raises(NotFound):  # she asks; whether it is sure is for others to say
        actions.confirm_support(support_public_id=row.public_id, by=school.herself, at=NOW)
