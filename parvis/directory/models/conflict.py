from django.db import models

from parvis.core.models import Versioned
from parvis.directory.choices import ConflictState


class FieldConflict(Versioned):
    """A source says something else than what somebody wrote here by hand. Ours stands until a person decides.

    `ours` and `theirs` are states of the field as `directory.keeping` makes them; `held` is what the provenance said of the hand.
    """

    service = models.ForeignKey("directory.Service", null=True, on_delete=models.CASCADE, related_name="conflicts")
    location = models.ForeignKey("directory.Location", null=True, on_delete=models.CASCADE, related_name="conflicts")
    field = models.CharField(max_length=30)
    source = models.CharField(max_length=60)
    ours = models.JSONField(default=dict)
    theirs = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)  # of theirs: the same saying is one conflict
    held = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=ConflictState.choices, default=ConflictState.OPEN)
    raised_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.BigIntegerField(null=True)  # an account

    class Meta:
        indexes = [models.Index(fields=["state", "raised_at"], name="directory_conflict_state")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(service__isnull=True) ^ models.Q(location__isnull=True),
                name="directory_conflict_of_one",
            ),
            models.UniqueConstraint(
                fields=["service", "field", "digest"],
                condition=models.Q(service__isnull=False),
                name="directory_conflict_service",
            ),
            models.UniqueConstraint(
                fields=["location", "field", "digest"],
                condition=models.Q(location__isnull=False),
                name="directory_conflict_location",
            ),
        ]
