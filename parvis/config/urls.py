"""Every address of the house."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from parvis.api.urls import urlpatterns as api_patterns
from parvis.web.newcomer.views.card import card
from parvis.web.public.views.health import healthz
from parvis.web.public.views.languages import languages
from parvis.web.shell.calendar import calendar
from parvis.web.shell.sign_in import sign_in, sign_out

handler400 = "parvis.web.shell.errors.bad_request"
handler404 = "parvis.web.shell.errors.not_found"
handler429 = "parvis.web.shell.errors.too_many"  # asked for by the sign-in library
handler500 = "parvis.web.shell.errors.server_error"

urlpatterns = [
    path("", languages, name="languages"),
    path("healthz", healthz, name="healthz"),
    path("c/<str:token>/", card, name="card"),
    path("f/<str:token>.ics", calendar, name="calendar"),
    *api_patterns,
    *i18n_patterns(
        path("sign-in/", sign_in, name="account_login"),
        path("sign-out/", sign_out, name="account_logout"),
        path("", include("parvis.web.public.urls")),
        path("", include("parvis.web.shell.urls")),
        path("design/", include("parvis.web.gallery.urls")),
        path("staff/", include("parvis.web.staff.urls")),
        path("my/", include("parvis.web.newcomer.urls")),
        path("", include("parvis.web.host.urls")),
        path("admin/", include("parvis.web.admin_desk.urls")),
    ),
]
