"""Everything the directory holds, as the records it was brought in with. For writers of open formats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parvis.directory import mapping
from parvis.directory.incoming import LocationIn, OrganisationIn, ServiceIn
from parvis.directory.models import Location, OrganisationProfile, Service
from parvis.directory.permissions import services_visible_to
from parvis.kernel.actor import Actor

BATCH = 500


def organisations_for_export(
    *, source: str | None = None, public_ids: Iterable[str] | None = None
) -> Iterator[OrganisationIn]:
    """Organisations with their places, in the order they came. A confidential place gives no address and no point."""
    rows = OrganisationProfile.objects.select_related("organisation").order_by("organisation_id")
    if source is not None:
        rows = rows.filter(organisation__source=source)
    if public_ids is not None:
        rows = rows.filter(organisation__public_id__in=list(public_ids))
    places: dict[tuple[str, str], Location] = {}
    for row in rows.iterator(BATCH):
        wanted = row.extra.get("places", [])
        if wanted and not places:
            places = {(one.source, one.source_id): one for one in Location.objects.exclude(source_id="")}
        own = (places.get((row.organisation.source, key)) for key, _ in wanted)
        found = [hidden(mapping.location_record(one, link)) for one, (_, link) in zip(own, wanted, strict=True) if one]
        yield mapping.organisation_record(row, locations=tuple(found))


def for_export(*, source: str | None = None, public_ids: Iterable[str] | None = None) -> Iterator[ServiceIn]:
    """Services with their places, in the order they came: what was read, with what has been confirmed here since."""
    rows = services_visible_to(Actor.public()).select_related("organisation").prefetch_related("places__location")
    if source is not None:
        rows = rows.filter(source=source)
    if public_ids is not None:
        rows = rows.filter(public_id__in=list(public_ids))
    for row in rows.order_by("pk").iterator(BATCH):
        yield _record(row)


def _record(row: Service) -> ServiceIn:
    links = sorted(row.places.all(), key=lambda link: link.position)
    places = tuple(hidden(mapping.location_record(link.location, link.extra)) for link in links)
    return mapping.service_record(row, organisation=row.organisation.source_id, locations=places)


def hidden(item: LocationIn) -> LocationIn:
    """Nothing by which a confidential place could be found."""
    if not item.confidential:
        return item
    return LocationIn(source_id=item.source_id, kind=item.kind, confidential=True, link_source_id=item.link_source_id)
