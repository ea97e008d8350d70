import uuid

from django.db import models

from parvis.core.models import Versioned
from parvis.directory.choices import CostKind, ServiceStatus
from parvis.kernel.topics import is_sensitive


class Service(Versioned):
    """What an organisation does for people. Lists (`phones`, `schedules` …) hold what `directory.incoming` describes."""

    organisation = models.ForeignKey("access.Organisation", on_delete=models.CASCADE, related_name="services")
    locations = models.ManyToManyField("directory.Location", through="directory.ServiceLocation")
    source_language = models.CharField(max_length=10, default="fr")
    name = models.CharField(max_length=300)
    alternate_name = models.CharField(max_length=300, blank=True, default="")
    summary = models.TextField(blank=True, default="")
    description = models.TextField(blank=True, default="")  # one line an item: what you get
    eligibility_text = models.TextField(blank=True, default="")  # one line an item: who can come
    bring_text = models.TextField(blank=True, default="")  # one line an item: what to bring
    cost_kind = models.CharField(max_length=10, choices=CostKind.choices, default=CostKind.UNKNOWN)
    cost_text = models.TextField(blank=True, default="")
    interpretation = models.TextField(blank=True, default="")
    application_process = models.TextField(blank=True, default="")
    status = models.CharField(max_length=20, choices=ServiceStatus.choices, default=ServiceStatus.ACTIVE)
    topics = models.JSONField(default=list)  # codes of `kernel.topics`, main one first
    url = models.URLField(max_length=500, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    phones = models.JSONField(default=list)
    schedules = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    by_appointment = models.BooleanField(default=False)
    rules = models.JSONField(default=list)  # eligibility rules, see `engines.eligibility`
    minimum_age = models.PositiveSmallIntegerField(null=True)
    maximum_age = models.PositiveSmallIntegerField(null=True)
    referable = models.BooleanField(default=True)
    sensitive = models.BooleanField(default=False)
    verified_on = models.DateField(null=True)
    verified_by = models.CharField(max_length=200, blank=True, default="")
    source = models.CharField(max_length=60, blank=True, default="")
    source_id = models.CharField(max_length=200, blank=True, default="")
    source_digest = models.CharField(max_length=64, blank=True, default="")
    provenance = models.JSONField(default=dict)  # where each field comes from, see `directory.provenance`
    # The same as another listing: that one is shown instead. Set and taken back by a person's decision alone.
    listed_as = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="doubles")
    extra = models.JSONField(default=dict)  # what the source says and nothing above holds
    changed_at = models.DateTimeField(auto_now=True, db_index=True)  # for whoever keeps a copy: what is new since

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_id"], condition=~models.Q(source_id=""), name="directory_service_source"
            ),
            models.CheckConstraint(
                condition=models.Q(minimum_age__isnull=True)
                | models.Q(maximum_age__isnull=True)
                | models.Q(maximum_age__gte=models.F("minimum_age")),
                name="directory_service_ages",
            ),
        ]

    @property
    def is_sensitive(self) -> bool:
        """Whether that somebody reads of it may betray her: by its own word, or by what it is about."""
        return self.sensitive or is_sensitive(self.topics)


class ServiceLocation(models.Model):
    """A service is given at a place."""

    retention = "public"
    personal = False

    public_id = models.UUIDField(default=uuid.uuid4, db_index=True, editable=False)  # HSDS names the link too
    service = models.ForeignKey("directory.Service", on_delete=models.CASCADE, related_name="places")
    location = models.ForeignKey("directory.Location", on_delete=models.CASCADE, related_name="services")
    position = models.PositiveSmallIntegerField(default=0)
    extra = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "location"], name="directory_service_location_one")]
