"""A word of its own in every field in which somebody's own words or name stand; then every page, answer, log, message and address is
searched for them. Who may read whom is said here anew, from the rows, beside the policies of the rooms.
"""

from __future__ import annotations

import logging
import re
from collections import defaultdict
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import unquote

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import models
from django.db.models import Q
from django.http import HttpResponse

from parvis.access.models import Account, Membership
from parvis.casework.models import Case, CaseMember, Referral
from parvis.core import retention
from parvis.core.audit import acting
from parvis.core.fields import EncryptedText
from parvis.core.models import Message
from parvis.core.subject import Sheet
from parvis.engagement.models import Offer, Party
from parvis.people.models import Consent, HouseholdMember, Person
from tests.factories.access import SETUP
from tests.pages import CARDS, PAGES, Readers
from tests.routes import ROUTES, SIGNED_IN, Route
from tests.things import LINKS
from tests.town import Town

CANARY = re.compile(r"zq[0-9]{5}")
# Plain columns in which somebody's words or name stand; every other plain column of a personal model holds a code, a number or a digest.
PLAIN = {
    "people.consent.interpreter",
    "people.noticegiven.interpreter",
    "people.person.quarter",
    "people.origin.source",
    "engagement.session.room",
}
# A day, read as one: it gets a year in which nobody else is born.
BIRTH, YEAR = "people.person.birth", "1931"
# What is written for whoever holds the link, without identity: refused at writing when it names the person.
FOR_THE_LINK = {"casework.referral.preview", "casework.question.text", "casework.question.answer"}


@dataclass
class Planted:
    """By canary: the column it stands in, and the persons it is about."""

    column: dict[str, str] = field(default_factory=dict)
    persons: dict[str, frozenset[int]] = field(default_factory=dict)

    def in_text(self, text: str) -> set[str]:
        return {one for one in CANARY.findall(unquote(unescape(text))) if one in self.column}


def sheets() -> list[Sheet]:
    return [one for room in retention.sources().values() for one in room if isinstance(one, Sheet) and is_personal(one)]


def is_personal(sheet: Sheet) -> bool:
    return bool(getattr(sheet.model, "personal", False))


def own_words(sheet: Sheet) -> list[str]:
    """Columns of somebody's own words: the sealed ones, and the few plain ones."""
    columns = [one for one in sheet.model._meta.concrete_fields if isinstance(one, EncryptedText)]
    names = [f"{sheet.code}.{one.name}" for one in columns]
    return [one for one in [*names, *sorted(PLAIN)] if one.startswith(f"{sheet.code}.") and one != BIRTH]


def plant() -> Planted:
    planted, number = Planted(), iter(range(10_000, 99_999))
    with acting(SETUP):
        for sheet in sheets():
            owners: dict[int, set[int]] = defaultdict(set)
            for row, person in sheet.model._base_manager.values_list("pk", sheet.person):
                owners[row] |= {person} if person else set()
            for row in sheet.model._base_manager.filter(pk__in=owners):
                for column in own_words(sheet):
                    name = column.rpartition(".")[2]
                    if getattr(row, name):
                        canary = f"zq{next(number)}"
                        planted.column[canary], planted.persons[canary] = column, frozenset(owners[row.pk])
                        setattr(row, name, canary)
                if f"{sheet.code}.birth" == BIRTH and row.birth:
                    row.birth = YEAR + row.birth[4:]
                row.save()
    return planted


@dataclass
class Scene:
    town: Town
    planted: Planted
    readers: Readers
    hers: dict[str, int]  # whose page a card opens


@pytest.fixture
def scene(town: Town) -> Scene:
    """The town with its canaries, and everybody's browser. Planted after the things were found: they are found by names."""
    readers = Readers(town)
    for page in PAGES:
        readers.address(page, "fr")
    hers = {reader: town.person(name.capitalize()).pk for reader, name in CARDS.items()}
    return Scene(town, plant(), readers, hers)


def may_read(role: str, town: Town) -> dict[str, set[int]]:
    """Whom a role may read by name or words, from the rows alone: the persons; and what is for whoever holds the link."""
    if role not in SIGNED_IN:
        return {"persons": set(), "link": set()}
    account = town.account(role)
    held = Membership.objects.filter(account=account)
    roles, bodies = {one.role for one in held}, {one.organisation_id for one in held}
    persons = set(Person.objects.filter(account=account).values_list("pk", flat=True))
    offers = Offer.objects.filter(Q(organisation__in=bodies) | Q(given_by__in=persons))
    consented = Consent.objects.filter(
        purpose="participation", state="given", recipient__in=offers.values("organisation")
    ).values("person")
    persons |= set(Person.objects.filter(pk__in=consented, engagements__offer__in=offers).values_list("pk", flat=True))
    links: set[int] = set()
    if roles & {"caseworker", "mediator"}:
        persons |= worked_with(account, roles, bodies)
    if roles & {"caseworker", "provider"}:
        received = Referral.objects.filter(receiver__in=bodies).exclude(state="draft")
        links = set(received.values_list("person_id", flat=True))
        persons |= set(received.filter(state__in=("accepted", "active")).values_list("person_id", flat=True))
    beside = Party.objects.filter(Q(organisation__in=bodies) | Q(account=account) | Q(person__in=persons))
    agreed = Party.objects.filter(agreement__in=beside.values("agreement"), person__isnull=False)
    persons |= set(agreed.values_list("person_id", flat=True))
    return {"persons": persons, "link": links}


