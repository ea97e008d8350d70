"""Reads of the room. Public: nothing here is personal, nothing confidential is given out."""

from parvis.directory.queries.candidates import Shortlist, shortlist
from parvis.directory.queries.desk import conflicts, listing_to_edit, listings_named, lookalikes, sources_of, waiting
from parvis.directory.queries.export import for_export, organisations_for_export
from parvis.directory.queries.open_data import (
    OURS,
    LinkEntry,
    OrganisationEntry,
    ServiceEntry,
    Wanted,
    classes,
    every_organisation,
    every_service,
    link_entries,
    organisation_entries,
    service_entries,
    service_stamps,
    services_of,
)
from parvis.directory.queries.organisations import organisation_page, organisations, organisations_called
from parvis.directory.queries.own import Named, OwnListings, own_listings
from parvis.directory.queries.places import places
from parvis.directory.queries.reports import reports
from parvis.directory.queries.services import (
    cards,
    names_and_sources,
    service_for_referral,
    service_page,
    service_pages,
    topics_with_counts,
)
from parvis.directory.queries.sources import Known, known_by_source

__all__ = [
    "OURS",
    "Known",
    "LinkEntry",
    "Named",
    "OrganisationEntry",
    "OwnListings",
    "ServiceEntry",
    "Shortlist",
    "Wanted",
    "cards",
    "classes",
    "conflicts",
    "every_organisation",
    "every_service",
    "for_export",
    "known_by_source",
    "link_entries",
    "listing_to_edit",
    "listings_named",
    "lookalikes",
    "names_and_sources",
    "organisation_entries",
    "organisation_page",
    "organisations",
    "organisations_called",
    "organisations_for_export",
    "own_listings",
    "places",
    "reports",
    "service_entries",
    "service_for_referral",
    "service_page",
    "service_pages",
    "service_stamps",
    "services_of",
    "shortlist",
    "sources_of",
    "topics_with_counts",
    "waiting",
]
