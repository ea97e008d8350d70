from django.db import models

from parvis.core.models import Record


class OrganisationProfile(Record):
    """What the directory adds to an organisation, one to one. Lists hold what `directory.incoming` describes."""

    organisation = models.OneToOneField("access.Organisation", on_delete=models.CASCADE, related_name="profile")
    source_language = models.CharField(max_length=10, default="fr")
    alternate_name = models.CharField(max_length=300, blank=True, default="")
    description = models.TextField(blank=True, default="")
    url = models.URLField(max_length=500, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    phones = models.JSONField(default=list)
    legal_status = models.CharField(max_length=200, blank=True, default="")
    year_founded = models.PositiveSmallIntegerField(null=True)
    provenance = models.JSONField(default=dict)  # where each field comes from, see `directory.provenance`
    # The same as another organisation: that one is listed, with the services of both.
    listed_as = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="doubles")
    extra = models.JSONField(default=dict)
