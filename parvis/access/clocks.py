"""When accounts of staff lose their identity: some time after the last membership, or the making of one that never had any."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Case, DateTimeField, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Cast, Coalesce

from parvis.access.choices import GONE
from parvis.access.models import Account, CodeApp, Membership, Readmission, RecoveryCode
from parvis.core import clocks
from parvis.kernel.actor import Actor


def register() -> None:
    """For `apps.py`."""
    clocks.register(
        clocks.Clock(
            model="access.Account",
            since=lambda: Coalesce(Subquery(_last_membership()), F("created_at")),
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
    for ours in (CodeApp, RecoveryCode, Readmission):
        ours.objects.filter(account__in=ids).delete()
    for relation in Account._meta.related_objects:
        of_others = not relation.related_model.__module__.startswith("parvis.")  # type: ignore[union-attr]
        if of_others:
            relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": ids}).delete()  # type: ignore[union-attr]


def _last_membership() -> Any:
    ended = Cast("ends_on", DateTimeField())
    until = Case(When(ends_on=None, then=clocks.far()), default=ended, output_field=DateTimeField())
    rows = Membership.objects.filter(account=OuterRef("pk")).annotate(until=until)
    return rows.order_by("-until").values("until")[:1]
