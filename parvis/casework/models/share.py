from django.db import models

from parvis.access.ownership import Owned
from parvis.casework.choices import ShareState


class Share(Owned):
    """Exactly these fields, to this receiver, from opening to closing. Never the row."""

    retention = "case"

    referral = models.OneToOneField("casework.Referral", on_delete=models.CASCADE, related_name="share")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="shares")
    receiver = models.ForeignKey("access.Organisation", on_delete=models.PROTECT, related_name="+")
    consent = models.ForeignKey("people.Consent", null=True, on_delete=models.PROTECT, related_name="+")
    fields = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=ShareState.choices, default=ShareState.CLOSED)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    close_reason = models.CharField(max_length=20, blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["receiver", "state"], name="casework_share_receiver")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="open") | models.Q(consent__isnull=False, opened_at__isnull=False),
                name="casework_open_share_has_consent",
            ),
        ]
