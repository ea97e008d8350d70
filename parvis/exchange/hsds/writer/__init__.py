"""Records to HSDS 3.0 JSON (also valid as Open Referral UK 3.0), for the API and for export.

`write_service` and `write_organisation` are pure: ids are given, sub-objects keep their own UUID or get one derived from
their owner's. Empty values are left out. A confidential place leaves without name, address or point.
"""

from parvis.exchange.hsds.writer.folder import OrganisationOut, ServiceOut, export_folder
from parvis.exchange.hsds.writer.organisations import write_organisation
from parvis.exchange.hsds.writer.parts import write_term
from parvis.exchange.hsds.writer.places import write_link
from parvis.exchange.hsds.writer.services import write_service

__all__ = [
    "OrganisationOut", "ServiceOut", "export_folder", "write_link", "write_organisation", "write_service", "write_term",
]  # fmt: skip
