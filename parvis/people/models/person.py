from __future__ import annotations

from django.db import models

from parvis.access.ownership import OwnedVersioned
from parvis.core.fields import EncryptedText
from parvis.people.choices import BirthPrecision, Gender, Stage


class Person(OwnedVersioned):
    """A person in the register of one controller. Everything besides the language may be unknown."""

    retention = "person"

    language = models.CharField(max_length=10)
    speaks = models.JSONField(default=list)
    interpreter = models.BooleanField(default=False)
    gender = models.CharField(max_length=10, choices=Gender.choices, default=Gender.UNKNOWN)
    birth_precision = models.CharField(max_length=10, choices=BirthPrecision.choices, default=BirthPrecision.UNKNOWN)
    # ISO date; its day or month mean nothing unless the precision says so.
    birth = EncryptedText(blank=True, default="")
    stage = models.CharField(max_length=20, choices=Stage.choices, default=Stage.UNKNOWN)
    quarter = models.CharField(max_length=80, blank=True, default="")
    pronunciation = EncryptedText(blank=True, default="")
    # Sees the person until there is a case; then the case says who does.
    organisation = models.ForeignKey("access.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    registered_by = models.ForeignKey("access.Account", null=True, on_delete=models.SET_NULL, related_name="+")
    registered_at = models.DateTimeField()
    # By which she opens her own page, if she wants one; a card does as well. An account may be of no person.
    account = models.OneToOneField("access.Account", null=True, on_delete=models.SET_NULL, related_name="+")
    # Raised at each "I am done" said from the account: older sessions of her own page end everywhere.
    own_epoch = models.PositiveIntegerField(default=1)
    # Of which version of `engines.names` her likeness keys are; 0: none yet.
    keyed = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["controller", "-registered_at"], name="people_person_controller")]
