from django.db import models

from parvis.access.choices import Role
from parvis.core.models import Record


class Membership(Record):
    """An account holds a role in an organisation from a day until a day."""

    retention = "account"
    personal = True

    account = models.ForeignKey("access.Account", on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey("access.Organisation", on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="access_membership_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["account", "organisation", "role", "starts_on"], name="access_membership_one"
            ),
        ]
