"""What is kept of an account, for the file of the person it belongs to."""

from __future__ import annotations

from parvis.access.models import Account, Membership
from parvis.core.subject import NotGiven, Row, Sheet

_ACCOUNT = Sheet(
    model=Account,
    person="pk",
    left_out={"password": NotGiven.OPENS},
)
_ROLES = Sheet(
    model=Membership,
    person="account",
    named={"organisation": "name"},
    left_out={"account": NotGiven.INSIDE},
)
COVERED = (Account, Membership)


def account_of(account_id: int) -> list[Row]:
    """How she signs in. The caller has made sure whose it is."""
    return _ACCOUNT.rows(account_id, whole=True)


def roles_of(account_id: int) -> list[Row]:
    """In which roles she worked where, until when."""
    return _ROLES.rows(account_id, whole=True)
