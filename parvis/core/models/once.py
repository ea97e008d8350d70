from django.db import models


class Once(models.Model):
    """A form's token, claimed by its first submission."""

    retention = "technical"
    personal = False

    token = models.CharField(max_length=64, unique=True)
    claimed_at = models.DateTimeField()
    location = models.CharField(max_length=500, default="")
