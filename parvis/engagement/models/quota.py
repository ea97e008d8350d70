from django.db import models

from parvis.core.models import Record
from parvis.engagement.choices import Part


class Quota(Record):
    """Places of an offer kept for some: for those who come in a part, or whom an organisation sends. One of the two."""

    retention = "public"
    personal = False

    offer = models.ForeignKey("engagement.Offer", on_delete=models.CASCADE, related_name="quotas")
    part = models.CharField(max_length=10, choices=Part.choices, blank=True, default="")
    sender = models.ForeignKey("access.Organisation", null=True, on_delete=models.CASCADE, related_name="+")
    places = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(part="", sender__isnull=False)
                | (~models.Q(part="") & models.Q(sender__isnull=True)),
                name="engagement_quota_of_one_sort",
            ),
            models.UniqueConstraint(
                fields=["offer", "part"], condition=~models.Q(part=""), name="engagement_quota_part_once"
            ),
            models.UniqueConstraint(
                fields=["offer", "sender"],
                condition=models.Q(sender__isnull=False),
                name="engagement_quota_sender_once",
            ),
        ]
