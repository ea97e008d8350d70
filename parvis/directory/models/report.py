from django.db import models

from parvis.core.models import Record


class ListingReport(Record):
    """Somebody says that a listing is wrong. Nothing is asked about the one who says it."""

    retention = "technical"
    personal = False

    service = models.ForeignKey("directory.Service", null=True, on_delete=models.CASCADE, related_name="reports")
    what = models.CharField(max_length=20)
    words = models.TextField(blank=True, default="")
    language = models.CharField(max_length=10, default="fr")
    seen_at = models.DateTimeField(null=True)
