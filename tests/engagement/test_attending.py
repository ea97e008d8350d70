"""Who came is told of everybody at once: all of it is kept, or none, and the line that could not be kept is named."""

from datetime import timedelta

import pytest

from parvis.engagement import actions
from parvis.engagement.errors import LineRefused, NotYetHeld
from parvis.engagement.models import Attendance, Session
from parvis.kernel.errors import Invalid, NotFound, Stale
from tests.engagement.conftest import School
from tests.factories import access, engagement, people
from tests.factories.access import NOW

DAY = timedelta(days=1)


def meal(school: School, size: int = 3) -> tuple[Session, list[int]]:
    """A meeting with so many persons expected."""
    offer = engagement.offer(school.town, kind="event", capacity=None)
    session = engagement.session(offer)
    members = [people.person(school.worker) for _ in range(size)]
    for one in members:
        engagement.request(school.worker, one, offer)
    return session, [one.pk for one in members]


def states(session: Session) -> list[str]:
    return list(Attendance.objects.filter(session=session).order_by("id").values_list("state", flat=True))


def told(*states: tuple[int, str], **more: object) -> list[actions.Told]:
    return [actions.Told(person_id=pk, state=state, **more) for pk, state in states]


def test_everybody_at_once(school: School) -> None:
    session, (first, second, _third) = meal(school)
    rows = actions.attend_all(
        session_public_id=session.public_id,
        told=told((first, "present"), (second, "late")),
        by=school.worker,
        at=session.starts_at,
    )
    assert [row.state for row in rows] == ["present", "late"]
    assert states(session) == ["present", "late", "expected"]
    session.refresh_from_db()
    assert session.state == "held"


def test_one_line_that_cannot_be_kept_keeps_none_and_is_named(school: School) -> None:
    session, (first, second, third) = meal(school)
    facts = {"session_public_id": session.public_id, "by": school.worker, "at": session.starts_at}
    actions.attend(person_id=second, state="absent", **facts)
    with pytest.raises(LineRefused) as refused:
        actions.attend_all(told=told((first, "present"), (second, "present"), (third, "present")), **facts)
    assert (refused.value.person_id, refused.value.cause.code) == (second, "states.not_allowed")
    assert str(second) not in str(refused.value.params), "what is said of it holds no id"
    assert states(session) == ["expected", "absent", "expected"]

    with pytest.raises(LineRefused) as unknown:
        actions.attend_all(told=told((first, "present"), (third, "hungry")), **facts)
    assert isinstance(unknown.value.cause, Invalid)
    assert states(session) == ["expected", "absent", "expected"]


def test_two_who_tell_at_once_are_told_so(school: School) -> None:
    session, (first, second, _third) = meal(school)
    facts = {"session_public_id": session.public_id, "by": school.worker, "at": session.starts_at}
    actions.attend_all(told=told((first, "present"), version=1), **facts)
    with pytest.raises(LineRefused) as refused:
        actions.attend_all(told=told((second, "present"), (first, "absent"), version=1), **facts)
    assert refused.value.person_id == first
    assert isinstance(refused.value.cause, Stale)
    assert states(session)[:2] == ["present", "expected"]


def test_before_it_begins_only_an_excuse_is_kept_and_of_others_nothing(school: School) -> None:
    session, (first, second, _third) = meal(school)
    facts = {"session_public_id": session.public_id, "by": school.worker, "at": NOW}
    with pytest.raises(LineRefused) as refused:
        actions.attend_all(told=told((first, "excused"), (second, "present")), **facts)
    assert isinstance(refused.value.cause, NotYetHeld)
    assert states(session)[0] == "expected"
    actions.attend_all(told=told((first, "excused")), **facts)
    assert states(session)[0] == "excused"
    stranger = people.person(school.worker)
    with pytest.raises(NotFound):
        actions.attend_all(told=told((stranger.pk, "present")), **{**facts, "at": session.starts_at})
    other = access.worker(access.controller(), "provider")
    with pytest.raises(NotFound):
        actions.attend_all(told=told((second, "present")), **{**facts, "by": other, "at": session.starts_at})
