"""Code lists of the room. The states are those of design section 2."""

from django.db import models


class CaseState(models.TextChoices):
    ENQUIRY = "enquiry"
    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"


class NeedState(models.TextChoices):
    OPEN = "open"
    MET = "met"
    DROPPED = "dropped"


class Severity(models.TextChoices):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class StepState(models.TextChoices):
    PLANNED = "planned"
    OFFERED = "offered"
    IN_PROGRESS = "in_progress"
    CLAIMED = "claimed_done"
    CONFIRMED = "confirmed"
    NOT_DONE = "not_done"
    DROPPED = "dropped"


class Doer(models.TextChoices):
    """Who does a step, and who says it is done."""

    PERSON = "person"
    WORKER = "worker"
    PROVIDER = "provider"


class Urgency(models.TextChoices):
    EMERGENCY = "emergency"
    URGENT = "urgent"
    NORMAL = "normal"


class ReferralState(models.TextChoices):
    DRAFT = "draft"
    SENT = "sent"
    ASKED = "asked"
    ANSWERED = "answered"
    ACCEPTED = "accepted"
    ACTIVE = "active"
    DONE = "done"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"
    EXPIRED = "expired"


class ShareState(models.TextChoices):
    CLOSED = "closed"
    PREVIEW = "preview"
    OPEN = "open"


class ServiceOutcome(models.TextChoices):
    """How a referral ended when it was done."""

    GIVEN = "given"
    NOT_GIVEN = "not_given"


class DeclineReason(models.TextChoices):
    FULL = "full"
    NOT_FITTING = "not_fitting"
    AREA = "area"
    CLOSED = "closed"
    OTHER = "other"


class NotGivenReason(models.TextChoices):
    NOT_REACHED = "not_reached"
    DID_NOT_COME = "did_not_come"
    NO_LONGER_NEEDED = "no_longer_needed"
    NOT_POSSIBLE = "not_possible"
    OTHER = "other"


class CloseReason(models.TextChoices):
    GOALS_MET = "goals_met"
    MOVED = "moved"
    TRANSFERRED = "transferred"
    NO_CONTACT = "no_contact"
    PERSONS_WISH = "persons_wish"
    OTHER = "other"


class VisitState(models.TextChoices):
    WAITING = "waiting"
    WITH_WORKER = "with_worker"
    DONE = "done"
    LEFT = "left"


class Readers(models.TextChoices):
    """Who may read a note."""

    TEAM = "team"
    AUTHOR = "author"
