"""The JSON doors: open data under `/hsds/v3/`, Parvis's own under `/api/v1/`."""

from __future__ import annotations

from django.urls import include, path, re_path

from parvis.api.hsds.answers import hsds
from parvis.api.hsds.views.root import root
from parvis.api.refusals import nothing_here
from parvis.api.v1.house import api

urlpatterns = [
    path("hsds/v3", root),
    path("hsds/v3/", include("parvis.api.hsds.urls")),
    re_path(r"^hsds/v3/(?P<rest>.*)$", hsds(nothing_here)),
    path("api/v1/", api.urls),
    re_path(r"^api/v1/(?P<rest>.*)$", nothing_here),
]
