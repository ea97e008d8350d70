"""Reads of the room."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from parvis.access.choices import GONE
from parvis.access.models import Account, Membership, Organisation
from parvis.access.permissions import (
    accounts_visible_to,
    memberships_managed_by,
    organisations_managed_by,
    organisations_visible_to,
)
from parvis.core.nested import Nested
from parvis.core.prepared import Prepared, PreparedFor
from parvis.core.rows import one
from parvis.kernel.actor import Actor, ActorKind
from parvis.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class Standing:
    """An account acting for one organisation: what the doors and pages need, in one query."""

    actor: Actor
    account_name: str
    organisation_name: str
    organisation_public_id: UUID
    others: tuple[tuple[int, str], ...]  # other organisations the account may act for: (id, name)


def _runs(on: date) -> Q:
    """Of a membership: whether it runs on that day."""
    return Q(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)


def _build_running(*, account: int, on: date) -> QuerySet[Membership]:
    return (
        Membership.objects.filter(_runs(on), account_id=account)
        .select_related("organisation")
        .order_by("starts_on", "id")
    )


_RUNNING = Prepared(_build_running)


def standing(
    *, account_id: int, name: str, language: str, on: date, organisation_id: int | None = None
) -> Standing | None:
    """Who an account is today: all its roles in one organisation. None when no membership runs."""
    rows = _RUNNING.rows(account=account_id, on=on)
    if not rows:
        return None
    chosen = next((row for row in rows if row.organisation_id == organisation_id), rows[0]).organisation
    actor = Actor(
        kind=ActorKind.ACCOUNT,
        account_id=account_id,
        organisation_id=chosen.pk,
        controller_id=chosen.controller_of_record,
        roles=frozenset(row.role for row in rows if row.organisation_id == chosen.pk),
        language=language,
        name="",
    )
    others = {row.organisation_id: row.organisation.name for row in rows if row.organisation_id != chosen.pk}
    return Standing(actor, name, chosen.name, chosen.public_id, tuple(others.items()))


def _build_account(*, account: int) -> QuerySet[Account]:
    return Account.objects.filter(pk=account)


_ACCOUNT = Prepared(_build_account)


def account_of_session(account_id: int) -> Account | None:
    """Whose session it is; the door asks whether she may still come in."""
    rows = _ACCOUNT.rows(account=account_id)
    return rows[0] if rows else None


def controllers_worked_for(account_id: int, *, on: date, roles: Iterable[str]) -> frozenset[int]:
    """Under which controllers an account holds one of these roles that day; none once every such role has ended. One query."""
    wanted = frozenset(roles)
    rows = _RUNNING.rows(account=account_id, on=on)
    found = (row.organisation.controller_of_record for row in rows if row.role in wanted)
    return frozenset(pk for pk in found if pk is not None)


def is_of_staff(account_id: int) -> bool:
    """Whether the account ever held a role, or is to hold one: then it is an administrator's, whoever else it is of."""
    return Membership.objects.filter(account_id=account_id).exists()


def username_is_free(username: str) -> bool:
    """Whether no account has this name, in any writing."""
    return not Account.objects.filter(username__iexact=username).exists()


def account_names(actor: Actor, ids: Iterable[int]) -> dict[int, str]:
    """Names of members of staff by id, for those the actor may see; others are missing from the answer."""
    wanted = {pk for pk in ids if pk}
    return dict(_NAMES.rows(actor, ids=sorted(wanted))) if wanted else {}


def _build_names(actor: Actor, *, ids: list[int]) -> QuerySet[Any]:
    return accounts_visible_to(actor).filter(pk__in=ids).values_list("pk", "name")


_NAMES = PreparedFor(_build_names)


def name_seen(actor: Actor, column: str) -> Subquery:
    """The name of the member of staff whose id stands in a column of the outer row; null for whom the actor may not see."""
    return Subquery(accounts_visible_to(actor).filter(pk=OuterRef(column)).values("name")[:1])


