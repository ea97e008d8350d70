"""`/`: what this is, and its description for programs."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from parvis.api.hsds.answers import hsds, one
from parvis.api.hsds.openapi import VERSION, document

# The standard itself: nothing is left out or renamed, so there is no profile of our own to declare.
PROFILE = "https://docs.openreferral.org/en/3.0/hsds/"


@hsds
def root(request: HttpRequest) -> HttpResponseBase:
    """Version, profile, description."""
    address = request.build_absolute_uri(reverse("hsds:openapi"))
    return one({"version": VERSION, "profile": PROFILE, "openapi_url": address})


@hsds
def openapi(request: HttpRequest) -> HttpResponseBase:
    """The endpoints and parameters as OpenAPI."""
    return one(document(request.build_absolute_uri(reverse("hsds:root"))))
