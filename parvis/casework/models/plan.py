from django.db import models

from parvis.access.ownership import OwnedVersioned
from parvis.casework.choices import Doer, StepState
from parvis.core.fields import EncryptedText


class Plan(OwnedVersioned):
    """What was agreed with the person. A new agreement makes a new edition; the older ones stay readable."""

    retention = "case"

    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="plans")
    edition = models.PositiveIntegerField(default=1)
    agreed_at = models.DateTimeField(null=True)
    agreed_language = models.CharField(max_length=10, blank=True, default="")
    agreed_manner = models.CharField(max_length=20, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "edition"], name="casework_plan_edition")]


class Step(OwnedVersioned):
    """One thing that somebody does by a day. Done is what another party confirms, not what one claims."""

    retention = "case"

    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="steps")
    plan = models.ForeignKey("casework.Plan", on_delete=models.CASCADE, related_name="steps")
    need = models.ForeignKey("casework.Need", null=True, on_delete=models.SET_NULL, related_name="steps")
    text = EncryptedText()
    # The same sentence in the person's language, written or read by the worker; empty when there is none.
    text_for_person = EncryptedText(blank=True, default="")
    bring = EncryptedText(blank=True, default="")
    doer = models.CharField(max_length=10, choices=Doer.choices, default=Doer.PERSON)
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=15, choices=StepState.choices, default=StepState.PLANNED)
    claimed_by = models.CharField(max_length=10, blank=True, default="")
    confirmed_by = models.CharField(max_length=10, blank=True, default="")
    reason = models.CharField(max_length=40, blank=True, default="")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["case", "state"], name="casework_step_state"),
            models.Index(fields=["controller", "state", "due_on"], name="casework_step_due"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="confirmed")
                | (~models.Q(confirmed_by="") & ~models.Q(confirmed_by=models.F("claimed_by"))),
                name="casework_step_confirmed_by_another",
            ),
        ]
