from django.db import models

from parvis.access.ownership import OwnedVersioned
from parvis.casework.choices import NeedState, Severity
from parvis.core.fields import EncryptedText


class Need(OwnedVersioned):
    """What the person needs, by dimension and topic, in her own words."""

    retention = "case"

    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="needs")
    dimension = models.CharField(max_length=20)
    topic = models.CharField(max_length=20)
    words = EncryptedText(blank=True, default="")
    words_language = models.CharField(max_length=10, blank=True, default="")
    stated_by = models.CharField(max_length=10, default="person")
    severity = models.CharField(max_length=10, choices=Severity.choices, default=Severity.MEDIUM)
    state = models.CharField(max_length=10, choices=NeedState.choices, default=NeedState.OPEN)
    stated_at = models.DateTimeField()
