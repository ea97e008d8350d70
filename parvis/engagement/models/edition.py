from django.db import models

from parvis.access.ownership import Owned
from parvis.core.fields import EncryptedText
from parvis.engagement.agreement_choices import AmendReason, EditionState


class Edition(Owned):
    """The text as it was sent for signature, then one more for each amendment: why, by whom, whether it holds."""

    retention = "case"

    agreement = models.ForeignKey("engagement.Agreement", on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=EditionState.choices, default=EditionState.PENDING)
    reason = models.CharField(max_length=10, choices=AmendReason.choices, blank=True, default="")
    words = EncryptedText(blank=True, default="")
    # It touches everybody: the first edition, and a change of the last day.
    whole = models.BooleanField(default=False)
    # The last day under this edition.
    ends_on = models.DateField(null=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("access.Account", null=True, on_delete=models.SET_NULL, related_name="+")
    in_force_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="engagement_edition_number"),
            models.UniqueConstraint(
                fields=["agreement"], condition=models.Q(state="pending"), name="engagement_edition_one_pending"
            ),
        ]
