"""Organisations: made, enrolled to receive requests, brought in from a source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from parvis.access.errors import NotAController
from parvis.access.models import Organisation
from parvis.access.permissions import organisations_managed_by
from parvis.core.actions import action, bump, locked
from parvis.core.identity import new_ids
from parvis.kernel.actor import Actor


@action
def create_organisation(
    *,
    name: str,
    kind: str = "unknown",
    is_controller: bool = False,
    controller: Organisation | None = None,
    contact_email: str = "",
    contact_phone: str = "",
    enrolled_by: int | None = None,
    source: str = "",
    source_id: str = "",
    language: str = "fr",
    by: Actor,
    at: datetime,
) -> Organisation:
    """A new body: a controller, a partner under one, or a listing."""
    if controller is not None and not controller.is_controller:
        raise NotAController
    return Organisation.objects.create(
        name=name,
        kind=kind,
        is_controller=is_controller,
        controller=controller,
        contact_email=contact_email,
        contact_phone=contact_phone,
        enrolled_by_id=enrolled_by,
        source=source,
        source_id=source_id,
        language=language,
    )


@action
def register_contact(
    *,
    organisation: Organisation,
    email: str,
    phone: str = "",
    controller: Organisation | None = None,
    version: int | None = None,
    by: Actor,
    at: datetime,
) -> Organisation:
    """Enrol an organisation to receive referrals: where the neutral message goes, and under which controller it works."""
    row = locked(organisations_managed_by(by), pk=organisation.pk, version=version)
    row.contact_email = email
    row.contact_phone = phone
    row.enrolled_by_id = row.enrolled_by_id or by.controller_id
    if controller is not None and row.controller_id is None and not row.is_controller:
        if not controller.is_controller:
            raise NotAController
        row.controller = controller
    bump(row)
    row.save()
    return row


@action
def enrol_contact(
    *,
    organisation_public_id: UUID | str,
    email: str,
    phone: str,
    under_us: bool = False,
    version: int | None = None,
    by: Actor,
    at: datetime,
) -> Organisation:
    """`register_contact` for an administrator: by public id, and under her own controller if she says so."""
    row = locked(organisations_managed_by(by), public_id=organisation_public_id, version=version)
    ours = organisations_managed_by(by).filter(pk=by.controller_id).first() if under_us else None
    return register_contact(organisation=row, email=email, phone=phone, controller=ours, version=version, by=by, at=at)


@dataclass(frozen=True, kw_only=True)
class Listing:
    """An organisation as a source describes it; `digest` says whether it is what was read last time."""

    source_id: str
    name: str
    kind: str = ""
    language: str = "fr"
    digest: str = ""


@action
def upsert_listings(
    *, source: str, listings: Sequence[Listing], by: Actor, at: datetime
) -> tuple[dict[str, int], dict[str, str]]:
    """Bring in the organisations of a source, in bulk: their ids, and `created`, `updated` or `unchanged`, by `source_id`.

    Neither contacts nor controllers are touched: those are registered by staff.
    """
    known = {row.source_id: row for row in Organisation.objects.filter(source=source)}
    fresh = (listing.source_id for listing in listings if listing.source_id not in known)
    public_ids = new_ids(Organisation, source=source, kind="organization", source_ids=fresh)
    outcome: dict[str, str] = {}
    created, updated = [], []
    for listing in listings:
        row = known.get(listing.source_id)
        if row is None:
            outcome[listing.source_id] = "created"
            row = Organisation(source=source, source_id=listing.source_id, public_id=public_ids[listing.source_id])
            known[listing.source_id] = row
            created.append(row)
        elif row.source_digest == listing.digest:
            outcome[listing.source_id] = "unchanged"
            continue
        else:
            outcome[listing.source_id] = "updated"
            bump(row)
            updated.append(row)
        row.name = listing.name[:300]
        row.kind = listing.kind or row.kind
        row.language = listing.language
        row.source_digest = listing.digest
    Organisation.objects.bulk_create(created, batch_size=500)
    Organisation.objects.bulk_update(updated, ["name", "kind", "language", "source_digest", "version"], batch_size=200)
    return {listing.source_id: known[listing.source_id].pk for listing in listings}, outcome
