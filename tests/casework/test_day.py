from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parvis.casework import actions, queries
from parvis.casework.models import Referral, Step
from parvis.core.models import Transition
from parvis.engagement import actions as engagement
from parvis.kernel.errors import Invalid
from parvis.web.staff.views.day import _counted
from tests.factories import access, casework, people
from tests.factories.access import NOW
from tests.factories.casework import FIELDS, Town

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def reasons(day: queries.Day) -> dict[str, list[str]]:
    return {name: [row.reason for row in rows] for name, rows in day.groups.items() if rows}


def refer(here: Town, case: object, topic: str, **facts: object) -> Referral:
    need = casework.need(here.worker, case, topic)
    people.consent(here.worker, case.person, here.receiver, *FIELDS)
    row = casework.draft(here.worker, case, here.receiver, need_public_id=need.public_id, **facts)
    return actions.send_referral(referral_public_id=row.public_id, by=here.worker, at=NOW)


def test_an_empty_day(here: Town) -> None:
    day = queries.day(here.worker, NOW)
    assert (reasons(day), day.counts, day.next_appointment) == (
        {},
        {"today": 0, "week": 0, "waiting": 0, "team": 0},
        None,
    )


def test_safety_then_a_roof_then_age(here: Town) -> None:
    cases = [casework.case(here.worker, people.person(here.worker)) for _ in range(3)]
    refer(here, cases[0], "work")
    refer(here, cases[1], "housing")
    refer(here, cases[2], "safety")
    late = queries.day(here.worker, NOW + 80 * HOUR).groups["late"]
    assert [row.topic for row in late] == ["safety", "housing", "work"]
    assert {row.params["over"] for row in late} == {8 * HOUR}


def test_silence_is_seen_at_the_limit_without_any_timer(here: Town) -> None:
    casework.sent(here, urgency="emergency")
    before, at = NOW + 24 * HOUR - timedelta(seconds=1), NOW + 24 * HOUR
    assert reasons(queries.day(here.worker, before)) == {}
    assert queries.day(here.worker, before).counts["waiting"] == 1
    assert reasons(queries.day(here.worker, at)) == {"late": ["silent"]}
    assert queries.day(here.worker, at).counts["waiting"] == 0


@pytest.mark.parametrize(("urgency", "hours"), [("emergency", 24), ("urgent", 72), ("normal", 336)])
def test_limits_count_from_sent(here: Town, urgency: str, hours: int) -> None:
    row = casework.sent(here, urgency=urgency)
    assert row.due_at == NOW + hours * HOUR


def test_the_flag_is_raised_once_and_dropped_by_any_answer(here: Town) -> None:
    row = casework.sent(here, urgency="emergency")
    at = NOW + 30 * HOUR
    assert actions.nightly(at=NOW + HOUR, by=access.SETUP)["silence"] == 0
    assert actions.nightly(at=at, by=access.SETUP)["silence"] == 1
    assert actions.nightly(at=at + DAY, by=access.SETUP)["silence"] == 0
    row.refresh_from_db()
    assert (row.state, row.no_feedback_at) == ("sent", at)
    flag = Transition.objects.get(subject_kind="referral", subject_id=row.pk, why="no_feedback")
    assert (flag.frm, flag.to, flag.actor) == ("sent", "sent", "system:tests")
    casework.act("ask", row, here, at=at + DAY)
    row.refresh_from_db()
    assert row.no_feedback_at is None
    assert reasons(queries.day(here.worker, at + DAY))["late"] == ["asked"]


def test_steps_by_day_and_what_awaits_confirmation(here: Town) -> None:
    for days in (-1, 0, 3, 30):
        casework.step(here.worker, here.case, f"in {days}", due_on=(NOW + days * DAY).date())
    said = casework.step(here.worker, here.case, "said done")
    actions.claim_done(step_public_id=said.public_id, by=here.herself, at=NOW)
    week = queries.day(here.worker, NOW, tab="week")
    assert {name: [row.params["text"] for row in rows] for name, rows in week.groups.items()} == {
        "late": ["in -1"],
        "today": ["in 0", "said done"],
        "later": ["in 3"],
    }
    assert week.counts == {"today": 3, "week": 4, "waiting": 0, "team": 3}


