from django.db import models

from parvis.core.models import Versioned
from parvis.directory.choices import LookAlikeKind, LookAlikeState


class LookAlike(Versioned):
    """Two services, or two organisations, that may be the same one. A person says; nothing merges by itself.

    `one_id` and `other_id` are row ids of services or profiles, the smaller first. Of two that are the same, `shown_id` is
    listed and `hidden_id` points to it.
    """

    kind = models.CharField(max_length=12, choices=LookAlikeKind.choices)
    one_id = models.BigIntegerField()
    other_id = models.BigIntegerField()
    score = models.PositiveSmallIntegerField()  # of 100
    reasons = models.JSONField(default=list)  # codes with what they rest on, see `engines.likeness`
    state = models.CharField(max_length=10, choices=LookAlikeState.choices, default=LookAlikeState.OPEN)
    shown_id = models.BigIntegerField(null=True)
    hidden_id = models.BigIntegerField(null=True)
    found_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.BigIntegerField(null=True)  # an account

    class Meta:
        indexes = [models.Index(fields=["state", "-score"], name="directory_lookalike_state")]
        constraints = [
            models.UniqueConstraint(fields=["kind", "one_id", "other_id"], name="directory_lookalike_pair"),
            models.CheckConstraint(
                condition=models.Q(one_id__lt=models.F("other_id")), name="directory_lookalike_order"
            ),
        ]
