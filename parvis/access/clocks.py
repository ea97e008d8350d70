"""When accounts of staff lose their identity: some time after the last membership, or the making of one that never had any."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Case, DateTimeField, F, OuterRef, Q, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce

from parvis.access.choices import GONE
from parvis.access.models import Account, Membership
from parvis.core import clocks
from parvis.kernel.actor import Actor


def register() -> None:
    """For `apps.py`."""
    clocks.register(
        clocks.Clock(
            model="access.Account",
            since=lambda: Coalesce(_last_membership(), F("created_at")),
            where=lambda: ~Q(username__startswith=GONE),
            erase=anonymise,
        )
    )


def anonymise(ids: list[Any], by: Actor, at: datetime) -> None:
    """Name, sign-in name, address and password go, and what libraries keep for the sign-in. The row stays: what was done with it
    stands in the log under its number, and the roles it had say by what right."""
    for row in Account.objects.filter(pk__in=ids):
        row.username, row.name, row.email = f"{GONE}{row.public_id.hex}", "", ""
        row.is_active, row.last_login = False, None
        row.set_unusable_password()
        row.save()
    for relation in Account._meta.related_objects:
        model: Any = relation.related_model
        if not model.__module__.startswith("parvis.") or _opens(relation):
            model._base_manager.filter(**{f"{relation.field.name}__in": ids}).delete()


def _opens(relation: Any) -> bool:
    """Whether such rows are how an account is opened: its app, passkeys, codes, readmissions. Roles stay."""
    model = relation.related_model
    return model._meta.app_label == "access" and model is not Membership and relation.field.name == "account"


def _last_membership() -> Combinable:
    ended = Cast("ends_on", DateTimeField())
    until = Case(When(ends_on=None, then=clocks.far()), default=ended, output_field=DateTimeField())
    rows = Membership.objects.filter(account=OuterRef("pk")).annotate(until=until)
    return clocks.latest(rows, "until")
