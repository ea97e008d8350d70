from django.db import models

from parvis.access.ownership import Owned
from parvis.people.choices import NoticeManner


class NoticeGiven(Owned):
    """The privacy notice was given before the first field was saved: which version, in which language, how (principle 1)."""

    retention = "consent"

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="notices")
    version = models.CharField(max_length=20)
    language = models.CharField(max_length=10)
    manner = models.CharField(max_length=20, choices=NoticeManner.choices)
    interpreter = models.CharField(max_length=120, blank=True, default="")
    given_by = models.ForeignKey("access.Account", null=True, on_delete=models.SET_NULL, related_name="+")
    given_at = models.DateTimeField()
