from django.db import models

from parvis.access.ownership import OwnedVersioned
from parvis.core.fields import EncryptedText
from parvis.oversight.choices import HoldReason, HoldState


class Hold(OwnedVersioned):
    """Somebody's file is kept for a legal reason. It goes with the person, once it is lifted and she is due."""

    retention = "person"

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=10, choices=HoldReason.choices)
    words = EncryptedText()
    state = models.CharField(max_length=10, choices=HoldState.choices, default=HoldState.STANDING)
    placed_by = models.ForeignKey("access.Account", null=True, on_delete=models.SET_NULL, related_name="+")
    placed_at = models.DateTimeField()
    # The day by which somebody asks again whether it is still needed.
    review_on = models.DateField()
    asked_by = models.ForeignKey("access.Account", null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(null=True)
    asked_words = EncryptedText(blank=True, default="")
    lifted_by = models.ForeignKey("access.Account", null=True, on_delete=models.SET_NULL, related_name="+")
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["controller", "state", "review_on"], name="oversight_hold_list")]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=~models.Q(state="lifted"), name="oversight_hold_one_a_person"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="lifted") | models.Q(lifted_at__isnull=False, asked_at__isnull=False),
                name="oversight_hold_lifted_was_asked",
            ),
        ]
