from django.db import models

from parvis.access.ownership import Owned
from parvis.casework.choices import Readers
from parvis.core.fields import EncryptedText


class Note(Owned):
    """A word on the timeline, with its purpose and its readers."""

    retention = "case"

    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="notes")
    text = EncryptedText()
    purpose = models.CharField(max_length=20)
    readers = models.CharField(max_length=10, choices=Readers.choices, default=Readers.TEAM)
    author = models.ForeignKey("access.Account", null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["case", "-written_at"], name="casework_note_case")]
