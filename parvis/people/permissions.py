"""Who may see which person. One policy answers for lists and details, so they can't disagree.

People knows nothing of cases: an upper room registers which persons its actors see, and which are no longer only ours.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from parvis.access.choices import Role
from parvis.core.prepared import forget_shapes
from parvis.kernel.actor import Actor, ActorKind
from parvis.kernel.errors import NotFound
from parvis.people.models import Card, Consent, Household, HouseholdMember, Part, Person

Where = Callable[[Actor], Q]
# A manager reads numbers, an administrator accounts, a data protection officer the logs: none of them reads names.
READERS = (Role.CASEWORKER, Role.MEDIATOR)


@dataclass(frozen=True, slots=True)
class Scope:
    """Conditions on `Person`, from one upper room."""

    sees: Where
    claims: Where | None


_scopes: list[Scope] = []


def register_scope(sees: Where, *, claims: Where | None = None) -> None:
    """Called in an upper room's `apps.py`. A condition filters by the actor's ids and decides on her kind and roles only.

    `sees(actor)` are persons the actor sees because of that room (a case she works on). `claims(actor)` are persons that
    room has taken up at the actor's organisation (any case there): for them, to have registered them opens nothing.
    """
    scope = Scope(sees, claims)
    if scope not in _scopes:
        _scopes.append(scope)
        forget_shapes()


class PersonPolicy:
    """May she, and which ones."""

    @staticmethod
    def visible_to(actor: Actor) -> QuerySet[Person]:
        """Every person the actor may see by name."""
        if actor.is_system:
            everybody = Person.objects.all()
            return everybody.filter(controller_id=actor.controller_id) if actor.controller_id else everybody
        if actor.controller_id is None:
            return Person.objects.none()
        within = Person.objects.filter(controller_id=actor.controller_id)
        if actor.kind is ActorKind.PERSON:
            return within.filter(pk=actor.person_id)
        if actor.kind is ActorKind.ACCOUNT and actor.has_role(*READERS):
            return within.filter(_seen_by_staff(actor))
        return Person.objects.none()

    @staticmethod
    def may_register(actor: Actor) -> bool:
        """Whether she may write somebody into the register of her controller."""
        return actor.is_system or (
            actor.kind is ActorKind.ACCOUNT and actor.has_role(*READERS) and actor.controller_id is not None
        )

    @staticmethod
    def check_staff(actor: Actor) -> None:
        """What is done at the desk only; to anybody else it does not exist."""
        if not PersonPolicy.may_register(actor):
            raise NotFound


def persons_visible_to(actor: Actor) -> QuerySet[Person]:
    """The persons the actor may see."""
    return PersonPolicy.visible_to(actor)


def households_visible_to(actor: Actor) -> QuerySet[Household]:
    """Households with a member the actor may see."""
    members = HouseholdMember.objects.filter(person__in=persons_visible_to(actor))
    return Household.objects.filter(pk__in=members.values("household"))


def consents_visible_to(actor: Actor) -> QuerySet[Consent]:
    """The consents of those persons."""
    return Consent.objects.filter(Exists(persons_visible_to(actor).filter(pk=OuterRef("person_id"))))


def cards_visible_to(actor: Actor) -> QuerySet[Card]:
    """Their cards."""
    return Card.objects.filter(Exists(persons_visible_to(actor).filter(pk=OuterRef("person_id"))))


def parts_visible_to(actor: Actor) -> QuerySet[Part]:
    """The parts in which those persons stand."""
    return Part.objects.filter(Exists(persons_visible_to(actor).filter(pk=OuterRef("person_id"))))


def _seen_by_staff(actor: Actor) -> Q:
    nobody = Q(pk__in=[])
    registered_here = Q(organisation_id=actor.organisation_id) if actor.organisation_id else nobody
    seen_above = nobody
    for scope in _scopes:
        if scope.claims is not None:
            registered_here &= ~scope.claims(actor)
        seen_above |= scope.sees(actor)
    return registered_here | seen_above
