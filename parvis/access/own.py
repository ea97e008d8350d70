"""What is kept of an account, for the file of the person it belongs to."""

from __future__ import annotations

from parvis.access.models import Account, CodeApp, Membership, Passkey, Readmission, RecoveryCode
from parvis.core.subject import NotGiven, Row, Sheet

_ITS = {"account": NotGiven.INSIDE}
# How the door of the sign-in stands.
_GUARDS = ("password", "password_until", "epoch", "wrong_codes", "codes_wait_until")

SHEETS: tuple[Sheet, ...] = (
    Sheet(model=Account, person="pk", left_out=dict.fromkeys(_GUARDS, NotGiven.OPENS)),
    Sheet(model=Membership, person="account", named={"organisation": "name"}, left_out=_ITS),
    Sheet(model=CodeApp, person="account", left_out={**_ITS, "secret": NotGiven.OPENS, "last_step": NotGiven.OPENS}),
    Sheet(model=RecoveryCode, person="account", left_out={**_ITS, "digest": NotGiven.OPENS}),
    Sheet(
        model=Passkey,
        person="account",
        left_out={**_ITS, "credential": NotGiven.OPENS, "counter": NotGiven.OPENS},
    ),
    Sheet(
        model=Readmission,
        person="account",
        left_out={
            **_ITS,
            "first_half": NotGiven.OPENS,
            "asked_by": NotGiven.STAFF,
            "agreed_by": NotGiven.STAFF,
        },
    ),
)


def rows_of(sheet: Sheet, account_id: int) -> list[Row]:
    """What one table says of an account. The caller has made sure whose it is."""
    return sheet.rows(account_id, whole=True)
