"""Organisations."""

from __future__ import annotations

from parvis.engines.intake import fields
from parvis.engines.intake.desk import Row
from parvis.exchange.hsds.reader.common import Common
from parvis.exchange.hsds.reader.places import Places
from parvis.exchange.hsds.records import OrganisationRecord


def build_organisation(common: Common, places: Places, row: Row) -> OrganisationRecord:
    """The organisation; every cell of its row is in a field or in `extra`."""
    own = "organizations", row.id
    desk = common.desk
    programs = [{"id": r.id} | fields.rest(r, "organization_id") for r in common.index.table("programs")
                if r.peek("organization_id") == row.id]  # fmt: skip
    return OrganisationRecord(
        source_id=row.id,
        name=fields.short(desk, row, "name"),
        alternate_name=fields.short(desk, row, "alternate_name"),
        description=row.text("description"),
        url=fields.url(desk, row, "website"),
        email=fields.email(desk, row, "email"),
        phones=common.phones(*own),
        locations=places.of_organisation(row.id),
        contacts=common.contacts(*own),
        topics=common.topics(*own),
        legal_status=row.text("legal_status"),
        year_founded=fields.year(desk, row, "year_incorporated"),
        logo_url=fields.url(desk, row, "logo"),
        parent_source_id=row.text("parent_organization_id"),
        log=common.log(*own),
        extra=fields.rest(row) | common.leftovers(*own) | ({"programs": programs} if programs else {}),
    )
