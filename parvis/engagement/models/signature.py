from django.db import models

from parvis.access.ownership import Owned
from parvis.core.fields import EncryptedText
from parvis.engagement.agreement_choices import SignatureManner


class Signature(Owned):
    """A party's yes to an edition: exactly these clauses, in both languages."""

    retention = "case"

    party = models.ForeignKey("engagement.Party", on_delete=models.CASCADE, related_name="signatures")
    edition = models.PositiveSmallIntegerField()
    # [position, edition] of each clause that it covers.
    covers = models.JSONField(default=list)
    # Keyed hash of their texts: tells later whether they are still what was signed.
    digest = models.CharField(max_length=64)
    manner = models.CharField(max_length=10, choices=SignatureManner.choices)
    signed_at = models.DateTimeField()
    # Who signed for an organisation; who noted a signature on paper or by word of mouth, and who heard it.
    account = models.ForeignKey("access.Account", null=True, on_delete=models.SET_NULL, related_name="+")
    recorded_by = models.ForeignKey("access.Account", null=True, on_delete=models.SET_NULL, related_name="+")
    witness = EncryptedText(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["party", "edition"], name="engagement_signature_once"),
        ]
