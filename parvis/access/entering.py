"""What the sign-in asks of an account after its password, and what an account sees of its own factors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef

from parvis.access.door import SECOND_FACTOR
from parvis.access.models import Account, CodeApp, Membership, RecoveryCode

NOTHING, CHOOSE, SHOW, SET_UP = "", "choose", "show", "set_up"


def what_is_asked(account_id: int) -> str:
    """Of whom somebody else has given a password, one of her own; a code of whoever has a second factor; of whoever has or had
    work here and has none, that she sets one up.
    """
    app = CodeApp.objects.filter(account=OuterRef("pk"))
    work = Membership.objects.filter(account=OuterRef("pk"))
    row = Account.objects.filter(pk=account_id).values_list("password_until", Exists(app), Exists(work)).first()
    given, has_app, at_work = row or (None, False, False)
    if given is not None:
        return CHOOSE
    if has_app:
        return SHOW
    return SET_UP if at_work and settings.PARVIS_SECOND_FACTOR else NOTHING


def opens_work(session: Mapping[str, Any]) -> bool:
    """Whether a session may open work rooms: where a second factor is required, only if it has shown one."""
    return not settings.PARVIS_SECOND_FACTOR or bool(session.get(SECOND_FACTOR))


@dataclass(frozen=True, slots=True)
class Factors:
    """What an account has set up."""

    app_since: datetime | None
    codes_left: int


def factors_of(account_id: int) -> Factors:
    """For the account itself."""
    app = CodeApp.objects.filter(account_id=account_id).first()
    left = RecoveryCode.objects.filter(account_id=account_id, used_at=None).count()
    return Factors(app.set_up_at if app else None, left)
