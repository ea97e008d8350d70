from django.db import models

from parvis.core.fields import EncryptedText
from parvis.core.models import Record


class Readmission(Record):
    """Two administrators of one controller let a colleague in again who has lost her second factor. One alone can't."""

    retention = "account"
    personal = True

    controller = models.ForeignKey("access.Organisation", on_delete=models.CASCADE, related_name="+")
    account = models.ForeignKey("access.Account", on_delete=models.CASCADE, related_name="readmissions")
    asked_by = models.ForeignKey("access.Account", on_delete=models.CASCADE, related_name="+")
    reason = EncryptedText()
    first_half = EncryptedText(blank=True, default="")  # of her next password, until the second half is made
    asked_at = models.DateTimeField()
    until = models.DateTimeField()
    agreed_by = models.ForeignKey("access.Account", null=True, on_delete=models.CASCADE, related_name="+")
    agreed_reason = EncryptedText(blank=True, default="")
    agreed_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(agreed_by__isnull=True) | ~models.Q(agreed_by=models.F("asked_by")),
                name="access_readmission_by_two",
            ),
            models.CheckConstraint(
                condition=~models.Q(asked_by=models.F("account"))
                & (models.Q(agreed_by__isnull=True) | ~models.Q(agreed_by=models.F("account"))),
                name="access_readmission_by_others",
            ),
        ]
