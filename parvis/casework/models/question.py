from django.db import models

from parvis.access.ownership import Owned
from parvis.core.fields import EncryptedText


class Question(Owned):
    """The receiver asks before answering; the worker answers. Still without identity."""

    retention = "case"

    referral = models.ForeignKey("casework.Referral", on_delete=models.CASCADE, related_name="questions")
    text = EncryptedText()
    asked_at = models.DateTimeField()
    answer = EncryptedText(blank=True, default="")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("access.Account", null=True, on_delete=models.SET_NULL, related_name="+")
