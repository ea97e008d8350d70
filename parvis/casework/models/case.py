from django.db import models

from parvis.access.ownership import Owned, OwnedVersioned
from parvis.casework.choices import CaseState


class Case(OwnedVersioned):
    """The file of one person at one organisation. Seen by its members and their team, by nobody else."""

    retention = "case"

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="cases")
    organisation = models.ForeignKey("access.Organisation", on_delete=models.PROTECT, related_name="cases")
    number = models.CharField(max_length=20)  # the code name: `V-0312`
    lead = models.ForeignKey("access.Account", null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=10, choices=CaseState.choices, default=CaseState.ENQUIRY)
    close_reason = models.CharField(max_length=20, blank=True, default="")
    # A restricted case is seen by its members only, not by the whole team of the organisation.
    restricted = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="casework_case_number"),
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=~models.Q(state="closed"),
                name="casework_one_open_case_an_organisation",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "state"], name="casework_case_state"),
            models.Index(fields=["lead", "state"], name="casework_case_lead"),
        ]


class CaseMember(Owned):
    """A member of staff works on a case from a day until a day."""

    retention = "case"

    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="members")
    account = models.ForeignKey("access.Account", on_delete=models.CASCADE, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["account", "case"], name="casework_member_account")]
