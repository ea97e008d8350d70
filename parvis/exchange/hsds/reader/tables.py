"""Names: which table a file is in any version of HSDS, and which column means what since 3.0."""

from __future__ import annotations

TABLES = {
    "organizations": ("organization", "organisations", "organisation"),
    "services": ("service",),
    "locations": ("location",),
    "service_at_locations": ("service_at_location", "services_at_location", "services_at_locations"),
    "addresses": ("address", "physical_addresses", "physical_address"),
    "postal_addresses": ("postal_address",),
    "phones": ("phone",),
    "schedules": ("schedule", "regular_schedules", "regular_schedule"),
    "holiday_schedules": ("holiday_schedule",),
    "languages": ("language",),
    "accessibility": ("accessibility_for_disabilities", "accessibilities"),
    "cost_options": ("cost_option",),
    "required_documents": ("required_document",),
    "service_areas": ("service_area",),
    "eligibility": ("eligibilities",),
    "payments_accepted": ("payment_accepted",),
    "contacts": ("contact",),
    "programs": ("program",),
    "funding": ("fundings",),
    "organization_identifiers": ("organization_identifier",),
    "attributes": ("attribute", "service_attributes", "other_attributes", "link_taxonomy"),
    "service_taxonomy": ("services_taxonomy", "service_taxonomies"),
    "taxonomies": ("taxonomy",),
    "taxonomy_terms": ("taxonomy_term",),
    "metadata": (),
    "meta_table_descriptions": ("meta_table_description",),
}
TABLE_OF = {alias: table for table, aliases in TABLES.items() for alias in (table, *aliases)}

# What the column was called before 3.0, by table.
COLUMNS = {
    "organizations": {"url": "website"},
    "locations": {"type": "location_type"},
    "languages": {"language": "name"},
    "accessibility": {"accessibility": "description"},
    "addresses": {"address": "address_1", "state": "state_province"},
    "service_areas": {"service_area": "name"},
    "required_documents": {"required_document": "document"},
}

# Which key of a nested object is which table.
CHILDREN = {alias: table for alias, table in TABLE_OF.items() if alias == table and table != "postal_addresses"}
PARENTS = {
    "organization": "organizations",
    "location": "locations",
    "program": "programs",
    "taxonomy_term": "taxonomy_terms",
}
# Tables whose rows may hang on anything, and the owners that the directory reads them of; of others they stay as they came.
KEPT_WITHIN = {
    "attributes": ("services", "organizations"),
    "metadata": ("services", "organizations", "locations"),
}
OWNER_KEY = {
    "services": "service_id",
    "organizations": "organization_id",
    "locations": "location_id",
    "service_at_locations": "service_at_location_id",
    "contacts": "contact_id",
    "phones": "phone_id",
    "programs": "program_id",
    "taxonomy_terms": "taxonomy_term_id",
}
SHARED = frozenset({"organizations", "locations", "services", "taxonomy_terms", "programs"})


def version_of(stems: set[str], columns: dict[str, set[str]]) -> str:
    """As far as names tell: `regular_schedules` left with 2.0, `fees_description` and `cost_options` came with 3.0."""
    if "regular_schedules" in stems or "accessibility" in columns.get("accessibility", set()):
        return "1.1"
    if "cost_options" in stems or {"fees_description", "eligibility_description"} & columns.get("services", set()):
        return "3"
    return "2" if stems & {"physical_addresses", "eligibility", "service_attributes", "service_taxonomy"} else "3"
