"""The tables of the room."""

from parvis.access.models.account import Account
from parvis.access.models.membership import Membership
from parvis.access.models.organisation import Organisation
from parvis.access.models.passkey import Passkey
from parvis.access.models.readmission import Readmission
from parvis.access.models.second_factor import CodeApp, RecoveryCode

__all__ = ["Account", "CodeApp", "Membership", "Organisation", "Passkey", "Readmission", "RecoveryCode"]
