"""Organisations: a list to look through, and one with its services."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet

from parvis.core.texts import best, translations
from parvis.directory.models import OrganisationProfile
from parvis.directory.permissions import services_listed_for
from parvis.directory.queries.services import cards
from parvis.directory.reading import phones
from parvis.directory.shapes import OrganisationCard, OrganisationPage
from parvis.kernel.actor import Actor
from parvis.kernel.errors import NotFound

MOST_SERVICES = 30


def organisations(
    *, language: str, text: str = "", offset: int = 0, limit: int = 30
) -> tuple[list[OrganisationCard], int]:
    """A page of organisations by name, those that offer something, and how many there are."""
    rows = _offering(text)
    return _cards(rows[offset : offset + limit], language), rows.count()


def organisations_called(text: str, language: str, *, limit: int = 30) -> list[OrganisationCard]:
    """The first of those whose name holds these words."""
    return _cards(_offering(text)[:limit], language)


def _offering(text: str) -> QuerySet[OrganisationProfile]:
    listed = services_listed_for(Actor.public())
    own = Count("organisation__services", filter=Q(organisation__services__in=listed), distinct=True)
    of_doubles = Count(
        "doubles__organisation__services", filter=Q(doubles__organisation__services__in=listed), distinct=True
    )
    rows = OrganisationProfile.objects.filter(listed_as=None).annotate(n=own + of_doubles).filter(n__gt=0)
    if text:
        # PostgreSQL refuses the NUL that a name can't hold.
        rows = rows.filter(organisation__name__icontains=text.replace("\0", "")[:100])
    return rows.select_related("organisation").order_by("organisation__name", "pk")


def _cards(rows: QuerySet[OrganisationProfile], language: str) -> list[OrganisationCard]:
    page: list[Any] = list(rows)
    found = translations("organisation", [row.organisation_id for row in page], language)
    return [
        OrganisationCard(
            public_id=row.organisation.public_id,
            name=row.organisation.name,
            description=best(found, (row.organisation_id, "description"), row.description, row.source_language),
            services=row.n,
        )
        for row in page
    ]


def organisation_page(public_id: UUID | str, language: str, at: datetime) -> OrganisationPage:
    """One organisation, with its services; of two that are the same, the one that is listed, with the services of both.

    Raises `NotFound`.
    """
    rows = OrganisationProfile.objects.select_related("organisation", "listed_as__organisation")
    try:
        row = rows.get(organisation__public_id=public_id)
    except (OrganisationProfile.DoesNotExist, ValidationError, ValueError):
        raise NotFound from None
    row = row.listed_as or row
    found = translations("organisation", [row.organisation_id], language)
    mine = Q(organisation_id=row.organisation_id) | Q(organisation__profile__listed_as=row)
    ids = services_listed_for(Actor.public()).filter(mine).order_by("name")
    return OrganisationPage(
        public_id=row.organisation.public_id,
        name=row.organisation.name,
        description=best(found, (row.organisation_id, "description"), row.description, row.source_language),
        url=row.url,
        email=row.email,
        phones=tuple(phones(row.phones)),
        services=tuple(cards(ids=list(ids.values_list("pk", flat=True)[:MOST_SERVICES]), language=language, at=at)),
    )
