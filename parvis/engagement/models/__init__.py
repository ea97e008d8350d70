"""The tables of the room."""

from parvis.engagement.models.agreement import Agreement
from parvis.engagement.models.attendance import Attendance
from parvis.engagement.models.clause import Clause
from parvis.engagement.models.edition import Edition
from parvis.engagement.models.engagement import Engagement
from parvis.engagement.models.feed import Feed
from parvis.engagement.models.offer import Offer
from parvis.engagement.models.outcome import OutcomeCheck
from parvis.engagement.models.party import Party
from parvis.engagement.models.quota import Quota
from parvis.engagement.models.session import Session
from parvis.engagement.models.signature import Signature
from parvis.engagement.models.support import Support

__all__ = [
    "Agreement",
    "Attendance",
    "Clause",
    "Edition",
    "Engagement",
    "Feed",
    "Offer",
    "OutcomeCheck",
    "Party",
    "Quota",
    "Session",
    "Signature",
    "Support",
]
