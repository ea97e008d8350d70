from django.db import models

from parvis.access.ownership import OwnedVersioned
from parvis.engagement.choices import SupportKind, SupportState


class Support(OwnedVersioned):
    """What one person needs at one session, asked for and confirmed. It says what is needed, never why."""

    retention = "case"

    attendance = models.ForeignKey("engagement.Attendance", on_delete=models.CASCADE, related_name="supports")
    kind = models.CharField(max_length=14, choices=SupportKind.choices)
    language = models.CharField(max_length=10, blank=True, default="")  # of the interpreter
    number = models.PositiveSmallIntegerField(default=1)  # children looked after, seats in the car
    state = models.CharField(max_length=14, choices=SupportState.choices, default=SupportState.ASKED)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(number__gte=1), name="engagement_support_is_some"),
            models.UniqueConstraint(
                fields=["attendance", "kind"],
                condition=models.Q(state__in=["asked", "confirmed"]),
                name="engagement_support_once_open",
            ),
        ]