def organisation_names(ids: Iterable[int]) -> dict[int, str]:
    """Public names of organisations by id."""
    wanted = {pk for pk in ids if pk}
    return dict(Organisation.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}


def name_of_organisation(column: str) -> Subquery:
    """The public name of the organisation whose id stands in a column of the outer row: for a log of one query."""
    return Subquery(Organisation.objects.filter(pk=OuterRef(column)).values("name")[:1])


def name_of_account(column: str) -> Subquery:
    """The name of a member of staff in the same way; a person is told its first word (`first_name`)."""
    return Subquery(Account.objects.filter(pk=OuterRef(column)).values("name")[:1])


def first_name(name: str) -> str:
    """What somebody is called at the desk: no more than a person is told of who read her record."""
    return name.split(maxsplit=1)[0] if name.strip() else ""


def organisation(actor: Actor, public_id: UUID | str) -> Organisation:
    """One organisation, or `NotFound`."""
    row = organisations_visible_to(actor).filter(public_id=public_id).first()
    if row is None:
        raise NotFound
    return row


def organisation_by_id(pk: int) -> Organisation:
    """One organisation by row id, for rooms that hold the key."""
    row = Organisation.objects.filter(pk=pk).first()
    if row is None:
        raise NotFound
    return row


def controller_called(name: str = "") -> int:
    """The controller of that name, for a command; without a name the first there is. `NotFound` when there is none."""
    rows = Organisation.objects.filter(is_controller=True).order_by("pk")
    if name:
        rows = rows.filter(name__iexact=name)
    pk = rows.values_list("pk", flat=True).first()
    if pk is None:
        raise NotFound
    return pk


def members_of(actor: Actor, organisation_id: int, *, on: date, roles: Iterable[str] = ()) -> list[tuple[int, str]]:
    """Who belongs to a body today (with one of these roles, where some are named), by name, as far as the actor sees accounts."""
    running = Membership.objects.filter(_runs(on), organisation_id=organisation_id)
    wanted = list(roles)
    running = running.filter(role__in=wanted) if wanted else running
    rows = accounts_visible_to(actor).filter(pk__in=running.values("account"), is_active=True)
    return list(rows.order_by("name", "pk").values_list("pk", "name"))


def members_beside(actor: Actor, organisation: str, *, on: date) -> Nested:
    """The same for the body whose id stands in a column of the outer row: id and name, by name, in its query."""
    of_it = {"account": OuterRef("pk"), "organisation": OuterRef(OuterRef(organisation))}
    running = Membership.objects.filter(_runs(on), **of_it)
    rows = Account.objects.filter(Exists(running), pk__in=accounts_visible_to(actor).values("pk"), is_active=True)
    return Nested(rows.order_by("name", "pk"), "pk", "name")


