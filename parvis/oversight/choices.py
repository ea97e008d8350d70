"""Code lists of the room."""

from django.db import models


class HoldReason(models.TextChoices):
    """Why a file may not be erased now."""

    CLAIM = "claim"  # somebody claims a right, before a court or outside
    COMPLAINT = "complaint"
    INQUIRY = "inquiry"  # of what happened in the house
    ORDER = "order"  # of a court
    HER_WISH = "her_wish"  # the person needs it as evidence


class HoldState(models.TextChoices):
    STANDING = "standing"
    LIFT_ASKED = "lift_asked"
    LIFTED = "lifted"
