"""What leaves the house: queued in the transaction, sent after commit, one neutral text a template.

A subject or text never names a person, a service or a status (principle 6): it says there is something to read,
and gives the link.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation

from parvis.core.models import Message
from parvis.core.tasks import deliver_message


@dataclass(frozen=True, slots=True)
class Template:
    """Two functions that give the neutral subject and text in the language in force; the text may use `params`."""

    code: str
    subject: Callable[[], str]
    body: Callable[[Mapping[str, str]], str]


_templates: dict[str, Template] = {}


def register(template: Template) -> None:
    """A room registers its templates in its `apps.py`."""
    _templates[template.code] = template


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One message to queue. `params` may hold a link or a code, never a name."""

    to: str
    channel: str
    template: str
    language: str
    params: Mapping[str, str]
    organisation_id: int | None = None


def send(letter: Letter, *, at: datetime) -> Message:
    """Queue a message; a task delivers it once the transaction is committed."""
    template = _templates[letter.template]
    with translation.override(letter.language):
        subject, body = template.subject(), template.body(letter.params)
    message = Message.objects.create(
        channel=letter.channel,
        to=letter.to,
        template=letter.template,
        language=letter.language,
        subject=subject,
        body=body,
        organisation_id=letter.organisation_id,
        queued_at=at,
    )
    transaction.on_commit(lambda: deliver_message.enqueue(message.pk))
    return message


def messages() -> QuerySet[Message]:
    """Every message, newest first: for the demo's outbox page and for tests."""
    return Message.objects.order_by("-queued_at", "-id")
