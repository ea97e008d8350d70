"""Who may see an agreement, work on it, and sign it for whom. Lists and single objects ask the same functions.

Staff who see the person see her agreements. She reads it first, and whoever signs for her: her own signature opens it to the other
parties, since it names her. These are a person (a mentor), the account that was named to sign for a body, or a member of the body
that gives the place; each sees what the agreement says, and nothing more of the person. The body that accompanies (`programme`) sees
it through the person alone: a file kept to its team stays so.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from parvis.access.choices import Role
from parvis.engagement.agreement_choices import AgreementState, PartyRole
from parvis.engagement.agreement_rules import HOLDS
from parvis.engagement.models import Agreement, Engagement, OutcomeCheck, Party, Signature
from parvis.kernel.actor import Actor, ActorKind
from parvis.people.permissions import persons_visible_to

WORKERS = (Role.CASEWORKER, Role.MEDIATOR)
HER_SIDE = (PartyRole.PARTICIPANT, PartyRole.GUARDIAN)
# Who signs for an organisation that gives a place: those who answer its requests.
SIGNERS = (Role.PROVIDER, Role.CASEWORKER)


def agreements_visible_to(actor: Actor) -> QuerySet[Agreement]:
    """Those an actor may read."""
    if actor.is_system:
        every = Agreement.objects.all()
        return every.filter(controller_id=actor.controller_id) if actor.controller_id else every
    seen = Q(pk__in=[])
    if _works(actor):
        seen |= Q(Exists(_engagements(actor).filter(pk=OuterRef("engagement_id"))))
    party = Exists(parties_of(actor).filter(agreement=OuterRef("pk")))
    hers = Exists(parties_of(actor).filter(agreement=OuterRef("pk"), role__in=HER_SIDE))
    return Agreement.objects.filter(seen | (Q(party) & ~Q(state=AgreementState.DRAFT) & (Q(hers) | _opened())))


def agreements_worked_by(actor: Actor) -> QuerySet[Agreement]:
    """Those that staff draft, send, amend, and note signatures on: of the persons they see."""
    if actor.is_system:
        return agreements_visible_to(actor)
    if not _works(actor):
        return Agreement.objects.none()
    return Agreement.objects.filter(Exists(_engagements(actor).filter(pk=OuterRef("engagement_id"))))


def engagements_agreed_by(actor: Actor) -> QuerySet[Engagement]:
    """Those that staff may draft an agreement for."""
    return _engagements(actor) if actor.is_system or _works(actor) else Engagement.objects.none()


def parties_of(actor: Actor) -> QuerySet[Party]:
    """As which parties an actor stands in agreements: herself, or the body that she acts for.

    A body under one controller is a party under another one too, where that one's agreement names it: the person, never.
    """
    if actor.kind is ActorKind.PERSON and actor.person_id:
        return Party.objects.filter(person_id=actor.person_id, controller_id=actor.controller_id)
    if actor.kind is not ActorKind.ACCOUNT or not actor.organisation_id or not actor.account_id:
        return Party.objects.none()
    rows = Party.objects.filter(organisation_id=actor.organisation_id).exclude(role=PartyRole.PROGRAMME)
    for_body = Q(account__isnull=True, role=PartyRole.ORGANISATION) if actor.has_role(*SIGNERS) else Q(pk__in=[])
    return rows.filter(Q(account_id=actor.account_id) | for_body)


def parties_signed_by(actor: Actor) -> QuerySet[Party]:
    """The same, and for staff the accompanying body of the agreements they work on."""
    rows = parties_of(actor)
    if not _works(actor):
        return rows
    ours = Party.objects.filter(
        Exists(agreements_worked_by(actor).filter(pk=OuterRef("agreement_id"))),
        organisation_id=actor.organisation_id,
        role=PartyRole.PROGRAMME,
        account__isnull=True,
    )
    return rows | ours


def engagements_accompanied_by(actor: Actor) -> QuerySet[Engagement]:
    """Of those whom a person accompanies where they learn: she is their tutor in an agreement that is in force."""
    if actor.kind is not ActorKind.PERSON or not actor.person_id:
        return Engagement.objects.none()
    beside = parties_of(actor).filter(role=PartyRole.TUTOR, agreement__state__in=HOLDS)
    return Engagement.objects.filter(pk__in=beside.values("agreement__engagement"))


def outcomes_visible_to(actor: Actor) -> QuerySet[OutcomeCheck]:
    """The questions about the persons one sees; a person's own."""
    if actor.is_system:
        return OutcomeCheck.objects.all()
    return OutcomeCheck.objects.filter(Exists(_engagements(actor).filter(pk=OuterRef("engagement_id"))))


def _opened() -> Q:
    """The participant has signed, and every adult who signs beside her."""
    signed = Exists(Signature.objects.filter(party=OuterRef("pk")))
    her_side = Party.objects.filter(agreement=OuterRef("pk"), role__in=HER_SIDE)
    return Q(Exists(her_side.filter(signed))) & ~Q(Exists(her_side.filter(~signed)))


def works(actor: Actor) -> bool:
    """Whether the actor is staff who accompany."""
    return actor.is_system or _works(actor)


def _works(actor: Actor) -> bool:
    return actor.kind is ActorKind.ACCOUNT and actor.has_role(*WORKERS)


def _engagements(actor: Actor) -> QuerySet[Engagement]:
    return Engagement.objects.filter(Exists(persons_visible_to(actor).filter(pk=OuterRef("person_id"))))
