from django.db import models

from parvis.access.ownership import Owned
from parvis.core.fields import EncryptedText
from parvis.engagement.agreement_choices import PartyRole


class Party(Owned):
    """Who agrees: a person, an organisation, or an account that signs for it. The name is as the agreement says it, in the script
    of each of its languages."""

    retention = "case"

    agreement = models.ForeignKey("engagement.Agreement", on_delete=models.CASCADE, related_name="parties")
    number = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=15, choices=PartyRole.choices)
    person = models.ForeignKey("people.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    organisation = models.ForeignKey("access.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey("access.Account", null=True, on_delete=models.SET_NULL, related_name="+")
    name = EncryptedText(blank=True, default="")
    second_name = EncryptedText(blank=True, default="")  # empty: the same as in the first language
    # The edition that waits for this party's signature; kept by the actions as `agreement_rules.owed` has it.
    owes_edition = models.PositiveSmallIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "role"],
                condition=models.Q(owes_edition__isnull=False),
                name="engagement_party_owes",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="engagement_party_number"),
            models.CheckConstraint(
                condition=models.Q(person__isnull=True) | models.Q(organisation__isnull=True),
                name="engagement_party_person_or_organisation",
            ),
            models.CheckConstraint(
                condition=models.Q(account__isnull=True) | models.Q(organisation__isnull=False),
                name="engagement_party_account_signs_for_one",
            ),
        ]
