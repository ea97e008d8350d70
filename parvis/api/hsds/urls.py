"""Addresses under `/hsds/v3/`, with and without a slash at the end."""

from __future__ import annotations

from django.urls import URLPattern, re_path

from parvis.api.hsds.views import organisations, places, root, services, terms

app_name = "hsds"
_LISTS = {
    "services": (services.services, services.service),
    "organizations": (organisations.organisations, organisations.organisation),
    "service_at_locations": (places.service_at_locations, places.service_at_location),
    "taxonomies": (terms.taxonomies, terms.taxonomy),
    "taxonomy_terms": (terms.taxonomy_terms, terms.taxonomy_term),
}


def _both(name: str) -> list[URLPattern]:
    every, one = _LISTS[name]
    return [
        re_path(rf"^{name}/?$", every, name=name),
        re_path(rf"^{name}/(?P<public_id>[^/]+)/?$", one, name=f"{name}_one"),
    ]


urlpatterns = [
    re_path(r"^$", root.root, name="root"),
    re_path(r"^openapi\.json$", root.openapi, name="openapi"),
    *(pattern for name in _LISTS for pattern in _both(name)),
]
