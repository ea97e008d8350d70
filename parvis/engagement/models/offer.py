from django.db import models

from parvis.core.models import Versioned
from parvis.engagement.choices import OfferState


class Offer(Versioned):
    """Something an organisation offers that a person can take up. What is special to a kind stands in `details`."""

    retention = "public"
    personal = False

    kind = models.CharField(max_length=20)  # a code of `engagement.kinds`
    organisation = models.ForeignKey("access.Organisation", on_delete=models.PROTECT, related_name="offers")
    service = models.ForeignKey("directory.Service", null=True, on_delete=models.SET_NULL, related_name="offers")
    location = models.ForeignKey("directory.Location", null=True, on_delete=models.SET_NULL, related_name="+")
    # Whose own time it is: a mentor's, a buddy's. Never told to the public.
    given_by = models.ForeignKey("people.Person", null=True, on_delete=models.SET_NULL, related_name="offers")
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True, default="")
    language = models.CharField(max_length=10, default="fr")
    topics = models.JSONField(default=list)
    requirements = models.JSONField(default=list)
    details = models.JSONField(default=dict)
    supports = models.JSONField(default=list)  # codes of `SupportKind` that whoever gives has ready
    capacity = models.PositiveIntegerField(null=True)
    hands_on = models.BooleanField(default=True)  # a place that comes free is offered to the next who waits
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=OfferState.choices, default=OfferState.OPEN)
    source_id = models.CharField(max_length=80, blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "state"], name="engagement_offer_of"),
            models.Index(fields=["state", "ends_on"], name="engagement_offer_open"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(starts_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="engagement_offer_ends_after_start",
            ),
        ]
