"""Her own file: all that is kept about her stands in it, in words and in JSON; nothing that opens a door, nothing of others."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from django.db import models
from django.test import Client

from parvis.casework import actions as casework_actions
from parvis.casework.models import AnswerCode, Case, ReferralLink
from parvis.core import retention
from parvis.core.audit import acting
from parvis.core.clock import now
from parvis.core.models import Read
from parvis.core.subject import NotGiven, Sheet
from parvis.engagement import actions as engagement_actions
from parvis.engagement.models import Feed, Party
from parvis.oversight import actions as oversight
from parvis.people.models import Card, ContactPoint, Origin, Person
from tests.factories import access, agreements, casework, engagement, people
from tests.factories.access import NOW, SETUP
from tests.factories.agreements import Workshop
from tests.web.newcomer.conftest import PIN, open_path

FILE, PRINT, COPY = "/fr/my/file/", "/fr/my/file/print/", "/fr/my/file/copy/"
OTHER = "Fatoumata Voisine"


@pytest.fixture
def here(db: None) -> Workshop:
    """A person about whom every table of the house says something."""
    here = agreements.workshop()
    worker, who = here.worker, here.person
    fill_register(here)
    agreements.amend(here, agreements.in_force(here))
    engagement_actions.plan_outcome_checks(engagement_id=here.engagement.pk, months=[1], by=worker, at=NOW)
    lesson = engagement.appointment(worker, who, subject="Permit")
    engagement_actions.ask_support(
        session_public_id=lesson.public_id,
        person_id=who.pk,
        support=engagement_actions.NewSupport(kind="childcare"),
        by=here.herself,
        at=NOW,
    )
    engagement_actions.open_feed(by=here.herself, at=NOW)
    engagement.offer(here.town, title="Une heure de lecture", kind="mentoring", given_by_id=who.pk)
    fill_case(here)
    officer = access.worker(here.town, "dpo", purpose="oversight")
    number = Case.objects.get(person=who).number
    day = (NOW + timedelta(days=90)).date()
    oversight.place_hold(record=number, reason="claim", words="x", review_on=day, by=officer, at=NOW)
    who.refresh_from_db()
    return here


def fill_register(here: Workshop) -> None:
    worker, who = here.worker, here.person
    people.household(worker, (who, "adult"), (people.person(worker, OTHER), "partner"))
    people.begin(worker, who, "mentor")
    people.account(worker, who)
    people.card(worker, who)
    people.consent(worker, who, here.canteen)
    with acting(SETUP):
        ContactPoint.objects.create(controller=here.town, person=who, kind="email", value="amal@exemple.org")
        Origin.objects.create(
            controller=here.town, person=who, source="liste", source_id="12", digest="d", content="c", brought_at=NOW
        )


def fill_case(here: Workshop) -> None:
    worker = here.worker
    town = casework.Town(here.town, here.canteen, worker, here.member, here.person, casework.case(worker, here.person))
    casework.need(worker, town.case)
    casework.step(worker, town.case)
    row = casework.sent(town)
    casework.act("ask", row, town)
    casework.act("accept", row, town)
    casework_actions.send_identity_code(token=casework.token(), at=NOW)
    for readers in ("team", "author"):
        text = f"For the {readers}"
        casework_actions.write_note(
            case_public_id=town.case.public_id, text=text, purpose="x", readers=readers, by=worker, at=NOW
        )
    casework_actions.receive_visit(person_id=here.person.pk, by=worker, at=NOW)


def opened_by(here: Workshop, who: Person) -> Client:
    """Her browser, after card and PIN."""
    client = Client()
    open_path(client, people.card(here.worker, who, pin=PIN, at=now()).token)
    return client


def sheets() -> list[Sheet]:
    return [one for room in retention.sources().values() for one in room if isinstance(one, Sheet)]


def plant(person_id: int) -> list[str]:
    """A word of its own in every column of text of every row that is hers."""
    planted, number = [], count(1000)
    with acting(SETUP):
        for sheet in sheets():
            rows = list(sheet._of(person_id))
            assert rows, f"nothing of {sheet.code} to plant in"
            for row in rows:
                if sheet.kept_back is not None and row.readers == "author":
                    continue
                for column in sheet.columns():
                    if is_free_text(column):
                        planted.append(f"cnry{next(number)}")
                        setattr(row, column.name, planted[-1])
                row.save()
    return planted


def is_free_text(column: models.Field[Any, Any]) -> bool:
    return isinstance(column, models.CharField | models.TextField) and not (
        column.choices or column.is_relation or column.unique
    )


def test_every_column_of_every_table_is_told_in_words_and_in_json(here: Workshop) -> None:
    planted = plant(here.person.pk)
    assert len(planted) > 100
    client = opened_by(here, here.person)
    for address in (PRINT, COPY, FILE):
        answer = client.get(address)
        assert answer.status_code == 200
        text = answer.content.decode()
        missing = [word for word in planted if word not in text]
        assert not missing, (address, missing[:9])


def test_every_column_that_is_not_text_is_told_too(here: Workshop) -> None:
    told = json.loads(opened_by(here, here.person).get(COPY).content)
    assert (told["format"], told["controller"]) == ("parvis.own-file/1", "Ville de Valmarelle")
    for sheet in sheets():
        for row in told["tables"][sheet.code]:
            assert {column.name for column in sheet.columns()} <= set(row), sheet.code
    person = told["tables"]["people.person"][0]
    assert date.fromisoformat(person["birth"]).year == 1990
    assert [one["what"] for one in told["tables"]["core.read"]].count("own_file") == 1, "this look is in it"


def test_nothing_that_opens_a_door_leaves_with_it(here: Workshop) -> None:
    client = opened_by(here, here.person)
    text = client.get(COPY).content.decode() + client.get(PRINT).content.decode()
    left_out = [(sheet, name) for sheet in sheets() for name, why in sheet.left_out.items() if why is NotGiven.OPENS]
    secrets = {str(getattr(row, name)) for sheet, name in left_out for row in sheet._of(here.person.pk)}
    secrets |= set(ReferralLink.objects.values_list("token_digest", flat=True))
    secrets |= set(AnswerCode.objects.values_list("digest", flat=True)) | {here.person.account.password}  # type: ignore[union-attr]
    long = [one for one in secrets if len(one) > 20]
    assert Card.objects.exists() and Feed.objects.exists() and len(long) > 5
    assert not [one for one in long if one in text]


def test_nothing_of_others_and_what_the_author_kept_is_counted(here: Workshop) -> None:
    client = opened_by(here, here.person)
    told = client.get(COPY).content.decode()
    assert OTHER not in told and "For the author" not in told and "For the team" in told
    assert json.loads(told)["kept_back"] == {"casework.note": 1}
    assert "délégué à la protection" in client.get(FILE).content.decode()
    assert Party.objects.filter(agreement__engagement=here.engagement).count() > 1


def test_each_look_is_noted_and_the_answer_is_kept_nowhere(here: Workshop) -> None:
    client = opened_by(here, here.person)
    before = Read.objects.filter(what="own_file").count()
    for address in (FILE, PRINT, COPY):
        answer = client.get(address)
        assert "no-store" in answer["Cache-Control"]
    reads = Read.objects.filter(what="own_file")
    assert reads.count() == before + 3
    assert {(row.person_id, row.actor, row.purpose) for row in reads} == {
        (here.person.pk, f"person:{here.person.pk}", "own_record")
    }
    named = answer["Content-Disposition"]
    assert "Amal" not in named and named.endswith('.json"')


def test_another_person_finds_her_own_and_nobody_without_a_path_finds_any(here: Workshop) -> None:
    other = people.person(here.worker, "Quelqu’un")
    told = opened_by(here, other).get(COPY).content.decode()
    assert "Amal" not in told and json.loads(told)["tables"]["people.personname"][0]["text"] == "Quelqu’un"
    assert Client().get(COPY).status_code == 302
    assert Person.objects.count() > 2
    assert access.SETUP
