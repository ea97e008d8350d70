"""Outcomes at fixed times: asked in their window, one at a time, and silence is unknown, never yes and never no."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.engagement import actions, queries
from parvis.engagement.agreement_errors import OutcomeAnswered, OutcomeNotYet, OutcomeOver
from parvis.engagement.models import OutcomeCheck
from parvis.engagement.outcome_rules import Tally, closes_on, months_after, standing, tally
from parvis.kernel.errors import Invalid, NotFound
from tests.engagement.conftest import School
from tests.factories import access, agreements, engagement, people
from tests.factories.access import NOW

MONTH = timedelta(days=31)
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


def planned(school: School, *, months=(1, 3, 6), at=NOW) -> list[OutcomeCheck]:
    row = engagement.request(school.worker, school.person, school.offer)
    return actions.plan_outcome_checks(engagement_id=row.pk, months=months, by=school.worker, at=at)


def answer(check: OutcomeCheck, said: str, by, *, at: datetime) -> OutcomeCheck:
    return actions.answer_outcome(check_public_id=check.public_id, answer=said, by=by, at=at)


@given(DAYS, st.integers(0, 36))
def test_some_months_later_is_the_same_day_or_the_last_of_a_shorter_month(day: date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    tomorrow = later + timedelta(days=1)
    assert later.day == day.day or (later.day < day.day and tomorrow.month != later.month)


@given(DAYS, st.integers(-100, 100), st.sampled_from(["", "yes", "no", "partly", "not_said"]))
def test_silence_past_the_window_is_unknown_and_an_answer_stays(due: date, after: int, said: str) -> None:
    today = due + timedelta(days=after)
    stands = standing(said, due, closes_on(due), today)
    if said:
        assert stands == "answered"
    else:
        assert stands == ("planned" if after < 0 else "open" if after <= 30 else "unknown")


@given(
    st.lists(
        st.one_of(
            st.tuples(st.just(""), st.sampled_from(["planned", "open", "unknown"])),
            st.tuples(st.sampled_from(["yes", "no", "partly", "not_said"]), st.just("answered")),
        )
    )
)
def test_the_unknown_are_counted_apart(checks: list[tuple[str, str]]) -> None:
    counted = tally(checks)
    assert counted.yes == checks.count(("yes", "answered"))
    assert counted.no == checks.count(("no", "answered"))
    assert counted.unknown == checks.count(("", "unknown"))
    assert counted.told == sum(said in {"yes", "no", "partly"} for said, _ in checks)
    asked = [one for one in checks if one[1] != "planned"]
    assert counted.told + counted.not_said + counted.unknown + counted.waiting == len(asked)


def test_an_unknown_answer_is_no_reason_to_guess() -> None:
    with pytest.raises(KeyError):
        tally([("perhaps", "answered")])
    assert tally([]) == Tally()


def test_planned_once_at_its_days(school: School) -> None:
    first = planned(school)
    again = actions.plan_outcome_checks(
        engagement_id=first[0].engagement_id, months=[6, 1, 3, 3], by=school.worker, at=NOW + MONTH
    )
    assert [one.pk for one in again] == [one.pk for one in first]
    assert [one.due_on for one in first] == [date(2026, 4, 10), date(2026, 6, 10), date(2026, 9, 10)]
    assert {one.question for one in first} == {"uses_it"}
    with pytest.raises(Invalid):
        actions.plan_outcome_checks(
            engagement_id=first[0].engagement_id, months=[1], question="mood", by=school.worker, at=NOW
        )


def test_counted_in_the_days_of_the_town(school: School) -> None:
    just_after_midnight = datetime(2026, 3, 31, 22, 30, tzinfo=UTC)  # 1 April in town
    (check,) = planned(school, months=[1], at=just_after_midnight)
    assert check.due_on == date(2026, 5, 1)


@pytest.mark.parametrize(
    ("kind", "counted_from", "months"),
    [("mentoring", "start", [3, 6]), ("apprenticeship", "start", [1, 3, 6]), ("internship", "end", [1, 3])],
)
def test_the_kind_says_what_is_asked_and_from_when(
    school: School, kind: str, counted_from: str, months: list[int]
) -> None:
    mentor = people.person(school.worker) if kind == "mentoring" else None
    what = engagement.offer(school.town, kind=kind, given_by_id=mentor.pk if mentor else None)
    row = engagement.request(school.worker, school.person, what)
    facts = {"engagement_public_id": row.public_id, "by": school.worker}
    for verb in (actions.offer_place, actions.accept_place):
        verb(**facts, at=NOW)
    agreements.signed_for(row, school.worker)
    actions.start(**facts, at=NOW)
    begun = list(OutcomeCheck.objects.filter(engagement=row).order_by("months"))
    assert [one.months for one in begun] == (months if counted_from == "start" else [])
    later = NOW + timedelta(days=50)
    actions.complete(**facts, at=later)
    asked = list(OutcomeCheck.objects.filter(engagement=row).order_by("months"))
    assert [(one.months, one.counted_from) for one in asked] == [(month, counted_from) for month in months]
    first_day = (NOW if counted_from == "start" else later).date()
    assert [one.due_on for one in asked] == [months_after(first_day, month) for month in months]


def test_of_what_never_began_nothing_is_asked(school: School) -> None:
    row = engagement.request(school.worker, school.person, engagement.offer(school.town, kind="internship"))
    actions.withdraw(engagement_public_id=row.public_id, by=school.herself, at=NOW)
    assert not OutcomeCheck.objects.filter(engagement=row).exists()


def test_asked_in_its_window_and_answered_by_herself(school: School) -> None:
    one, three, _six = planned(school)
    assert queries.checks_due(school.herself, NOW) == []
    with pytest.raises(OutcomeNotYet):
        answer(one, "yes", school.herself, at=NOW)
    (asked,) = queries.checks_due(school.herself, NOW + MONTH)
    assert (asked.public_id, asked.standing, asked.months) == (one.public_id, "open", 1)
    with pytest.raises(Invalid):
        answer(one, "", school.herself, at=NOW + MONTH)
    with pytest.raises(Invalid):
        answer(one, "unknown", school.herself, at=NOW + MONTH)
    answer(one, "not_said", school.herself, at=NOW + MONTH)
    with pytest.raises(OutcomeAnswered):
        answer(one, "yes", school.herself, at=NOW + MONTH)
    assert queries.checks_due(school.herself, NOW + MONTH) == []
    (told, *_rest) = queries.outcomes_of(school.worker, school.person.pk, NOW + MONTH)
    assert (told.answer, told.by_herself) == ("not_said", True)
    # Three months: nobody answers in time.
    late = NOW + timedelta(days=92 + 31)
    with pytest.raises(OutcomeOver):
        answer(three, "yes", school.herself, at=late)
    standings = [view.standing for view in queries.outcomes_of(school.worker, school.person.pk, late)]
    assert standings == ["answered", "unknown", "planned"]
    three.refresh_from_db()
    assert (three.answer, three.answered_at) == ("", None)


def test_one_question_at_a_time_and_only_the_one_that_is_asked(school: School) -> None:
    planned(school, months=[1])
    second = engagement.offer(school.town, kind="vacancy")
    other = engagement.request(school.worker, school.person, second)
    (late,) = actions.plan_outcome_checks(
        engagement_id=other.pk, months=[1], by=school.worker, at=NOW - timedelta(days=10)
    )
    at = NOW + MONTH
    (asked,) = queries.checks_due(school.herself, at)
    assert (asked.public_id, asked.question) == (late.public_id, "in_work")
    assert len(queries.checks_due(school.worker, at)) == 2
    hidden = next(one for one in queries.checks_due(school.worker, at) if one.public_id != late.public_id)
    with pytest.raises(NotFound):
        queries.outcome_question(school.herself, hidden.public_id, at)
    answer(late, "yes", school.herself, at=at)
    assert queries.outcome_question(school.herself, hidden.public_id, at).question == "uses_it"


def test_noted_by_staff_who_see_her_and_by_nobody_else(school: School) -> None:
    (check,) = planned(school, months=[1])
    at = NOW + MONTH
    others = (
        access.worker(access.controller()),
        access.worker(school.town, "manager"),
        access.worker(school.town, "provider"),
        people.herself(people.person(school.worker)),
    )
    for stranger in others:
        assert queries.checks_due(stranger, at) == []
        with pytest.raises(NotFound):
            answer(check, "yes", stranger, at=at)
    noted = answer(check, "partly", school.worker, at=at)
    assert noted.noted_by_id == school.worker.account_id
    assert not queries.outcomes_of(school.worker, school.person.pk, at)[0].by_herself


def test_facts_for_the_evidence_floor(school: School) -> None:
    one, *_rest = planned(school)
    answer(one, "yes", school.herself, at=NOW + MONTH)
    facts = queries.outcome_facts(school.town.pk, date(2026, 1, 1), date(2027, 1, 1), NOW + timedelta(days=150))
    assert [(fact.months, fact.answer, fact.standing) for fact in facts] == [
        (1, "yes", "answered"),
        (3, "", "unknown"),
        (6, "", "planned"),
    ]
    assert tally((fact.answer, fact.standing) for fact in facts) == Tally(yes=1, unknown=1)
    assert queries.outcome_facts(access.controller().pk, date(2026, 1, 1), date(2027, 1, 1), NOW) == []
