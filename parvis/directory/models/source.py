from django.db import models

from parvis.core.models import Record


class Source(Record):
    """Where listings come from. `name` is half of every record's identity; the rest is said beside the listings."""

    name = models.CharField(max_length=60, unique=True)
    title = models.CharField(max_length=200, blank=True, default="")
    licence = models.CharField(max_length=200, blank=True, default="")
    link = models.URLField(max_length=500, blank=True, default="")
