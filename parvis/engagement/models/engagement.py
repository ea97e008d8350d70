from django.db import models

from parvis.access.ownership import OwnedVersioned
from parvis.engagement.choices import EndReason, EngagementState, Part

OPEN_STATES = ["interested", "requested", "waitlisted", "offered", "accepted", "active"]


class Engagement(OwnedVersioned):
    """A person takes up an offer: enrolment, application, appointment, in one grammar."""

    retention = "case"

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="engagements")
    offer = models.ForeignKey("engagement.Offer", on_delete=models.PROTECT, related_name="engagements")
    # The one session that was chosen, where a kind gives its sessions one by one.
    session = models.ForeignKey("engagement.Session", null=True, on_delete=models.PROTECT, related_name="engagements")
    part = models.CharField(max_length=10, choices=Part.choices, default=Part.NEWCOMER)
    # A household takes it together: `person` speaks for it, `size` is how many places they need.
    household = models.ForeignKey("people.Household", null=True, on_delete=models.SET_NULL, related_name="+")
    size = models.PositiveSmallIntegerField(default=1)
    # The organisation through which the person came; it counts for the places kept for it.
    sender = models.ForeignKey("access.Organisation", null=True, on_delete=models.SET_NULL, related_name="+")
    case_ref = models.BigIntegerField(null=True)  # the case lies two floors up: an id, no key
    step_ref = models.BigIntegerField(null=True)
    state = models.CharField(max_length=20, choices=EngagementState.choices, default=EngagementState.INTERESTED)
    requested_at = models.DateTimeField(null=True)  # the order of the waiting list
    offer_expires_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=20, choices=EndReason.choices, blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=["person", "state"], name="engagement_person_state"),
            models.Index(fields=["offer", "state", "requested_at"], name="engagement_queue"),
            models.Index(fields=["offer", "state", "offer_expires_at", "size"], name="engagement_places_held"),
            models.Index(fields=["case_ref"], name="engagement_of_case"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(size__gte=1), name="engagement_size_is_some"),
            models.UniqueConstraint(
                fields=["person", "offer"],
                condition=models.Q(session__isnull=True, state__in=OPEN_STATES),
                name="engagement_one_open_an_offer",
            ),
            models.UniqueConstraint(
                fields=["person", "session"],
                condition=models.Q(session__isnull=False, state__in=OPEN_STATES),
                name="engagement_one_open_a_session",
            ),
        ]
