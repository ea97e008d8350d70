from django.db import models

from parvis.access.ownership import OwnedVersioned
from parvis.people.choices import PartKind, Vetting, VettingPaper


class Part(OwnedVersioned):
    """In which part a person stands here, from a day until a day: newcomer, mentor, volunteer … Several at once are usual.

    A part that has ended stays as history. Of a check of good character the register keeps that a paper of a kind was seen
    and until when it counts, never the paper nor what it says; that it has run out is computed, never stored.
    """

    retention = "person"

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="parts")
    part = models.CharField(max_length=10, choices=PartKind.choices)
    # For whom she does it: a tutor's employer, an officer's town hall.
    organisation = models.ForeignKey("access.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    # The first day on which she no longer does.
    ends_on = models.DateField(null=True)
    vetting = models.CharField(max_length=10, choices=Vetting.choices, default=Vetting.NOT_NEEDED)
    vetting_paper = models.CharField(max_length=12, choices=VettingPaper.choices, blank=True, default="")
    # The last day on which the check counts.
    vetting_until = models.DateField(null=True)
    vetting_by = models.ForeignKey("access.Account", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["person", "part"], name="people_part_person"),
            models.Index(fields=["controller", "part", "-starts_on"], name="people_part_list"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="people_part_ends_after_start",
            ),
            models.CheckConstraint(
                condition=(models.Q(vetting="valid", vetting_until__isnull=False) & ~models.Q(vetting_paper=""))
                | (~models.Q(vetting="valid") & models.Q(vetting_until__isnull=True, vetting_paper="")),
                name="people_part_valid_names_paper_and_day",
            ),
            models.CheckConstraint(condition=~models.Q(vetting="expired"), name="people_part_expired_is_computed"),
            models.UniqueConstraint(
                fields=["person", "part", "organisation"],
                condition=models.Q(ends_on__isnull=True, organisation__isnull=False),
                name="people_part_one_open_for_each",
            ),
            models.UniqueConstraint(
                fields=["person", "part"],
                condition=models.Q(ends_on__isnull=True, organisation__isnull=True),
                name="people_part_one_open_of_her_own",
            ),
        ]
