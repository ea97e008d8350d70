"""Handing a queued message to its channel, after the transaction that queued it."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.mail import send_mail

from parvis.core.audit import acting
from parvis.core.models import Message
from parvis.kernel.actor import Actor


def deliver(message: Message, *, at: datetime) -> Message:
    """Hand a queued message to its channel. A channel that is not set up holds the message for the desk."""
    if message.state != Message.State.QUEUED:
        return message
    message.state = _hand_over(message)
    message.sent_at = at if message.state == Message.State.SENT else None
    with acting(Actor.system("outbox")):
        message.save(update_fields=["state", "sent_at"])
    return message


def _hand_over(message: Message) -> Message.State:
    if message.channel != Message.Channel.EMAIL or not settings.PARVIS_SENDS_EMAIL:
        return Message.State.HELD
    try:
        send_mail(message.subject, message.body, None, [message.to])
    except OSError:  # smtplib's errors and those of the network; the desk sees what failed
        return Message.State.FAILED
    return Message.State.SENT
