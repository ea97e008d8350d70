from django.db import models

from parvis.access.ownership import OwnedVersioned
from parvis.casework.choices import VisitState


class Visit(OwnedVersioned):
    """Somebody at the desk today: a ticket, perhaps without a name (A3-02)."""

    retention = "case"

    organisation = models.ForeignKey("access.Organisation", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", null=True, on_delete=models.CASCADE, related_name="visits")
    ticket = models.CharField(max_length=10)
    topic = models.CharField(max_length=20, blank=True, default="")
    language = models.CharField(max_length=10, blank=True, default="")
    arrived_at = models.DateTimeField()
    state = models.CharField(max_length=15, choices=VisitState.choices, default=VisitState.WAITING)
    worker = models.ForeignKey("access.Account", null=True, on_delete=models.SET_NULL, related_name="+")
    outcome = models.CharField(max_length=30, blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["organisation", "state", "arrived_at"], name="casework_visit_queue")]
