from django.db import models

from parvis.access.ownership import Owned
from parvis.core.fields import EncryptedText
from parvis.engagement.agreement_choices import TextOrigin


class Clause(Owned):
    """One wording of one clause. Once it was sent it is never edited: a later edition puts another one at its place."""

    retention = "case"

    agreement = models.ForeignKey("engagement.Agreement", on_delete=models.CASCADE, related_name="clauses")
    position = models.PositiveSmallIntegerField()
    edition = models.PositiveSmallIntegerField(default=1)
    first = EncryptedText(blank=True, default="")
    second = EncryptedText(blank=True, default="")
    first_origin = models.CharField(max_length=10, choices=TextOrigin.choices, default=TextOrigin.SOURCE)
    second_origin = models.CharField(max_length=10, choices=TextOrigin.choices, default=TextOrigin.HUMAN)
    # No native speaker has read it.
    first_unread = models.BooleanField(default=False)
    second_unread = models.BooleanField(default=True)
    # The first text was changed, and this one not with it.
    second_stale = models.BooleanField(default=False)
    # Numbers of the parties that it binds.
    binds = models.JSONField(default=list)
    # This edition takes the clause out.
    removed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "position", "edition"], name="engagement_clause_one"),
        ]
