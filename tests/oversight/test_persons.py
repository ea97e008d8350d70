"""A person is due when everything of her has ended long enough ago; then nothing of her is left anywhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.apps import apps
from django.db import connection

from parvis.access import queries
from parvis.access.models import Account
from parvis.casework import actions as casework_actions
from parvis.casework.models import Case, Visit
from parvis.core import clocks, retention
from parvis.core.rotation import sealed_columns
from parvis.engagement.models import Engagement, Offer, Session
from parvis.kernel.actor import Actor
from parvis.oversight import actions
from parvis.people.models import Consent, Part, Person
from tests.factories import access, agreements, casework, engagement, people
from tests.factories.access import NOW
from tests.factories.casework import Town
from tests.own_keys import own_keys

__all__ = ["own_keys"]
BY = Actor.system("retention")
DAY = timedelta(days=1)
LATER = NOW + 730 * DAY
CANARY = "kanarienvogel"


@pytest.fixture
def here(own_keys: object, db: None) -> Town:
    return casework.town()


def close(case: Case, at: datetime = NOW) -> None:
    Case.objects.filter(pk=case.pk).update(state="closed", closed_at=at)


def is_due(who: Person, at: datetime) -> bool:
    clock = next(one for one in clocks.every() if one.model == clocks.PERSON)
    return clocks.due(clock, at).filter(pk=who.pk).exists()


def test_she_is_due_two_years_after_her_last_file_was_closed(here: Town) -> None:
    assert not is_due(here.person, LATER + 1000 * DAY), "her file is open"
    assert clocks.last(clocks.PERSON, here.person.pk) is None
    close(here.case, NOW + 10 * DAY)
    assert not is_due(here.person, LATER + 10 * DAY - timedelta(seconds=1))
    assert is_due(here.person, LATER + 10 * DAY)
    assert clocks.last(clocks.PERSON, here.person.pk) == NOW + 10 * DAY
    casework.case(here.worker, here.person)
    assert not is_due(here.person, LATER + 1000 * DAY), "she came back"


def host_part(here: Town, until: datetime) -> Person:
    who = people.host(here.worker, starts_on=NOW.date())
    Part.objects.filter(person=who).update(ends_on=until.date())
    return who


def consent_explained(here: Town, until: datetime) -> Person:
    who = people.person(here.worker)
    people.consent(here.worker, who, None, purpose="casework", at=until)
    return who


def guardian(here: Town, until: datetime) -> Person:
    who = people.person(here.worker)
    row = people.consent(here.worker, here.person, None, purpose="casework")
    Consent.objects.filter(pk=row.pk).update(guardian=who, expires_at=until)
    return who


def visit(here: Town, until: datetime) -> Person:
    who = people.person(here.worker)
    casework_actions.receive_visit(person_id=who.pk, by=here.worker, at=NOW)
    Visit.objects.filter(person=who).update(arrived_at=until)
    return who


def lives_with(here: Town, until: datetime) -> Person:
    child = people.person(here.worker)
    people.household(here.worker, (here.person, "adult"), (child, "child"))
    close(here.case, until)
    return child


def takes_part(here: Town, until: datetime) -> Person:
    who = people.person(here.worker)
    offer = engagement.offer(here.receiver, ends_on=until.date())
    row = engagement.request(here.worker, who, offer)
    Engagement.objects.filter(pk=row.pk).update(state="active")
    return who


def gives_time(here: Town, until: datetime) -> Person:
    who = people.host(here.worker, starts_on=NOW.date())
    Part.objects.filter(person=who).update(ends_on=NOW.date() + DAY)
    offer = engagement.offer(here.receiver, ends_on=until.date())
    row = engagement.request(here.worker, people.person(here.worker), offer)
    Offer.objects.filter(pk=offer.pk).update(given_by=who)
    Engagement.objects.filter(pk=row.pk).update(state="active")
    return who


def appointment(here: Town, until: datetime) -> Person:
    who = people.person(here.worker)
    engagement.appointment(here.worker, who)
    Session.objects.filter(attendances__person=who).update(starts_at=until - timedelta(hours=1), ends_at=until)
    return who


TIES: list[Callable[[Town, datetime], Person]] = [
    host_part, consent_explained, guardian, visit, lives_with, takes_part, gives_time, appointment,
]  # fmt: skip


@pytest.mark.parametrize("make", TIES, ids=lambda one: one.__name__)
def test_she_counts_from_what_ended_last_wherever_it_stands(
    here: Town, make: Callable[[Town, datetime], Person]
) -> None:
    until = NOW + 300 * DAY
    who = make(here, until)
    assert not is_due(who, LATER + 298 * DAY)
    assert is_due(who, LATER + 301 * DAY)


def test_a_host_whose_part_goes_on_is_never_due(here: Town) -> None:
    assert not is_due(people.host(here.worker), LATER + 3000 * DAY)


def everything(here: Town) -> None:
    """Something of hers in every corner."""
    casework.need(here.worker, here.case)
    casework.step(here.worker, here.case)
    row = casework.sent(here)
    casework.act("ask", row, here)
    casework.act("accept", row, here)
    casework_actions.send_identity_code(token=casework.token(), at=NOW)
    casework_actions.write_note(case_public_id=here.case.public_id, text="Ours", purpose="x", by=here.worker, at=NOW)
    casework_actions.receive_visit(person_id=here.person.pk, by=here.worker, at=NOW)
    engagement.appointment(here.worker, here.person, subject="Permit")
    people.card(here.worker, here.person)
    people.account(here.worker, here.person, username=f"{CANARY}.m")
    people.household(here.worker, (here.person, "adult"))
    who = access.worker(here.controller, "dpo")
    for number in range(2):
        held = actions.place_hold(
            record=here.case.number,
            reason="claim",
            words="x",
            review_on=(NOW + 30 * DAY).date(),
            by=who,
            at=NOW + number * DAY,
        )
        actions.ask_to_lift(hold_public_id=held.public_id, words="x", by=who, at=NOW)
        actions.lift(hold_public_id=held.public_id, by=access.worker(here.controller, "admin"), at=NOW)


def plant() -> int:
    """Into every sealed column of every row."""
    planted = 0
    for model, columns in sealed_columns().items():
        for row in model._base_manager.all():
            for column in columns:
                setattr(row, column.attname, f"{CANARY} {planted}")
                planted += 1
            row.save()
    return planted


def traces(person_id: int) -> set[str]:
    """Where her canary is read, or a row points at her: every column of every table."""
    found = set()
    for model in apps.get_models():
        if not model._meta.managed or model._meta.proxy or getattr(model, "retention", "") == "audit":
            continue
        for row in model._base_manager.all():
            for field in model._meta.concrete_fields:
                value = getattr(row, field.attname)
                points = field.is_relation and field.related_model is Person and value == person_id
                if points or CANARY in str(value):
                    found.add(f"{model._meta.label}.{field.name}")
    return found


def test_nothing_of_her_is_left_anywhere(here: Town) -> None:
    everything(here)
    assert plant() >= 25
    before = {one.partition(".")[2].partition(".")[0] for one in traces(here.person.pk)}
    assert before >= {
        "Person", "PersonName", "ContactPoint", "Case", "Need", "Step", "Note", "Referral", "Question", "Share", "Visit",
        "Attendance", "Session", "Card", "Account", "HouseholdMember", "Hold", "Consent", "NoticeGiven", "Message",
    }  # fmt: skip
    close(here.case)
    Consent.objects.update(expires_at=NOW + DAY)
    at = LATER + 400 * DAY
    assert actions.purge(by=BY, at=at).things["people.Person"] == 1
    assert traces(here.person.pk) == set()
    connection.check_constraints()


def test_of_others_agreements_her_name_goes(here: Town) -> None:
    place = agreements.workshop()
    row = agreements.in_force(place)
    mentor = people.host(place.worker, f"{CANARY} Host")
    row.parties.filter(number=agreements.TUTOR).update(account=None, organisation=None, person=mentor)
    party = row.parties.get(number=agreements.TUTOR)
    party.name = f"{CANARY} Host"
    party.save()
    Part.objects.filter(person=mentor).update(ends_on=NOW.date())
    actions.purge(by=BY, at=LATER + DAY)
    assert not Person.objects.filter(pk=mentor.pk).exists()
    assert traces(mentor.pk) == set()


def test_an_account_of_staff_keeps_no_identity(here: Town) -> None:
    who = access.account(name="Inès Partie", password="un-mot-long-et-a-elle")
    row = access.membership(who, here.controller, ends_on=NOW.date())
    Account.objects.filter(pk=who.pk).update(email="ines@example.org")
    actions.purge(by=BY, at=NOW + 364 * DAY)
    who.refresh_from_db()
    assert who.name == "Inès Partie"
    actions.purge(by=BY, at=NOW + 367 * DAY)
    who.refresh_from_db()
    assert (who.name, who.email, who.is_active, who.has_usable_password()) == ("", "", False, False)
    assert "user" not in who.username
    assert row.account_id == who.pk, "by what right she read stays known"
    admin = access.worker(here.controller, "admin")
    assert who.public_id not in {line.public_id for line in queries.accounts_of(admin, on=NOW.date())}
    assert not actions.purge(by=BY, at=NOW + 367 * DAY).things.get("access.Account")


def test_the_account_of_somebodys_own_page_stays_with_her(here: Town) -> None:
    pk = people.account(here.worker, here.person)
    actions.purge(by=BY, at=NOW + 1000 * DAY)
    assert Account.objects.get(pk=pk).is_active
    assert retention.held(here.person.pk) is False
