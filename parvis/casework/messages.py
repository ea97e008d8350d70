"""The neutral texts that leave the house: no name, no service, no state of anything (principle 6)."""

from __future__ import annotations

from django.utils.translation import gettext

from parvis.core import outbox
from parvis.core.house import house

RECEIVED = "casework.received"
CHANGED = "casework.changed"
CODE = "casework.code"


def register() -> None:
    """Called once, when the room is ready."""
    outbox.register(
        outbox.Template(
            code=RECEIVED,
            subject=lambda: gettext("Something for you to read in Parvis"),
            body=lambda params: (
                gettext(
                    "A team asks for an answer from your organisation. Open this link: no account is needed, and opening it "
                    "changes nothing.\n\n%(link)s\n\nAnswer by %(due)s. Do not pass the link on."
                )
                % params
            ),
        )
    )
    outbox.register(
        outbox.Template(
            code=CHANGED,
            subject=lambda: gettext("Something for you to read in Parvis"),
            body=lambda params: (
                gettext("There is news on %(number)s. Open the link of our first message, or sign in, to read it.")
                % params
            ),
        )
    )
    outbox.register(
        outbox.Template(
            code=CODE,
            subject=lambda: gettext("Your code for Parvis"),
            body=lambda params: (
                gettext("Your code: %(code)s\nIt works once, for %(minutes)s minutes. Tell nobody.") % params
            ),
        )
    )


def link_of(token: str, *, language: str) -> str:
    """The address of one referral's page for its receiver."""
    return f"{house().address}/{language}/r/{token}/"