def worked_with(account: Account, roles: set[str], bodies: set[int]) -> set[int]:
    """Of her cases, of the desk that registered them while no case is there; by name, who lives with them."""
    member = CaseMember.objects.filter(account=account, ends_at=None).values("case")
    seen = Q(pk__in=member)
    if "caseworker" in roles:
        seen |= Q(organisation__in=bodies, restricted=False)
    persons = set(Case.objects.filter(seen).values_list("person_id", flat=True))
    cased = Case.objects.filter(organisation__in=bodies).values("person")
    here = Person.objects.filter(organisation__in=bodies).exclude(pk__in=cased)
    persons |= set(here.values_list("pk", flat=True))
    homes = HouseholdMember.objects.filter(person__in=persons).values("household")
    return persons | set(HouseholdMember.objects.filter(household__in=homes).values_list("person_id", flat=True))


def leaks(found: set[str], planted: Planted, may: dict[str, set[int]]) -> list[str]:
    """Those that the reader may not read."""
    return [
        f"{one} ({planted.column[one]}, of {sorted(planted.persons[one])})"
        for one in sorted(found)
        if not planted.persons[one] & may["persons"]
        and not (planted.column[one] in FOR_THE_LINK and planted.persons[one] & may["link"])
    ]


def test_enough_is_planted_and_no_column_of_words_is_forgotten(scene: Scene) -> None:
    assert len(scene.planted.column) >= 500
    assert len(set(scene.planted.column.values())) > 20
    personal = [model for model in apps.get_models() if getattr(model, "personal", False)]
    sealed = {
        f"{model._meta.label_lower}.{one.name}"
        for model in personal
        if model._meta.app_label != "access"  # secrets and words about colleagues, of no person: `tests/access`
        for one in model._meta.concrete_fields
        if isinstance(one, EncryptedText)
    }
    planted = {column for sheet in sheets() for column in own_words(sheet)}
    # A message holds the secret of a link that tests need; what it says is looked at below. A digest is no word.
    assert sealed - planted == {"core.message.to", "core.message.body", "people.origin.content", BIRTH} - planted


def test_no_page_tells_who_may_not_be_read(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    pages = [page for page in PAGES if page.route.name != "design:gallery"]
    wrong = []
    for page in pages:
        cache.clear()
        answer = scene.readers.client(page).get(scene.readers.address(page, "fr"))
        wrong += [f"{page}: {one}" for one in faults(answer, page.reader, scene, page.route)]
    assert len(pages) > 150
    assert not wrong, "\n".join(wrong)
    assert not scene.planted.in_text(told_by(caplog))


def test_no_machine_answer_tells_who_may_not_be_read(scene: Scene) -> None:
    wrong, asked = [], 0
    for route in ROUTES:
        for role in sorted(route.may - {"link_holder"}) if route.json or route.file else ():
            things = scene.readers.of(role)
            if not all(things.has(kind) for kind in route.things):
                continue
            path = route.path.format(lang="fr", **{kind: things.own(kind) for kind in route.things})
            assert things.client is not None
            asked += 1
            wrong += [f"{route.name} {role}: {one}" for one in faults(things.client.get(path), role, scene, route)]
    assert asked > 100
    assert not wrong, "\n".join(wrong)


def faults(answer: HttpResponse, role: str, scene: Scene, route: Route) -> list[str]:
    """What it says is for this reader; its addresses, title and headers are for nobody in particular."""
    text = b"".join(answer).decode() if answer.streaming else answer.content.decode()
    may = may_read(role, scene.town)
    if role in CARDS:
        may["persons"] |= {scene.hers[role]}
    # Whoever holds the link of a request.
    may["link"] |= {scene.town.referral(*LINKS[one]).person_id for one in route.things if one in LINKS}
    wrong = leaks(scene.planted.in_text(text), scene.planted, may)
    outside = " ".join([
        *re.findall(r'(?:href|action|src|formaction)="([^"]*)"', text),
        *re.findall(r"<title>(.*?)</title>", text, re.DOTALL),
        *(f"{name}: {value}" for name, value in answer.items()),
    ])  # fmt: skip
    wrong += [f"in an address, a title or a header: {one}" for one in scene.planted.in_text(outside)]
    if role not in SIGNED_IN and role not in CARDS and YEAR in text:
        wrong.append("a year of birth")
    return wrong


def told_by(caplog: pytest.LogCaptureFixture) -> str:
    return "\n".join(f"{one.getMessage()} {one.exc_text or ''}" for one in caplog.get_records("call"))


def test_no_table_that_is_not_personal_and_no_message_holds_a_word(scene: Scene) -> None:
    looked_at = 0
    for model in apps.get_models():
        texts = [
            one.name
            for one in model._meta.concrete_fields
            if isinstance(one, models.CharField | models.TextField | models.JSONField)
        ]
        if getattr(model, "personal", False) or not texts:
            continue
        looked_at += 1
        for row in model._base_manager.values_list(*texts):
            assert not scene.planted.in_text(" ".join(map(str, row))), model
    assert looked_at > 10
    messages = list(Message.objects.all())
    assert len(messages) > 20
    for one in messages:
        assert not scene.planted.in_text(f"{one.subject} {one.body} {one.template}")


def test_an_error_tells_nothing(scene: Scene, caplog: pytest.LogCaptureFixture, monkeypatch: Any) -> None:
    """It happens while a file is in hand: neither the page nor the log says whose."""
    from parvis.web.staff.shown import heads

    def broken(page: Any) -> None:
        raise KeyError(page.case.number)

    monkeypatch.setattr(heads, "head", broken)
    client = scene.town.signed_in("caseworker")
    client.raise_request_exception = False
    answer = client.get(f"/fr/staff/cases/{scene.readers.of('caseworker').own('case')}/")
    assert answer.status_code == 500
    assert not scene.planted.in_text(answer.content.decode() + told_by(caplog))
