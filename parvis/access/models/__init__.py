"""The tables of the room."""

from parvis.access.models.account import Account
from parvis.access.models.membership import Membership
from parvis.access.models.organisation import Organisation

__all__ = ["Account", "Membership", "Organisation"]
