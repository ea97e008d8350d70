"""Who may see and keep listings. Everybody sees them; who keeps one, answers for it."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from parvis.directory.choices import ServiceStatus
from parvis.directory.models import FieldConflict, ListingReport, LookAlike, OrganisationProfile, Service
from parvis.kernel.actor import Actor

KEEPERS = ("caseworker", "mediator", "manager", "admin")


def services_visible_to(actor: Actor) -> QuerySet[Service]:
    """Everything but what has ended for good."""
    return Service.objects.exclude(status__in=[ServiceStatus.DEFUNCT, ServiceStatus.INACTIVE])


def services_listed_for(actor: Actor) -> QuerySet[Service]:
    """What lists, search and open data hold: of services that a person said are the same, the one to be shown."""
    return services_visible_to(actor).filter(listed_as=None)


def services_kept_by(actor: Actor) -> QuerySet[Service]:
    """Staff check any listing but those of another controller; a provider checks her own organisation's."""
    if actor.is_system:
        return Service.objects.all()
    if actor.has_role(*KEEPERS) and actor.controller_id:
        return Service.objects.filter(
            Q(organisation_id=actor.controller_id)
            | Q(organisation__controller_id=actor.controller_id)
            | Q(organisation__controller=None, organisation__is_controller=False)
        )
    if actor.has_role("provider") and actor.organisation_id:
        return Service.objects.filter(organisation_id=actor.organisation_id)
    return Service.objects.none()


def profiles_kept_by(actor: Actor) -> QuerySet[OrganisationProfile]:
    """Organisations of the directory that the actor keeps, by the same rule as their services."""
    if actor.is_system:
        return OrganisationProfile.objects.all()
    if actor.has_role(*KEEPERS) and actor.controller_id:
        return OrganisationProfile.objects.filter(
            Q(organisation_id=actor.controller_id)
            | Q(organisation__controller_id=actor.controller_id)
            | Q(organisation__controller=None, organisation__is_controller=False)
        )
    return OrganisationProfile.objects.none()


def conflicts_kept_by(actor: Actor) -> QuerySet[FieldConflict]:
    """Conflicts over listings that the actor keeps, and over their places."""
    if actor.is_system:
        return FieldConflict.objects.all()
    kept = services_kept_by(actor)
    return FieldConflict.objects.filter(Q(service__in=kept) | Q(location__services__service__in=kept)).distinct()


def lookalikes_kept_by(actor: Actor) -> QuerySet[LookAlike]:
    """Pairs of which the actor keeps both."""
    if actor.is_system:
        return LookAlike.objects.all()
    services, profiles = services_kept_by(actor).values("pk"), profiles_kept_by(actor).values("pk")
    return LookAlike.objects.filter(
        Q(kind="service", one_id__in=services, other_id__in=services)
        | Q(kind="organisation", one_id__in=profiles, other_id__in=profiles)
    )


def reports_handled_by(actor: Actor) -> QuerySet[ListingReport]:
    """Reports on listings that the actor keeps, and on none in particular."""
    if actor.is_system or actor.has_role(*KEEPERS):
        return ListingReport.objects.filter(Q(service=None) | Q(service__in=services_kept_by(actor)))
    return ListingReport.objects.filter(service__in=services_kept_by(actor))
