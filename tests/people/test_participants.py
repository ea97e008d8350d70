"""Participants as they let the offering organisation know them: by consent, field by field, at every reading anew."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from parvis.access.choices import Role
from parvis.access.models import Organisation
from parvis.core.models import Read
from parvis.kernel.actor import Actor, ActorKind
from parvis.kernel.errors import Invalid, NotFound
from parvis.people import actions, queries
from parvis.people.entries import NewName
from parvis.people.errors import ConsentNeedsGuardian, OnlyAtTheDesk
from parvis.people.models import Consent, Person
from tests.factories import access, people
from tests.factories.access import NOW

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
ALL = ("identity", "contact", "language")


@pytest.fixture
def amal(worker: Actor) -> Person:
    names = [NewName(text="أمل إكزمبل", language="ar"), NewName(text="Amal Exemple", language="fr", kind="romanised")]
    return people.person(worker, names=names, contact=people.phone(), speaks=["ar", "fr"], interpreter=True)


@pytest.fixture
def member(provider: Organisation) -> Actor:
    return access.worker(provider, Role.PROVIDER, purpose="participation")


def shown(actor: Actor, organisation: Organisation, *persons: Person, at: object = NOW) -> dict[int, object]:
    return queries.participants_shown(actor, organisation.pk, [one.pk for one in persons], at)


def own_terms(recipient: Organisation, *fields: str, **facts: object) -> object:
    known = {"purpose": "participation", "text_version": "2026-2", "manner": "own_page", **facts}
    return people.terms(recipient, *(fields or ALL), **known)


def test_without_a_yes_nobody_is_there(worker: Actor, amal: Person, provider: Organisation, member: Actor) -> None:
    people.consent(worker, amal, provider)  # a request may go to them; that says nothing of a roster
    people.consent(worker, amal, None)
    assert shown(member, provider, amal) == {}
    assert not Read.objects.filter(what="participant").exists()


def test_a_yes_shows_its_fields_and_is_noted(
    worker: Actor, amal: Person, provider: Organisation, member: Actor
) -> None:
    other = people.person(worker)
    people.participation(worker, amal, provider)
    found = shown(member, provider, amal, other)
    assert set(found) == {amal.pk}
    one = found[amal.pk]
    assert (one.name, one.name_language) == ("أمل إكزمبل", "ar")
    assert [(contact.kind, contact.value, contact.safety) for contact in one.contacts] == [
        ("phone", "+33639981001", "yes")
    ]
    assert (one.language, one.speaks, one.interpreter) == ("ar", ("ar", "fr"), True)
    [read] = Read.objects.filter(what="participant")
    assert (read.person_id, read.organisation_id, read.account_id, read.purpose) == (
        amal.pk, provider.pk, member.account_id, "participation",
    )  # fmt: skip
    [seen] = queries.who_read(people.herself(amal), NOW)
    assert (seen.organisation_name, seen.what) == (provider.name, "participant")


@pytest.mark.parametrize(
    ("field", "known"),
    [("identity", {"name"}), ("contact", {"contacts"}), ("language", {"language", "speaks", "interpreter"})],
)
def test_a_field_not_said_yes_to_is_not_there(
    worker: Actor, amal: Person, provider: Organisation, member: Actor, field: str, known: set[str]
) -> None:
    people.participation(worker, amal, provider, field)
    one = shown(member, provider, amal)[amal.pk]
    facts = ("name", "contacts", "language", "speaks", "interpreter")
    assert {name for name in facts if getattr(one, name) is not None} == known


def test_an_unsafe_way_to_reach_her_is_never_shown(worker: Actor, provider: Organisation, member: Actor) -> None:
    row = people.person(worker, contact=people.phone(safety="no"))
    people.participation(worker, row, provider)
    assert shown(member, provider, row)[row.pk].contacts == ()


def test_taken_back_it_is_gone_at_the_next_reading(
    worker: Actor, amal: Person, provider: Organisation, member: Actor
) -> None:
    consent = people.participation(worker, amal, provider)
    assert shown(member, provider, amal)
    actions.withdraw_consent(consent_public_id=consent.public_id, by=people.herself(amal), at=NOW)
    assert shown(member, provider, amal) == {}
    assert Read.objects.filter(what="participant").count() == 1


def test_it_ends_on_its_day_before_any_night(
    worker: Actor, amal: Person, provider: Organisation, member: Actor
) -> None:
    people.participation(worker, amal, provider, expires_at=NOW + DAY)
    assert shown(member, provider, amal, at=NOW + DAY - timedelta(microseconds=1))
    assert shown(member, provider, amal, at=NOW + DAY) == {}


def test_a_narrower_yes_takes_the_place_of_the_wider(
    worker: Actor, amal: Person, provider: Organisation, member: Actor
) -> None:
    people.participation(worker, amal, provider)
    people.participation(worker, amal, provider, "language")
    assert shown(member, provider, amal)[amal.pk].name is None
    people.consent(worker, amal, provider)
    assert shown(member, provider, amal)[amal.pk].language == "ar", "another purpose leaves it alone"


def test_only_members_of_that_very_body_that_offer_or_work_there(
    town: Organisation, worker: Actor, amal: Person, provider: Organisation
) -> None:
    people.participation(worker, amal, provider)
    assert shown(access.worker(provider, Role.PROVIDER), provider, amal)
    assert shown(access.worker(provider, Role.CASEWORKER), provider, amal)
    for role in (Role.MANAGER, Role.ADMIN, Role.DPO, Role.MEDIATOR):
        assert shown(access.worker(provider, role), provider, amal) == {}
    for other in (
        worker,
        access.worker(town, Role.PROVIDER),
        access.worker(access.partner(town), Role.PROVIDER),
        people.herself(amal),
        Actor.public(),
        Actor.system("nightly"),
        Actor(kind=ActorKind.LINK, link_id=1, organisation_id=provider.pk, roles=frozenset({Role.PROVIDER})),
    ):
        assert shown(other, provider, amal) == {}
    there = access.worker(provider, Role.PROVIDER)
    assert shown(there, town, amal) == {}


def test_it_works_across_registers_for_the_one_said_yes_to(worker: Actor, amal: Person) -> None:
    elsewhere = access.controller()
    member = access.worker(elsewhere, Role.PROVIDER)
    people.participation(worker, amal, elsewhere)
    assert shown(member, elsewhere, amal)[amal.pk].name
    assert queries.find(member, "Amal", NOW) == [], "the row stays where it is"


def test_a_roster_is_one_query_and_the_note(worker: Actor, provider: Organisation, member: Actor) -> None:
    persons = [people.person(worker, contact=people.phone()) for _ in range(5)]
    for one in persons:
        people.participation(worker, one, provider)
    shown(member, provider, *persons)
    with CaptureQueriesContext(connection) as asked:
        assert len(shown(member, provider, *persons)) == 5
    assert len(asked) == 2


def test_she_says_it_herself_on_her_own_page(amal: Person, provider: Organisation, member: Actor) -> None:
    herself = people.herself(amal)
    row = actions.give_consent(person_id=amal.pk, terms=own_terms(provider), by=herself, at=NOW)
    assert (row.manner, row.recorded_by_id) == ("own_page", None)
    assert shown(member, provider, amal)


def test_on_her_page_she_answers_for_herself_and_for_nothing_else(
    worker: Actor, amal: Person, provider: Organisation
) -> None:
    herself, other = people.herself(amal), people.person(worker)
    with pytest.raises(NotFound):
        actions.give_consent(person_id=other.pk, terms=own_terms(provider), by=herself, at=NOW)
    for terms in (
        people.terms(provider, manner="own_page"),
        people.terms(manner="own_page"),
        own_terms(provider, guardian_id=other.pk),
    ):
        with pytest.raises(OnlyAtTheDesk):
            actions.give_consent(person_id=amal.pk, terms=terms, by=herself, at=NOW)
    with pytest.raises(Invalid) as refused:
        actions.give_consent(person_id=amal.pk, terms=own_terms(provider, manner="written"), by=herself, at=NOW)
    assert refused.value.fields == {"manner": "not_a_choice"}
    with pytest.raises(Invalid) as refused:
        people.participation(worker, amal, provider, manner="own_page")
    assert refused.value.fields == {"manner": "not_a_choice"}, "the desk certifies how it was said"


def test_a_child_says_it_with_an_adult_at_the_desk(worker: Actor, provider: Organisation, member: Actor) -> None:
    child = people.person(worker, birth=people.born(2015))
    adult = people.person(worker, birth=people.born(1985))
    people.household(worker, (adult, "adult"), (child, "child"))
    with pytest.raises(ConsentNeedsGuardian):
        actions.give_consent(person_id=child.pk, terms=own_terms(provider), by=people.herself(child), at=NOW)
    with pytest.raises(ConsentNeedsGuardian):
        people.participation(worker, child, provider)
    people.participation(worker, child, provider, guardian_id=adult.pk)
    assert shown(member, provider, child)


@pytest.mark.parametrize("field", ["age", "household", "needs", "note"])
def test_a_roster_never_gets_more(worker: Actor, amal: Person, provider: Organisation, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        people.participation(worker, amal, provider, "identity", field)
    assert refused.value.fields == {"fields": "not_for_this"}


def test_it_names_a_recipient_and_a_text_that_speaks_of_it(worker: Actor, amal: Person, provider: Organisation) -> None:
    with pytest.raises(Invalid) as refused:
        people.consent(worker, amal, None, "identity", purpose="participation", text_version="2026-1")
    assert refused.value.fields == {"recipient": "missing", "text_version": "unknown"}
    row = people.participation(worker, amal, provider)
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.filter(pk=row.pk).update(recipient=None)


def test_its_receipt_is_in_the_words_it_was_said_in(worker: Actor, amal: Person, provider: Organisation) -> None:
    row = people.participation(worker, amal, provider, language="fr")
    receipt = queries.consent_receipt(people.herself(amal), row.public_id, NOW)
    assert provider.name in receipt.text.text
    assert [code for code, _words in receipt.text.fields] == ["identity", "contact", "language"]


def test_who_gives_her_own_time_reads_what_the_organisation_may_while_she_stands_for_it(
    worker: Actor, amal: Person, provider: Organisation
) -> None:
    mentor = people.host(worker, "Odile Exemple", organisation_id=provider.pk)
    herself, pair = people.herself(mentor), (amal.pk, provider.pk)

    def seen(actor: Actor = herself, organisation: Organisation = provider, at: object = NOW) -> dict[object, object]:
        return queries.participants_of_giver(actor, [(amal.pk, organisation.pk)], at)

    assert seen() == {}, "nobody said yes"
    said = people.participation(worker, amal, provider, "identity", "language")
    one = seen()[pair]
    assert (one.name, one.contacts, one.language) == ("أمل إكزمبل", None, "ar")
    note = Read.objects.get(what="participant")
    assert (note.person_id, note.purpose, note.actor) == (amal.pk, "participation", herself.label)
    assert [one.what for one in queries.who_read(people.herself(amal), NOW)] == ["participant"]

    elsewhere = access.partner(Organisation.objects.get(pk=worker.controller_id))
    people.participation(worker, amal, elsewhere)
    assert seen(organisation=elsewhere) == {}, "she gives nothing there"
    assert seen(people.herself(people.host(worker, organisation_id=elsewhere.pk))) == {}
    assert seen(people.herself(people.person(worker))) == {}
    assert seen(worker) == {}, "staff have their own way"

    town = Organisation.objects.get(pk=worker.controller_id)
    people.participation(worker, amal, town, "identity")
    assert set(seen(organisation=town)) == {(amal.pk, town.pk)}, "the town keeps her, and she is a host of it"
    end = people.Part.objects.get(person=mentor)
    actions.end_part(part_public_id=end.public_id, by=worker, at=NOW)
    assert seen(at=NOW + DAY) == seen(organisation=town, at=NOW + DAY) == {}, "her part has ended"
    people.begin(worker, mentor, "mentor", organisation_id=provider.pk, at=NOW + DAY)
    assert set(seen(at=NOW + DAY)) == {pair}
    actions.withdraw_consent(consent_public_id=said.public_id, by=people.herself(amal), at=NOW + DAY)
    assert seen(at=NOW + DAY) == {}
