"""Something is wrong: said in two answers, without saying who."""

from __future__ import annotations

import hashlib
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from parvis.core.clock import now
from parvis.directory import actions
from parvis.directory import queries as directory
from parvis.directory.shapes import ServicePage
from parvis.kernel.errors import NotFound
from parvis.web.public.asked import language
from parvis.web.public.caching import not_kept
from parvis.web.public.forms import ReportForm
from parvis.web.shell.doors import public

MOST_AN_HOUR = 10


@public
def report(request: HttpRequest) -> HttpResponse:
    """The form. A robot's filled honeypot gets thanks like everybody, and nothing is kept."""
    service = _service(request.GET.get("service", ""))
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not form.cleaned_data["website"] and _may_still(request):
            actions.report_listing(
                service_public_id=service.card.public_id if service else None,
                what=form.cleaned_data["what"],
                words=form.cleaned_data["words"],
                by=request.actor,  # type: ignore[attr-defined]
                at=now(),
            )
        return HttpResponseRedirect(reverse("public:report_thanks"))
    context = {"form": form, "service": service, "sensitive": bool(service and service.card.sensitive)}
    return not_kept(render(request, "public/report.html", context, status=400 if form.errors else 200))


@public
def thanks(request: HttpRequest) -> HttpResponse:
    """It has arrived."""
    return render(request, "public/report_thanks.html")


def _service(text: str) -> ServicePage | None:
    try:
        return directory.service_page(UUID(text), language(), now())
    except (ValueError, NotFound):
        return None


def _may_still(request: HttpRequest) -> bool:
    """Ten an hour from one address. The address itself is not kept: only a keyed mark of it, for that hour."""
    seed = f"{settings.SECRET_KEY}:{get_adapter().get_client_ip(request)}:{now():%Y%m%d%H}"
    key = f"report:{hashlib.sha256(seed.encode()).hexdigest()[:24]}"
    cache.add(key, 0, 3600)
    return cache.incr(key) <= MOST_AN_HOUR
