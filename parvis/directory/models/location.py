from django.db import models

from parvis.core.models import Versioned


class Location(Versioned):
    """A place. Of a confidential one neither address nor point leaves the house; it is never found by place."""

    organisation = models.ForeignKey("access.Organisation", on_delete=models.CASCADE, related_name="locations")
    source_language = models.CharField(max_length=10, default="fr")
    name = models.CharField(max_length=300, blank=True, default="")
    kind = models.CharField(max_length=10, default="physical")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    # First address, flattened for display; the others, if any, are in `extra`.
    address_1 = models.CharField(max_length=300, blank=True, default="")
    address_2 = models.CharField(max_length=300, blank=True, default="")
    city = models.CharField(max_length=120, blank=True, default="")
    quarter = models.CharField(max_length=120, blank=True, default="")
    state = models.CharField(max_length=120, blank=True, default="")
    postal_code = models.CharField(max_length=20, blank=True, default="")
    country = models.CharField(max_length=2, blank=True, default="")
    directions = models.TextField(blank=True, default="")
    access = models.JSONField(default=list)  # codes (`step_free` …) or the source's own words
    phones = models.JSONField(default=list)
    schedules = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    confidential = models.BooleanField(default=False)
    source = models.CharField(max_length=60, blank=True, default="")
    source_id = models.CharField(max_length=200, blank=True, default="")
    provenance = models.JSONField(default=dict)  # where each field comes from, see `directory.provenance`
    extra = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["source", "source_id"], name="directory_location_source")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="directory_location_on_earth",
            ),
        ]
