from django.db import models

from parvis.access.ownership import OwnedVersioned
from parvis.casework.choices import ReferralState, ServiceOutcome, Urgency
from parvis.core.fields import EncryptedText


class Referral(OwnedVersioned):
    """A need crosses to another organisation, under a consent. Silence past `due_at` is a flag, never success."""

    retention = "case"

    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="referrals")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="referrals")
    need = models.ForeignKey("casework.Need", null=True, on_delete=models.SET_NULL, related_name="referrals")
    step = models.ForeignKey("casework.Step", null=True, on_delete=models.SET_NULL, related_name="referrals")
    number = models.CharField(max_length=20, unique=True)  # `R-1187`: what both sides say on the phone
    sender = models.ForeignKey("access.Organisation", on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey("access.Organisation", on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey("directory.Service", null=True, on_delete=models.SET_NULL, related_name="+")
    consent = models.ForeignKey("people.Consent", null=True, on_delete=models.PROTECT, related_name="+")
    urgency = models.CharField(max_length=10, choices=Urgency.choices, default=Urgency.NORMAL)
    fields = models.JSONField(default=list)
    # What the preview says of the need: written so that nobody can be recognised.
    preview = EncryptedText(blank=True, default="")
    note = EncryptedText(blank=True, default="")
    state = models.CharField(max_length=10, choices=ReferralState.choices, default=ReferralState.DRAFT)
    reason = models.CharField(max_length=20, blank=True, default="")
    outcome = models.CharField(max_length=10, choices=ServiceOutcome.choices, blank=True, default="")
    outcome_words = EncryptedText(blank=True, default="")
    created_by = models.ForeignKey("access.Account", null=True, on_delete=models.SET_NULL, related_name="+")
    sent_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    no_feedback_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["receiver", "state"], name="casework_referral_receiver"),
            models.Index(fields=["case", "state"], name="casework_referral_case"),
            models.Index(fields=["sender", "state", "due_at"], name="casework_referral_due"),
            models.Index(fields=["person", "state"], name="casework_referral_person"),
            models.Index(fields=["sender", "closed_at"], name="casework_referral_closed"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "withdrawn", "expired"])
                | models.Q(consent__isnull=False, sent_at__isnull=False, due_at__isnull=False),
                name="casework_sent_referral_has_consent",
            ),
        ]
