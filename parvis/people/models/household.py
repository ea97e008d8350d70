from django.db import models

from parvis.access.ownership import Owned
from parvis.people.choices import HouseholdRole


class Household(Owned):
    """People who live as one household. It has no account and no case of its own: each member keeps hers."""

    retention = "person"

    label = models.CharField(max_length=20)


class HouseholdMember(Owned):
    """A person belongs to a household from a day until a day."""

    retention = "person"

    household = models.ForeignKey("people.Household", on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=HouseholdRole.choices)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="people_member_ends_after_start",
            ),
        ]
