"""Somebody's own time is given to a child only by who has shown a paper of good character that counts today."""

from __future__ import annotations

from datetime import datetime

from parvis.engagement.errors import CheckMissing
from parvis.engagement.kinds import kind_of
from parvis.engagement.models import Engagement, Offer
from parvis.people import queries as people


def waits_for_check(row: Engagement, offer: Offer, at: datetime) -> bool:
    """Whether a child asks for the time of somebody without such a check. Unknown birth is not held to be a child's."""
    if not kind_of(offer.kind).given_by_person or offer.given_by_id is None:
        return False
    return people.check_missing(offer.given_by_id, row.person_id, at) == "child"


def must_be_checked(row: Engagement, offer: Offer, at: datetime) -> None:
    """The same, or `CheckMissing`."""
    if waits_for_check(row, offer, at):
        raise CheckMissing
