from django.db import models

from parvis.access.ownership import Owned
from parvis.core.fields import EncryptedText
from parvis.people.choices import ContactKind, Safety


class ContactPoint(Owned):
    """A way to reach a person, and whether it is safe to use."""

    retention = "person"

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="contacts")
    kind = models.CharField(max_length=10, choices=ContactKind.choices)
    value = EncryptedText()
    safety = models.CharField(max_length=15, choices=Safety.choices, default=Safety.UNKNOWN)
    note = EncryptedText(blank=True, default="")
