from django.db import models

from parvis.access.ownership import Owned
from parvis.core.fields import EncryptedText
from parvis.people.choices import NameKind


class PersonName(Owned):
    """One name form of a person, in one script."""

    retention = "person"

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="names")
    kind = models.CharField(max_length=10, choices=NameKind.choices, default=NameKind.USED)
    text = EncryptedText()
    language = models.CharField(max_length=10, default="und")
    position = models.PositiveSmallIntegerField(default=0)


class NameKey(models.Model):
    """Blind index of one word of a name, normalised: finds a person by name within one controller.

    Derived from the name, whose changes are noted; so it is not. The controller's own keys make it.
    """

    retention = "person"
    personal = True
    is_index = True

    id = models.BigAutoField(primary_key=True)
    name = models.ForeignKey("people.PersonName", on_delete=models.CASCADE, related_name="keys")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=32)

    class Meta:
        indexes = [models.Index(fields=["key", "person"], name="people_namekey_word")]
