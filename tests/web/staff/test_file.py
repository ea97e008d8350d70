"""What is done in a file: notes, needs, plan, steps, consents, appointments, the card, its state."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone, translation

from parvis.casework import actions
from parvis.casework.models import Case, Need, Note, Plan, Step
from parvis.engagement.models import Attendance, Session, Support
from parvis.people.models import Card, Consent
from parvis.web.staff.words import ENTRY_TITLES
from tests.factories import casework, engagement, people
from tests.web.staff.conftest import Desk

LINES = {"step-TOTAL_FORMS": "3", "step-INITIAL_FORMS": "3", "step-0-text": "Visit the hostel", "step-0-text_for_person": "زيارة",
         "step-0-doer": "worker", "step-0-due_on": "2031-03-09"}  # fmt: skip
AGREED = {"language": "ar", "manner": "oral", "agreed": "on", "version": "0", "do": "agree"}


def here(desk: Desk, path: str = "") -> str:
    return desk.url(f"cases/{desk.case.public_id}/{path}")


def test_a_note_needs_its_purpose_and_loses_nothing(desk: Desk) -> None:
    wrong = desk.client.post(here(desk, "notes/"), {"text": "Lina began school.", "readers": "team"})
    assert wrong.status_code == 200
    assert "Lina began school." in wrong.content.decode()
    right = {"text": "Lina began school.", "readers": "author", "purpose": "learn", "once": "n"}
    for _twice in range(2):
        assert desk.client.post(here(desk, "notes/"), right).url == here(desk)
    assert Note.objects.get().readers == "author"
    assert "Lina began school." in desk.client.get(here(desk)).content.decode()


def test_a_need_in_her_words(desk: Desk) -> None:
    wrong = desk.client.post(here(desk, "needs/"), {"words": "أريد أن أتعلم", "severity": "high"})
    assert wrong.status_code == 200
    assert "أريد أن أتعلم" in wrong.content.decode()
    desk.client.post(
        here(desk, "needs/"),
        {"topic": "learn", "words": "أريد أن أتعلم", "words_language": "ar", "severity": "high", "once": "n"},
    )
    need = Need.objects.get(topic="learn")
    assert (need.dimension, need.severity, need.words_language) == ("linguistic", "high", "ar")
    assert 'lang="ar" dir="rtl"' in desk.client.get(here(desk, "needs/")).content.decode()


@pytest.mark.parametrize(("to", "state"), [("met", "met"), ("drop", "dropped")])
def test_a_need_is_met_or_set_aside(to: str, state: str, desk: Desk) -> None:
    way = here(desk, f"needs/{desk.need.public_id}/{to}/")
    stale = desk.client.post(way, {"version": desk.need.version + 1}, follow=True)
    assert 'class="banner no"' in stale.content.decode()
    desk.client.post(way, {"version": desk.need.version})
    desk.need.refresh_from_db()
    assert desk.need.state == state
    assert desk.client.post(here(desk, f"needs/{desk.need.public_id}/sell/")).status_code == 404


def test_a_plan_is_agreed_with_the_person(desk: Desk) -> None:
    answer = desk.client.post(here(desk, "plan/new/"), LINES | AGREED | {"once": "p"})
    assert answer.url == here(desk, "plan/")
    plan, step = Plan.objects.get(), Step.objects.get()
    assert (plan.edition, plan.agreed_language, plan.agreed_manner) == (1, "ar", "oral")
    assert (step.text, step.text_for_person, step.doer) == ("Visit the hostel", "زيارة", "worker")
    printed = desk.client.get(here(desk, "plan/print/")).content.decode()
    assert "زيارة" in printed
    assert "أمل" not in printed


def test_one_more_line_and_an_error_lose_nothing(desk: Desk) -> None:
    more = desk.client.post(here(desk, "plan/new/"), LINES | {"do": "more"}).content.decode()
    assert "Visit the hostel" in more
    assert 'name="step-3-text"' in more
    wrong = desk.client.post(here(desk, "plan/new/"), LINES | AGREED | {"agreed": ""})
    assert "Visit the hostel" in wrong.content.decode()
    assert not Plan.objects.exists()
    empty = desk.client.post(here(desk, "plan/new/"), {"step-TOTAL_FORMS": "1", "step-INITIAL_FORMS": "0"} | AGREED)
    assert empty.status_code == 200


def test_a_plan_made_from_an_older_edition_is_said_to_be_stale(desk: Desk) -> None:
    desk.client.post(here(desk, "plan/new/"), LINES | AGREED | {"once": "one"})
    stale = desk.client.post(here(desk, "plan/new/"), LINES | AGREED | {"once": "two"})
    assert stale.status_code == 200
    assert "Visit the hostel" in stale.content.decode()
    assert Plan.objects.count() == 1


def test_a_step_is_confirmed_by_another_than_who_claims_it(desk: Desk) -> None:
    step = casework.step(desk.worker, desk.case, at=desk.at)
    way = here(desk, f"steps/{step.public_id}/")
    desk.client.post(way, {"do": "start"})
    actions.claim_done(step_public_id=step.public_id, by=people.herself(desk.person), at=desk.at)
    desk.client.post(way, {"do": "confirm"})
    step.refresh_from_db()
    assert (step.state, step.confirmed_by) == ("confirmed", "worker")
    mine = casework.step(desk.worker, desk.case, "Call", at=desk.at)
    desk.client.post(here(desk, f"steps/{mine.public_id}/"), {"do": "claim"})
    refused = desk.client.post(here(desk, f"steps/{mine.public_id}/"), {"do": "confirm"}, follow=True)
    assert 'class="banner no"' in refused.content.decode()


@pytest.mark.parametrize(("do", "state"), [("not_done", "not_done"), ("drop", "dropped")])
def test_a_step_that_did_not_happen(do: str, state: str, desk: Desk) -> None:
    step = casework.step(desk.worker, desk.case, at=desk.at)
    desk.client.post(here(desk, f"steps/{step.public_id}/"), {"do": do})
    step.refresh_from_db()
    assert step.state == state


@pytest.mark.parametrize(("do", "state"), [("give", "given"), ("refuse", "refused")])
def test_a_consent_is_asked_for_one_partner(do: str, state: str, desk: Desk) -> None:
    receiver = desk.service.organisation
    asked = {
        "q": "Lilas",
        "purpose": "referral",
        "recipient": str(receiver.public_id),
        "fields_allowed": ["identity"],
        "manner": "oral",
    }
    sealed = {"language": "ar", "text_version": "2026-1", "once": "c"}
    assert re.search(r'<input class="input" id="q"', desk.client.get(here(desk, "consents/new/")).content.decode())
    shown = desk.client.post(here(desk, "consents/new/"), asked | sealed | {"do": "show"})
    assert receiver.name in shown.content.decode()
    wrong = desk.client.post(here(desk, "consents/new/"), asked | sealed | {"do": do, "manner": ""})
    assert wrong.status_code == 200
    assert desk.client.post(here(desk, "consents/new/"), asked | sealed | {"do": do}).url == here(desk, "consents/")
    assert Consent.objects.get().state == state


def test_the_timeline_says_to_whom_and_which(desk: Desk) -> None:
    consent = people.consent(desk.worker, desk.person, desk.service.organisation, at=desk.at)
    desk.client.post(here(desk, "plan/new/"), LINES | AGREED | {"once": "p"})
    shown = desk.client.get(here(desk)).context["entries"]
    told = {(one.title, one.text) for one in shown}
    with translation.override("fr"):
        assert (str(ENTRY_TITLES["consent.given"]), consent.recipient.name) in told
        assert (str(ENTRY_TITLES["step.planned"]), "Visit the hostel") in told


def test_what_was_had_at_one_sitting_is_told_once(desk: Desk) -> None:
    receiver = desk.service.organisation
    meal = engagement.offer(receiver, kind="event", title="A meal", capacity=3)
    taken = engagement.request(desk.worker, desk.person, meal, at=desk.at, case_ref=desk.case.pk)
    with translation.override("fr"):
        (only,) = [one for one in desk.client.get(here(desk)).context["entries"] if "A meal" in one.text]
        assert only.title == str(ENTRY_TITLES[f"engagement.{taken.state}"])


def test_a_consent_is_withdrawn_at_once(desk: Desk) -> None:
    consent = people.consent(desk.worker, desk.person, desk.service.organisation, at=desk.at)
    desk.client.post(here(desk, f"consents/{consent.public_id}/withdraw/"))
    consent.refresh_from_db()
    assert consent.state == "withdrawn"


def test_a_child_has_an_adult_say_it(desk: Desk) -> None:
    child = people.person(desk.worker, "نديم", at=desk.at, birth=people.born(2019))
    people.household(desk.worker, (desk.person, "adult"), (child, "child"), at=desk.at)
    case = casework.case(desk.worker, child, at=desk.at)
    way = desk.url(f"cases/{case.public_id}/consents/new/")
    asked = {
        "purpose": "casework",
        "manner": "oral",
        "language": "ar",
        "text_version": "2026-1",
        "do": "give",
        "once": "g",
    }
    assert desk.client.post(way, asked).status_code == 200
    assert desk.client.post(way, asked | {"guardian": str(desk.person.public_id)}).status_code == 302
    assert Consent.objects.get().guardian_id == desk.person.pk


def test_an_appointment_booked_moved_cancelled(desk: Desk) -> None:
    soon = timezone.localdate() + timedelta(days=3)
    booked = {
        "day": soon.isoformat(),
        "hour": "10:30",
        "minutes": "30",
        "subject": "Papers",
        "interpreter": "ar",
        "once": "a",
    }
    past = desk.client.post(here(desk, "appointments/new/"), booked | {"day": "2020-01-01"})
    assert past.status_code == 200
    assert "Papers" in past.content.decode()
    desk.client.post(here(desk, "appointments/new/"), booked)
    session = Session.objects.get()
    support = Support.objects.get()
    assert (session.subject, support.kind, support.language, support.state) == ("Papers", "interpreter", "ar", "asked")
    page = desk.url(f"appointments/{session.public_id}/")
    assert desk.client.get(page).status_code == 200
    moved = desk.client.post(f"{page}move/", {"day": soon.isoformat(), "hour": "14:00", "minutes": "30", "once": "b"})
    desk.client.post(f"{moved.url}cancel/")
    assert sorted(Session.objects.values_list("state", flat=True)) == ["cancelled", "moved"]
    assert desk.client.get(moved.url).status_code == 200


def test_who_came_is_kept(desk: Desk) -> None:
    from parvis.engagement import actions as engagement

    start = desk.at - timedelta(hours=1)
    wanted = engagement.Appointment(starts_at=start, ends_at=start + timedelta(minutes=30), subject="Papers")
    session = engagement.book_appointment(
        person_id=desk.person.pk,
        appointment=wanted,
        case_ref=desk.case.pk,
        by=desk.worker,
        at=desk.at - timedelta(days=1),
    )
    page = desk.url(f"appointments/{session.public_id}/")
    assert "state" in desk.client.get(page).content.decode()
    desk.client.post(f"{page}attend/", {"state": "absent"})
    assert Attendance.objects.get().state == "absent"


def test_the_card_is_shown_once(desk: Desk) -> None:
    first = desk.client.post(here(desk, "card/"), {"once": "k"}).content.decode()
    assert "<svg" in first
    assert "أمل" not in first
    second = desk.client.post(here(desk, "card/"), {"once": "k"}).content.decode()
    assert 'role="img"' not in second
    assert Card.objects.filter(revoked_at__isnull=True).count() == 1


def test_the_file_is_paused_closed_with_a_reason_and_reopened(desk: Desk) -> None:
    way = here(desk, "state/")
    desk.client.post(way, {"to": "paused", "version": desk.case.version})
    desk.case.refresh_from_db()
    assert desk.case.state == "paused"
    assert desk.client.post(way, {"to": "closed", "version": desk.case.version}).status_code == 200
    desk.client.post(way, {"to": "closed", "reason": "moved", "version": desk.case.version, "once": uuid4().hex})
    desk.client.post(way, {"to": "open"})
    assert Case.objects.get(pk=desk.case.pk).state == "open"


@pytest.mark.parametrize("path", ["day/", "cases/{}/", "people/", "referrals/"])
def test_a_page_asks_the_store_few_questions(path: str, desk: Desk) -> None:
    for _number in range(3):
        casework.step(desk.worker, desk.case, at=desk.at)
        actions.write_note(
            case_public_id=desk.case.public_id, text="A word.", purpose="housing", by=desk.worker, at=desk.at
        )
    url = desk.url(path.format(desk.case.public_id))
    desk.client.get(url)
    asked: list[str] = []

    def noted(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if sql.startswith(("SELECT", "INSERT", "UPDATE", "WITH", "(")):
            asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(noted):
        assert desk.client.get(url).status_code == 200
    assert 3 < len(asked) <= 10, "\n".join(sql[:160] for sql in asked)
