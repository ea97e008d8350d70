from collections.abc import Callable

import pytest
from django.db.models import Exists, Q

from parvis.access.choices import Role
from parvis.access.models import Organisation
from parvis.kernel.actor import Actor, ActorKind
from parvis.kernel.errors import NotFound
from parvis.people import actions, permissions, queries
from parvis.people.models import Person
from tests.factories import access, people
from tests.factories.access import NOW

pytestmark = pytest.mark.django_db


def sees(actor: Actor, person: Person) -> bool:
    """Every way to ask must give one answer."""
    answers = {
        "rows": permissions.PersonPolicy.visible_to(actor).filter(pk=person.pk).exists(),
        "names": bool(queries.display_names(actor, [person.pk])),
        "consents": bool(queries.consents_of(actor, person.pk, NOW)),
    }
    asks: dict[str, Callable[[], object]] = {
        "person": lambda: queries.person(actor, person.public_id),
        "view": lambda: queries.person_view(actor, person.public_id, NOW),
        "facts": lambda: queries.for_matching(actor, person.pk, NOW),
    }
    for name, ask in asks.items():
        try:
            ask()
        except NotFound:
            answers[name] = False
        else:
            answers[name] = True
    assert len(set(answers.values())) == 1, answers
    return answers["rows"]


@pytest.fixture
def amal(worker: Actor) -> Person:
    row = people.person(worker, "Amal")
    people.consent(worker, row, None)
    return row


def test_the_desk_that_registered_her_sees_her(town: object, worker: Actor, amal: Person) -> None:
    assert sees(worker, amal)
    assert sees(access.worker(town, Role.MEDIATOR), amal)
    assert sees(people.herself(amal), amal)


@pytest.mark.parametrize("role", [Role.DPO, Role.MANAGER, Role.ADMIN, Role.PROVIDER])
def test_other_roles_read_no_names(town: object, amal: Person, role: str) -> None:
    assert not sees(access.worker(town, role), amal)


def test_nobody_sees_across(town: object, worker: Actor, amal: Person) -> None:
    assert not sees(access.worker(access.controller()), amal)
    assert not sees(access.worker(access.partner(town)), amal)
    assert not sees(access.worker(access.organisation()), amal)
    assert not sees(people.herself(people.person(worker)), amal)
    assert not sees(Actor.public(), amal)
    assert not sees(Actor(kind=ActorKind.LINK, link_id=1, controller_id=town.pk, organisation_id=town.pk), amal)


def test_a_command_sees_its_controller(town: object, amal: Person) -> None:
    assert sees(Actor.system("nightly"), amal)
    assert sees(Actor.system("nightly", controller_id=town.pk), amal)
    assert not sees(Actor.system("nightly", controller_id=access.controller().pk), amal)


def test_an_upper_room_opens_what_it_knows(town: object, amal: Person) -> None:
    partner = access.worker(access.partner(town))
    theirs = Organisation.objects.filter(pk=partner.organisation_id)
    permissions.register_scope(lambda actor: Q(pk=amal.pk) & Q(Exists(theirs.filter(pk=actor.organisation_id))))
    assert sees(partner, amal)
    assert not sees(access.worker(access.partner(town)), amal)


def test_an_upper_room_never_opens_another_controller(amal: Person) -> None:
    permissions.register_scope(lambda actor: Q(pk=amal.pk))
    assert not sees(access.worker(access.controller()), amal)


def test_once_there_is_a_case_having_registered_her_opens_nothing(worker: Actor, amal: Person) -> None:
    permissions.register_scope(lambda actor: Q(pk__in=[]), claims=lambda actor: Q(pk=amal.pk))
    assert not sees(worker, amal)
    assert sees(people.herself(amal), amal)


@pytest.mark.parametrize("wrong", ["", "x", "123", "00000000-0000-0000-0000-000000000000"])
def test_an_id_that_is_none_is_nobody(worker: Actor, wrong: str) -> None:
    with pytest.raises(NotFound):
        queries.person_view(worker, wrong, NOW)


def test_a_provider_cannot_write_either(town: object, amal: Person) -> None:
    provider = access.worker(town, Role.PROVIDER)
    for act in (
        lambda: actions.issue_card(person_id=amal.pk, by=provider, at=NOW),
        lambda: actions.start_household(person_id=amal.pk, role="adult", by=provider, at=NOW),
        lambda: actions.give_consent(person_id=amal.pk, terms=people.terms(), by=provider, at=NOW),
    ):
        with pytest.raises(NotFound):
            act()
