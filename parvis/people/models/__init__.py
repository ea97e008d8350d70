"""The tables of the room."""

from parvis.people.models.card import Card
from parvis.people.models.consent import Consent
from parvis.people.models.contact import ContactPoint
from parvis.people.models.household import Household, HouseholdMember
from parvis.people.models.invitation import Invitation
from parvis.people.models.likeness import LikenessKey
from parvis.people.models.name import NameKey, PersonName
from parvis.people.models.notice import NoticeGiven
from parvis.people.models.origin import Origin
from parvis.people.models.part import Part
from parvis.people.models.person import Person

__all__ = [
    "Card",
    "Consent",
    "ContactPoint",
    "Household",
    "HouseholdMember",
    "Invitation",
    "LikenessKey",
    "NameKey",
    "NoticeGiven",
    "Origin",
    "Part",
    "Person",
    "PersonName",
]
