from django.db import models

from parvis.access.ownership import Owned
from parvis.core.fields import EncryptedText


class Origin(Owned):
    """From which list a person was brought in, and her number there: read again, the list finds her and does not make her twice."""

    retention = "person"

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="origins")
    source = models.CharField(max_length=60)
    source_id = EncryptedText()
    # Blind index of source and number.
    digest = models.CharField(max_length=32)
    # Digest of what the list said of her: unchanged, nothing is written, and what the desk corrected stays.
    content = EncryptedText()
    brought_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["controller", "digest"], name="people_origin_one")]
