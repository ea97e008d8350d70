from django.db import models

from parvis.core.models import Record


class Feed(Record):
    """A private calendar: whoever holds its address sees when, never what, with whom or where. Of a person or of an account."""

    retention = "link"
    personal = True

    person = models.ForeignKey("people.Person", null=True, on_delete=models.CASCADE, related_name="+")
    account = models.ForeignKey("access.Account", null=True, on_delete=models.CASCADE, related_name="+")
    token_digest = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=10)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=True, account__isnull=False)
                | models.Q(person__isnull=False, account__isnull=True),
                name="engagement_feed_of_one",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(closed_at__isnull=True, person__isnull=False),
                name="engagement_feed_one_a_person",
            ),
            models.UniqueConstraint(
                fields=["account"],
                condition=models.Q(closed_at__isnull=True, account__isnull=False),
                name="engagement_feed_one_an_account",
            ),
        ]
