import uuid

from django.db import models


class Document(models.Model):
    """What can be found: one row an object, written by the room that owns it. Derived, so not audited; holds nothing personal."""

    retention = "public"
    personal = False
    is_index = True

    # Row id: Morton cell of the place, then a sequence, so that near places are near in the index; negative without a place.
    id = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    public_id = models.UUIDField(default=uuid.uuid4)
    visibility = models.CharField(max_length=40, default="public")
    # Folded words, of every language the object is described in; what the full-text index holds.
    title = models.TextField()
    body = models.TextField()
    topics = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    hours = models.JSONField(
        default=list
    )  # [weekday, opens, closes, valid from, valid to, on holidays], minutes of the day
    cost = models.CharField(max_length=10, blank=True, default="")
    traits = models.JSONField(default=list)  # `step_free`, `children`, `women` …
    verified_on = models.DateField(null=True)
    pinned = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="search_document_one")]