def may_hold_case(account_id: int, *, controller_id: int | None, on: date, roles: Iterable[str]) -> bool:
    """Whether an account holds one of these roles today in an organisation under the controller."""
    return (
        Membership.objects.filter(
            Q(organisation_id=controller_id) | Q(organisation__controller_id=controller_id),
            _runs(on),
            account_id=account_id,
            role__in=list(roles),
        ).exists()
        if controller_id
        else False
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationLine:
    """An organisation as its administrator sees it."""

    public_id: UUID
    name: str
    kind: str
    is_controller: bool
    ours: bool  # the controller itself, or a partner under it
    contact_email: str
    contact_phone: str
    language: str
    version: int

    @property
    def has_contact(self) -> bool:
        """Whether a neutral message can reach it."""
        return bool(self.contact_email or self.contact_phone)


def organisations_of(actor: Actor) -> list[OrganisationLine]:
    """The actor's controller and the partners under it, by name, the controller first."""
    rows = organisations_managed_by(actor).filter(Q(pk=actor.controller_id) | Q(controller_id=actor.controller_id))
    return [_line(actor, row) for row in rows.order_by("-is_controller", "name", "id")]


def organisations_named(actor: Actor, text: str, *, limit: int = 25) -> list[OrganisationLine]:
    """Organisations that the actor may enrol, listings of the directory included, whose name holds every word."""
    words = text.split()[:6]
    if not words:
        return []
    rows = organisations_managed_by(actor)
    for word in words:
        rows = rows.filter(name__icontains=word)
    return [_line(actor, row) for row in rows.order_by("name", "id")[:limit]]


def organisations_called(text: str, *, limit: int = 6) -> list[tuple[int, str]]:
    """Organisations by name, for whoever types one: the one called exactly so alone, else those whose name holds every word.

    Names of organisations are public. None for no words.
    """
    words = text.split()[:6]
    if not words:
        return []
    exact = list(Organisation.objects.filter(name__iexact=" ".join(words)).values_list("pk", "name")[:1])
    if exact:
        return exact
    rows = Organisation.objects.all()
    for word in words:
        rows = rows.filter(name__icontains=word)
    return list(rows.order_by("name", "id").values_list("pk", "name")[:limit])


def managed_organisation(actor: Actor, public_id: UUID | str) -> OrganisationLine:
    """One organisation that the actor manages, or `NotFound`."""
    return _line(actor, one(organisations_managed_by(actor), public_id=public_id))


def _line(actor: Actor, row: Organisation) -> OrganisationLine:
    return OrganisationLine(
        public_id=row.public_id,
        name=row.name,
        kind=row.kind,
        is_controller=row.is_controller,
        ours=row.controller_of_record is not None and row.controller_of_record == actor.controller_id,
        contact_email=row.contact_email,
        contact_phone=row.contact_phone,
        language=row.language,
        version=row.version,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleLine:
    """A role of an account in one organisation, from a day until a day. `state` is running, coming or ended."""

    public_id: UUID
    role: str
    organisation_name: str
    starts_on: date
    ends_on: date | None
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLine:
    """An account and what it may do under the actor's controller."""

    public_id: UUID
    name: str
    username: str
    roles: tuple[RoleLine, ...]


def accounts_of(actor: Actor, *, on: date) -> list[AccountLine]:
    """The accounts with a role under the actor's controller, by name, in two queries; for administrators only."""
    found: dict[int, list[RoleLine]] = {}
    for row in memberships_managed_by(actor).select_related("organisation").order_by("starts_on", "id"):
        found.setdefault(row.account_id, []).append(_role_line(row, on))
    accounts = accounts_visible_to(actor).filter(pk__in=list(found)).exclude(username__startswith=GONE)
    return [
        AccountLine(public_id=row.public_id, name=row.name, username=row.username, roles=tuple(found[row.pk]))
        for row in accounts.order_by("name", "id")
    ]


def account_line(actor: Actor, public_id: UUID | str, *, on: date) -> AccountLine:
    """One of these accounts, or `NotFound`."""
    mine = memberships_managed_by(actor)
    row = one(accounts_visible_to(actor).filter(pk__in=mine.values("account_id")), public_id=public_id)
    roles = mine.filter(account_id=row.pk).select_related("organisation").order_by("starts_on", "id")
    return AccountLine(
        public_id=row.public_id,
        name=row.name,
        username=row.username,
        roles=tuple(_role_line(role, on) for role in roles),
    )


def _role_line(row: Membership, on: date) -> RoleLine:
    ended = row.ends_on is not None and row.ends_on < on
    state = "coming" if row.starts_on > on else "ended" if ended else "running"
    return RoleLine(
        public_id=row.public_id,
        role=row.role,
        organisation_name=row.organisation.name,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        state=state,
    )


def organisation_by_source(source: str, source_id: str) -> Organisation:
    """The organisation that a source knows under this id, or `NotFound`."""
    row = Organisation.objects.filter(source=source, source_id=source_id).first()
    if row is None:
        raise NotFound
    return row
