"""Code lists of the room."""

from django.db import models


class ServiceStatus(models.TextChoices):
    """As in HSDS."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    DEFUNCT = "defunct"
    PAUSED = "temporarily closed"


class CostKind(models.TextChoices):
    FREE = "free"
    LOW = "low"
    PAID = "paid"
    DEPENDS = "depends"
    UNKNOWN = "unknown"


# Fields of a service, an organisation and a place that are translated, by the kind under which `core.texts` keeps them.
TRANSLATED = {
    "service": (
        "name",
        "summary",
        "description",
        "eligibility_text",
        "bring_text",
        "cost_text",
        "interpretation",
        "application_process",
    ),
    "organisation": ("description",),
    "location": ("directions",),
}


class ReportKind(models.TextChoices):
    """What a reader says is wrong with a listing."""

    CLOSED = "closed"
    HOURS = "hours"
    ADDRESS = "address"
    PHONE = "phone"
    WORDS = "words"  # the text or its translation
    TREATED = "treated"  # badly received
    OTHER = "other"


class ConflictState(models.TextChoices):
    """What became of a conflict between a source and a hand."""

    OPEN = "open"
    LATER = "later"  # seen, put off
    OURS = "ours"  # a person kept what was written here
    THEIRS = "theirs"  # a person took what the source says
    AGREED = "agreed"  # the source says what we say now
    GONE = "gone"  # the source says something else again


class LookAlikeKind(models.TextChoices):
    SERVICE = "service"
    ORGANISATION = "organisation"


class LookAlikeState(models.TextChoices):
    """What became of a proposal."""

    OPEN = "open"
    LATER = "later"
    SAME = "same"
    DIFFERENT = "different"
    GONE = "gone"  # they do not look alike any more


UNDECIDED = ("open", "later")
