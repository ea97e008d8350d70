"""The neutral texts of the room: that there is news, never what (principle 6). Each reader gets her own language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext

from parvis.core import outbox
from parvis.core.house import house
from parvis.people import queries as people

NEWS = "engagement.news"


def register() -> None:
    """Called once, when the room is ready."""
    outbox.register(
        outbox.Template(
            code=NEWS,
            subject=lambda: gettext("Something for you to read in Parvis"),
            body=lambda params: (
                gettext("There is something new for you. Open it with your card or your account: %(link)s") % params
            ),
        )
    )


def tell(person_ids: Iterable[int], *, at: datetime) -> int:
    """Say to each that there is news, where a message may safely reach her; returns to how many."""
    reached = people.safe_addresses(person_ids)
    for address in reached.values():
        letter = outbox.Letter(
            to=address.to,
            channel=address.channel,
            template=NEWS,
            language=address.language,
            params={"link": f"{house().address}/"},
        )
        outbox.send(letter, at=at)
    return len(reached)
