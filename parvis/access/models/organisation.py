from __future__ import annotations

from django.db import models

from parvis.access.choices import OrganisationKind
from parvis.core.models import Versioned


class Organisation(Versioned):
    """A body: a controller, a partner working under one, or only a listing in the directory."""

    retention = "public"
    personal = False

    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, choices=OrganisationKind.choices, default=OrganisationKind.UNKNOWN)
    is_controller = models.BooleanField(default=False)
    controller = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="partners")
    # Where a referral's neutral message goes; registered by staff, never taken from an import by itself.
    contact_email = models.EmailField(blank=True, default="")
    contact_phone = models.CharField(max_length=40, blank=True, default="")
    # The controller that registered the contact of a body under none: no other may lead its messages elsewhere.
    enrolled_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    language = models.CharField(max_length=10, default="fr")
    source = models.CharField(max_length=60, blank=True, default="")
    source_id = models.CharField(max_length=200, blank=True, default="")
    source_digest = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_id"], condition=~models.Q(source_id=""), name="access_organisation_source"
            ),
            models.CheckConstraint(
                condition=models.Q(is_controller=False) | models.Q(controller__isnull=True),
                name="access_controller_answers_for_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def controller_of_record(self) -> int | None:
        """The id of the controller it works under: itself if it is one; None for a mere listing."""
        return self.pk if self.is_controller else self.controller_id

    @property
    def has_contact(self) -> bool:
        """Whether a neutral message can reach it."""
        return bool(self.contact_email or self.contact_phone)
