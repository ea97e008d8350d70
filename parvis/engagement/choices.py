"""Code lists of the room, and the state tables of design section 2."""

from django.db import models


class OfferState(models.TextChoices):
    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"


class EngagementState(models.TextChoices):
    INTERESTED = "interested"
    REQUESTED = "requested"
    WAITLISTED = "waitlisted"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    ACTIVE = "active"
    COMPLETED = "completed"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"
    NO_LONGER = "no_longer_possible"


class SessionState(models.TextChoices):
    PLANNED = "planned"
    HELD = "held"
    MOVED = "moved"
    CANCELLED = "cancelled"


class AttendanceState(models.TextChoices):
    EXPECTED = "expected"
    PRESENT = "present"
    LATE = "late"
    ABSENT = "absent"
    EXCUSED = "excused"
    NOT_SERVED = "not_served"


class Part(models.TextChoices):
    """In which part a person takes something up. The same person may be a newcomer here and a host there."""

    NEWCOMER = "newcomer"
    HOST = "host"


class SupportKind(models.TextChoices):
    """What somebody may need in order to come."""

    INTERPRETER = "interpreter"
    CHILDCARE = "childcare"
    TRANSPORT = "transport"
    ACCOMPANIMENT = "accompaniment"
    ACCESSIBILITY = "accessibility"


class SupportState(models.TextChoices):
    ASKED = "asked"
    CONFIRMED = "confirmed"
    CAME = "came"
    NO_SHOW = "no_show"  # the support did not come: never the person's absence
    NOT_AVAILABLE = "not_available"
    CANCELLED = "cancelled"


class EndReason(models.TextChoices):
    """Why it ended before its end, in words that blame nobody."""

    MOVED_AWAY = "moved_away"
    FOUND_OTHER = "found_other"
    TIMES = "times"
    HEALTH_OR_FAMILY = "health_or_family"
    NOT_THE_RIGHT_FIT = "not_the_right_fit"
    OFFER_CHANGED = "offer_changed"
    NO_CONTACT = "no_contact"
    OTHER = "other"
