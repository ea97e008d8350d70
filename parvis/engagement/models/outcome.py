from django.db import models

from parvis.access.ownership import Owned
from parvis.engagement.agreement_choices import CountedFrom, OutcomeAnswer, OutcomeQuestion


class OutcomeCheck(Owned):
    """A question some months after an engagement began or ended. No answer in its time is unknown: nothing is written then."""

    retention = "case"

    engagement = models.ForeignKey("engagement.Engagement", on_delete=models.CASCADE, related_name="outcomes")
    counted_from = models.CharField(max_length=5, choices=CountedFrom.choices)
    months = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=15, choices=OutcomeQuestion.choices)
    due_on = models.DateField()
    closes_on = models.DateField()
    answer = models.CharField(max_length=10, choices=OutcomeAnswer.choices, blank=True, default="")
    answered_at = models.DateTimeField(null=True)
    # Empty when the person answered herself.
    noted_by = models.ForeignKey("access.Account", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["due_on", "closes_on"], name="engagement_outcome_open")]
        constraints = [
            models.UniqueConstraint(
                fields=["engagement", "counted_from", "months", "question"], name="engagement_outcome_one"
            ),
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("due_on")), name="engagement_outcome_closes_after"
            ),
            models.CheckConstraint(
                condition=models.Q(answer="", answered_at__isnull=True)
                | (~models.Q(answer="") & models.Q(answered_at__isnull=False)),
                name="engagement_outcome_answered_at",
            ),
        ]
