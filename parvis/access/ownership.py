"""The base of what belongs to a controller (design, "Who owns what"): never shared as a row, keys of its own."""

from django.db import models

from parvis.core.models import Record, Versioned


class Owned(Record):
    """Belongs to exactly one controller."""

    personal = True

    controller = models.ForeignKey("access.Organisation", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class OwnedVersioned(Versioned):
    """The same, for records two people may have open."""

    personal = True

    controller = models.ForeignKey("access.Organisation", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
