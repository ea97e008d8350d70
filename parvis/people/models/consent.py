from django.db import models

from parvis.access.ownership import OwnedVersioned
from parvis.people.choices import ConsentManner, ConsentState, Purpose


class Consent(OwnedVersioned):
    """What a person allows: one purpose, one recipient, named fields, until a day. Withdrawn at any time (principle 4)."""

    retention = "consent"

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    recipient = models.ForeignKey("access.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    fields = models.JSONField(default=list)
    text_version = models.CharField(max_length=20)
    language = models.CharField(max_length=10)
    manner = models.CharField(max_length=10, choices=ConsentManner.choices)
    interpreter = models.CharField(max_length=120, blank=True, default="")
    # Who says yes for a child under the age of consent.
    guardian = models.ForeignKey("people.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=10, choices=ConsentState.choices, default=ConsentState.EXPLAINED)
    explained_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey("access.Account", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["person", "purpose", "state"], name="people_consent_person")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(purpose="referral") | models.Q(recipient__isnull=False),
                name="people_consent_referral_names_recipient",
            ),
            models.CheckConstraint(
                condition=~models.Q(purpose="participation") | models.Q(recipient__isnull=False),
                name="people_consent_participation_names_recipient",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="given") | models.Q(given_at__isnull=False, expires_at__isnull=False),
                name="people_consent_given_has_dates",
            ),
            models.UniqueConstraint(
                fields=["person", "purpose", "recipient"],
                condition=models.Q(state="given", recipient__isnull=False),
                name="people_consent_one_live_a_recipient",
            ),
            models.UniqueConstraint(
                fields=["person", "purpose"],
                condition=models.Q(state="given", recipient__isnull=True),
                name="people_consent_one_live_of_our_own",
            ),
        ]
