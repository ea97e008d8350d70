"""Who may see a case and what hangs on it. Lists and single objects ask the same functions.

A caseworker sees the cases of her organisation, restricted ones only as a member; a mediator, and anybody of a partner
organisation under the same controller, only as a member; a person her own. Managers, administrators, data protection
officers and providers see no case: figures, accounts, logs and shares are theirs.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from parvis.access.choices import Role
from parvis.casework.models import Case, CaseMember, Note, Referral, Visit
from parvis.kernel.actor import Actor, ActorKind

WORKERS = (Role.CASEWORKER, Role.MEDIATOR)
RECEIVERS = (Role.PROVIDER, Role.CASEWORKER)


def cases_visible_to(actor: Actor) -> QuerySet[Case]:
    """The cases an actor may see; a task sees those of its controller, or all."""
    return Case.objects.filter(_seen(actor))


def cases_worked_by(actor: Actor) -> QuerySet[Case]:
    """The cases a member of staff may see and write to; none for anybody else but a task."""
    return Case.objects.filter(_worked(actor))


def case_worked_by(actor: Actor) -> Q:
    """The same as a condition on what hangs on a case: a join, so that a list is found by its own index."""
    return _worked(actor, "case__")


def _seen(actor: Actor, through: str = "") -> Q:
    if actor.kind is ActorKind.PERSON and actor.person_id:
        return Q(**{f"{through}person_id": actor.person_id})
    return _worked(actor, through)


def _worked(actor: Actor, through: str = "") -> Q:
    within = Q(**{f"{through}controller_id": actor.controller_id})
    if actor.is_system:
        return within if actor.controller_id else Q()
    if actor.kind is not ActorKind.ACCOUNT or not actor.controller_id or not actor.has_role(*WORKERS):
        return Q(pk__in=[])
    scope = Q(Exists(memberships_of(actor).filter(case=OuterRef("case_id" if through else "pk"))))
    if actor.has_role(Role.CASEWORKER):
        scope |= Q(**{f"{through}organisation_id": actor.organisation_id, f"{through}restricted": False})
    return within & scope


def memberships_of(actor: Actor) -> QuerySet[CaseMember]:
    """The running memberships of an account."""
    return CaseMember.objects.filter(account_id=actor.account_id, ends_at__isnull=True)


def referrals_visible_to(actor: Actor) -> QuerySet[Referral]:
    """Referrals of the sender's side: of the cases one may see. The receiver's side is `referrals_received_by`."""
    return Referral.objects.filter(_seen(actor, "case__"))


def referrals_worked_by(actor: Actor) -> QuerySet[Referral]:
    """The same, to write to."""
    return Referral.objects.filter(_worked(actor, "case__"))


def referrals_received_by(actor: Actor) -> QuerySet[Referral]:
    """What was sent to the actor's organisation, for its signed-in members."""
    if actor.kind is not ActorKind.ACCOUNT or not actor.organisation_id or not actor.has_role(*RECEIVERS):
        return Referral.objects.none()
    return Referral.objects.filter(receiver_id=actor.organisation_id, sent_at__isnull=False)


def notes_visible_to(actor: Actor) -> QuerySet[Note]:
    """Notes of the cases one works on; those kept by their author are read by her alone. A person asks at the desk."""
    return Note.objects.filter(_worked(actor, "case__")).filter(Q(readers="team") | Q(author_id=actor.account_id or 0))


def visits_visible_to(actor: Actor) -> QuerySet[Visit]:
    """Who waits at the desk, for those who receive there."""
    if actor.is_system:
        return Visit.objects.all()
    if actor.kind is not ActorKind.ACCOUNT or not actor.has_role(*WORKERS):
        return Visit.objects.none()
    return Visit.objects.filter(organisation_id=actor.organisation_id, controller_id=actor.controller_id)


def persons_worked_with(actor: Actor) -> Q:
    """For the policy of people: the persons of the cases one works on."""
    return Q(Exists(cases_worked_by(actor).filter(person=OuterRef("pk"))))


def persons_taken_up(actor: Actor) -> Q:
    """For the policy of people: whoever has a case at the actor's organisation is seen through it alone."""
    return Q(Exists(Case.objects.filter(organisation_id=actor.organisation_id, person=OuterRef("pk"))))
