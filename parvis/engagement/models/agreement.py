from django.db import models

from parvis.access.ownership import OwnedVersioned
from parvis.core.fields import EncryptedText
from parvis.engagement.agreement_choices import AgreementState, VoidReason
from parvis.engagement.choices import EndReason


class Agreement(OwnedVersioned):
    """What the parties of an engagement promise one another, in two languages side by side."""

    retention = "case"

    engagement = models.ForeignKey("engagement.Engagement", on_delete=models.CASCADE, related_name="agreements")
    template = models.CharField(max_length=30)
    text_version = models.CharField(max_length=20)
    # The second may be empty, where everybody reads the first.
    first_language = models.CharField(max_length=10)
    second_language = models.CharField(max_length=10, blank=True, default="")
    first_title = EncryptedText()
    second_title = EncryptedText(blank=True, default="")
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    state = models.CharField(max_length=15, choices=AgreementState.choices, default=AgreementState.DRAFT)
    # The newest edition that was made; which of them hold, the editions say.
    edition = models.PositiveSmallIntegerField(default=1)
    drafted_by = models.ForeignKey("access.Account", null=True, on_delete=models.SET_NULL, related_name="+")
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(
        max_length=20, choices=[*EndReason.choices, ("ran_out", "ran_out")], blank=True, default=""
    )
    void_reason = models.CharField(max_length=15, choices=VoidReason.choices, blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["state", "ends_on"], name="engagement_agreement_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["engagement"],
                condition=~models.Q(state__in=["ended", "void"]),
                name="engagement_agreement_one_open",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(starts_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="engagement_agreement_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~models.Q(first_language=models.F("second_language")),
                name="engagement_agreement_two_languages",
            ),
        ]
