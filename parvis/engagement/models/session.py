from django.db import models

from parvis.core.fields import EncryptedText
from parvis.core.models import Versioned
from parvis.engagement.choices import SessionState


class Session(Versioned):
    """A time and a place where people meet: a lesson of an offer, or one person's appointment with an organisation."""

    retention = "case"
    personal = True

    # Whose key seals `subject` and `bring`; empty for a lesson that is nobody's in particular.
    controller = models.ForeignKey("access.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("access.Organisation", on_delete=models.PROTECT, related_name="+")
    offer = models.ForeignKey("engagement.Offer", null=True, on_delete=models.CASCADE, related_name="sessions")
    location = models.ForeignKey("directory.Location", null=True, on_delete=models.SET_NULL, related_name="+")
    host = models.ForeignKey("access.Account", null=True, on_delete=models.SET_NULL, related_name="+")
    room = models.CharField(max_length=80, blank=True, default="")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    zone = models.CharField(max_length=40, default="Europe/Paris")
    state = models.CharField(max_length=10, choices=SessionState.choices, default=SessionState.PLANNED)
    cancelled_by = models.CharField(max_length=20, blank=True, default="")
    subject = EncryptedText(blank=True, default="")
    bring = EncryptedText(blank=True, default="")
    # Places of this session alone, where a kind gives its sessions one by one; none: as many as the offer takes.
    capacity = models.PositiveIntegerField(null=True)
    moved_from = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="moved_to")

    class Meta:
        indexes = [models.Index(fields=["organisation", "starts_at"], name="engagement_session_day")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="engagement_session_ends_after_start"
            ),
        ]
