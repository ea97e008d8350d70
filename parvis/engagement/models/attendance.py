from django.db import models

from parvis.access.ownership import OwnedVersioned
from parvis.engagement.choices import AttendanceState


class Attendance(OwnedVersioned):
    """A person and a session: expected, then what happened. The reason is a code, never a story."""

    retention = "case"

    session = models.ForeignKey("engagement.Session", on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="attendances")
    engagement = models.ForeignKey("engagement.Engagement", null=True, on_delete=models.SET_NULL, related_name="+")
    case_ref = models.BigIntegerField(null=True)
    step_ref = models.BigIntegerField(null=True)
    state = models.CharField(max_length=10, choices=AttendanceState.choices, default=AttendanceState.EXPECTED)
    reason = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "person"], name="engagement_attendance_one")]
        indexes = [
            models.Index(fields=["person", "state"], name="engagement_attendance_person"),
            models.Index(fields=["case_ref"], name="engagement_attendance_case"),
        ]
