from django.db import models

from parvis.access.ownership import Owned


class ReferralLink(Owned):
    """The link of one referral: needs no account, changes nothing when opened, expires. Only its digest is stored."""

    retention = "link"

    referral = models.ForeignKey("casework.Referral", on_delete=models.CASCADE, related_name="links")
    token_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)


class AnswerCode(Owned):
    """A one-time code sent to the receiver's registered contact: it opens the identity, after acceptance, once."""

    retention = "link"

    referral = models.ForeignKey("casework.Referral", on_delete=models.CASCADE, related_name="codes")
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    tries_left = models.PositiveSmallIntegerField(default=5)
