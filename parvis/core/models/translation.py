from django.db import models


class Translation(models.Model):
    """One field of one object in another language: where it comes from, and of which source text it was made."""

    retention = "public"
    personal = False

    class Origin(models.TextChoices):
        HUMAN = "human"
        MACHINE = "machine"
        VERIFIED = "verified"

    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    field = models.CharField(max_length=40)
    language = models.CharField(max_length=10)
    text = models.TextField()
    origin = models.CharField(max_length=10, choices=Origin.choices)
    read_by_native = models.BooleanField(default=False)
    source_digest = models.CharField(max_length=32)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id", "language", "field"], name="core_translation_one"),
        ]