def test_what_came_to_nothing_asks_for_another_place_until_one_is_asked(here: Town) -> None:
    need = casework.need(here.worker, here.case)
    people.consent(here.worker, here.person, here.receiver, *FIELDS)
    first = casework.draft(here.worker, here.case, here.receiver, need_public_id=need.public_id)
    actions.send_referral(referral_public_id=first.public_id, by=here.worker, at=NOW)
    casework.act("decline", first, here)
    assert reasons(queries.day(here.worker, NOW)) == {"today": ["declined"]}
    second = casework.draft(here.worker, here.case, here.receiver, need_public_id=need.public_id)
    assert reasons(queries.day(here.worker, NOW)) == {"today": ["declined"]}
    actions.send_referral(referral_public_id=second.public_id, by=here.worker, at=NOW)
    assert reasons(queries.day(here.worker, NOW)) == {}


def test_a_consent_that_ends_is_said_a_week_before(here: Town) -> None:
    row = casework.referral_in("accepted", here)
    soon = row.consent.expires_at - 6 * DAY
    assert reasons(queries.day(here.worker, soon, tab="week")) == {"later": ["consent_ends"]}


def test_the_team_sees_the_team_and_a_colleague_not_in_my_day(here: Town) -> None:
    casework.sent(here, urgency="emergency")
    colleague = access.worker(here.controller, "caseworker")
    day = queries.day(colleague, NOW + 2 * DAY, tab="team")
    assert [row.name for row in day.groups["late"]] == ["Amal Exemple"]
    assert day.counts == {"today": 0, "week": 0, "waiting": 0, "team": 1}
    mediator = access.worker(here.controller, "mediator")
    assert queries.day(mediator, NOW + 2 * DAY, tab="team").counts["team"] == 0
    actions.add_member(case_public_id=here.case.public_id, account_id=mediator.account_id, by=here.worker, at=NOW)
    assert queries.day(mediator, NOW + 2 * DAY).counts["today"] == 1


def test_pages_of_twenty_five(here: Town) -> None:
    for number in range(30):
        casework.step(here.worker, here.case, f"step {number}", due_on=NOW.date())
    first, second = queries.day(here.worker, NOW), queries.day(here.worker, NOW, page=2)
    assert (len(first.groups["today"]), first.more, len(second.groups["today"]), second.more) == (25, True, 5, False)
    assert Step.objects.count() == 30


@pytest.mark.parametrize("tab", ["today", "week", "waiting", "team"])
def test_six_queries_however_much_there_is(here: Town, tab: str) -> None:
    for _ in range(3):
        case = casework.case(here.worker, people.person(here.worker))
        refer(here, case, "housing")
        casework.step(here.worker, case, due_on=NOW.date())
    with CaptureQueriesContext(connection) as captured:
        queries.day(here.worker, NOW, tab=tab)
    assert len(captured) <= 6, [query["sql"][:200] for query in captured]


def test_a_tab_that_is_none(here: Town) -> None:
    with pytest.raises(Invalid):
        queries.day(here.worker, NOW, tab="everything")


def test_what_the_person_cannot_come_to_asks_for_another_time(here: Town) -> None:
    def book(days: int) -> object:
        start = NOW + days * DAY
        return engagement.book_appointment(
            person_id=here.person.pk,
            appointment=engagement.Appointment(starts_at=start, ends_at=start + HOUR),
            case_ref=here.case.pk,
            by=here.worker,
            at=NOW,
        )

    first = book(2)
    assert reasons(queries.day(here.worker, NOW, tab="week")) == {"later": ["appointment"]}
    engagement.cannot_come(session_public_id=first.public_id, by=here.herself, at=NOW)
    day = queries.day(here.worker, NOW)
    assert (reasons(day), day.next_appointment) == ({"today": ["cannot_come"]}, None)
    book(3)
    day = queries.day(here.worker, NOW, tab="week")
    assert reasons(day) == {"later": ["appointment"]}
    assert day.next_appointment is not None
    assert day.next_appointment.name == "Amal Exemple"


def test_a_large_team_is_counted_up_to_a_hundred_and_a_caseload_whole(here: Town) -> None:
    for number in range(102):
        casework.step(here.worker, here.case, f"step {number}", due_on=NOW.date())
    for tab in ("today", "team"):
        assert queries.day(here.worker, NOW, tab=tab).counts == {"today": 102, "week": 102, "waiting": 0, "team": 100}
    assert [_counted("team", 99), _counted("team", queries.COUNT_CAP), _counted("today", 102)] == ["99", "99+", "102"]
