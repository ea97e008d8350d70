"""The tables of the room."""

from parvis.directory.models.conflict import FieldConflict
from parvis.directory.models.location import Location
from parvis.directory.models.lookalike import LookAlike
from parvis.directory.models.profile import OrganisationProfile
from parvis.directory.models.report import ListingReport
from parvis.directory.models.service import Service, ServiceLocation
from parvis.directory.models.source import Source

__all__ = [
    "FieldConflict",
    "ListingReport",
    "Location",
    "LookAlike",
    "OrganisationProfile",
    "Service",
    "ServiceLocation",
    "Source",
]
