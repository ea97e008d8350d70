"""Who may see and change organisations, accounts and memberships."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from parvis.access.choices import Role
from parvis.access.models import Account, Membership, Organisation, Readmission
from parvis.kernel.actor import Actor

STAFF_ROLES = frozenset({Role.CASEWORKER, Role.MEDIATOR, Role.MANAGER})


def organisations_visible_to(actor: Actor) -> QuerySet[Organisation]:
    """Every organisation is public; that of a contact address is not (see `accounts_visible_to` for people)."""
    return Organisation.objects.all()


def organisations_managed_by(actor: Actor) -> QuerySet[Organisation]:
    """An administrator manages her controller, the partners under it, and those under none that nobody has enrolled before her:
    whoever changes a contact reads what is sent there, for whichever controller.
    """
    if actor.is_system:
        return Organisation.objects.all()
    if actor.has_role(Role.ADMIN) and actor.controller_id:
        unclaimed = Q(enrolled_by=None, contact_email="", contact_phone="")
        listing = Q(controller=None, is_controller=False) & (Q(enrolled_by_id=actor.controller_id) | unclaimed)
        return Organisation.objects.filter(Q(pk=actor.controller_id) | Q(controller_id=actor.controller_id) | listing)
    return Organisation.objects.none()


def accounts_visible_to(actor: Actor) -> QuerySet[Account]:
    """Staff see the members of organisations under their controller; nobody sees across."""
    if actor.is_system:
        return Account.objects.all()
    if not actor.controller_id or not actor.roles:
        return Account.objects.none()
    return Account.objects.filter(
        Q(memberships__organisation_id=actor.controller_id)
        | Q(memberships__organisation__controller_id=actor.controller_id)
    ).distinct()


def memberships_visible_to(actor: Actor) -> QuerySet[Membership]:
    """The memberships of those accounts, in organisations under the same controller."""
    if actor.is_system:
        return Membership.objects.all()
    if not actor.controller_id or not actor.has_role(Role.ADMIN, Role.DPO, Role.MANAGER):
        return Membership.objects.none()
    return Membership.objects.filter(
        Q(organisation_id=actor.controller_id) | Q(organisation__controller_id=actor.controller_id)
    )


def memberships_managed_by(actor: Actor) -> QuerySet[Membership]:
    """Those an administrator may give and end: in her controller and the partners under it."""
    if actor.is_system:
        return Membership.objects.all()
    if not actor.has_role(Role.ADMIN):
        return Membership.objects.none()
    return memberships_visible_to(actor)


def organisations_staffed_by(actor: Actor) -> QuerySet[Organisation]:
    """Where an administrator may give roles: her controller and the partners under it, never a mere listing."""
    rows = organisations_managed_by(actor)
    return rows if actor.is_system else rows.filter(Q(pk=actor.controller_id) | Q(controller_id=actor.controller_id))


def accounts_readmitted_by(actor: Actor) -> QuerySet[Account]:
    """Whom an administrator may let in again, with another one: members under her controller."""
    if not actor.has_role(Role.ADMIN):
        return Account.objects.none()
    return accounts_visible_to(actor).filter(is_active=True)


def works_elsewhere(account: Account, controller_id: int | None) -> bool:
    """Whether the account has work under another controller, which did not agree to let anybody in."""
    held = Membership.objects.filter(account=account)
    return held.exclude(Q(organisation_id=controller_id) | Q(organisation__controller_id=controller_id)).exists()


def readmissions_visible_to(actor: Actor) -> QuerySet[Readmission]:
    """Those of her controller, for an administrator."""
    if not actor.controller_id or not actor.has_role(Role.ADMIN):
        return Readmission.objects.none()
    return Readmission.objects.filter(controller_id=actor.controller_id)
