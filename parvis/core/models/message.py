from django.db import models

from parvis.core.fields import EncryptedText
from parvis.core.models.record import Record


class Message(Record):
    """Something to send. Subject and text are neutral by construction: a template code and a link, never a name."""

    retention = "message"
    personal = True

    class State(models.TextChoices):
        QUEUED = "queued"
        SENT = "sent"
        HELD = "held"  # no way to send it here: the desk prints or calls
        FAILED = "failed"

    class Channel(models.TextChoices):
        EMAIL = "email"
        SMS = "sms"

    channel = models.CharField(max_length=10, choices=Channel.choices)
    to = EncryptedText()
    template = models.CharField(max_length=60)
    language = models.CharField(max_length=10)
    subject = models.CharField(max_length=200)
    body = EncryptedText()
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    organisation_id = models.BigIntegerField(null=True)
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "queued_at"], name="core_message_state")]
