"""The neutral texts of the room (principle 6)."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext

from parvis.access.models import Account
from parvis.core import outbox

READMITTED = "access.readmitted"


def register() -> None:
    """Called once, when the room is ready."""
    outbox.register(
        outbox.Template(
            code=READMITTED,
            subject=lambda: gettext("About your sign-in"),
            body=lambda _params: gettext(
                "Two administrators have just opened your sign-in anew. Every session is over. If you did not ask for this, call them now."
            ),
        )
    )


def tell_readmitted(account: Account, *, organisation_id: int | None, at: datetime) -> None:
    """To the account's own address, where it has one: whoever did not ask for it notices."""
    if account.email:
        outbox.send(
            outbox.Letter(
                to=account.email,
                channel="email",
                template=READMITTED,
                language=account.language,
                params={},
                organisation_id=organisation_id,
            ),
            at=at,
        )
