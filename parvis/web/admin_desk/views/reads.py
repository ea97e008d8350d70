"""The data protection officer's page: every reading of personal data, without the names of those it was about."""

from __future__ import annotations

from datetime import timedelta

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from parvis.access.choices import Role
from parvis.core.clock import now
from parvis.people.queries.oversight import reads_overseen
from parvis.web.admin_desk.shown import shown_read
from parvis.web.shell.doors import staff

LENGTH = 50
PERIODS = ((7, _("7 days")), (30, _("30 days")), (365, _("A year")))


@staff(Role.DPO, purpose="oversight")
def reads(request: HttpRequest) -> HttpResponse:
    """Newest first, by period and by organisation."""
    days = _number(request.GET.get("days", ""), among=[one for one, _words in PERIODS]) or PERIODS[0][0]
    organisation = _number(request.GET.get("organisation", ""))
    number = _number(request.GET.get("page", "")) or 1
    at = now()
    page = reads_overseen(
        request.actor,  # type: ignore[attr-defined]
        since=at - timedelta(days=days),
        until=at + timedelta(minutes=1),
        organisation_id=organisation,
        start=(number - 1) * LENGTH,
        length=LENGTH,
    )
    context = {
        "rows": [shown_read(one) for one in page.reads],
        "total": page.total,
        "organisations": page.organisations,
        "organisation": organisation,
        "periods": PERIODS,
        "days": days,
        "page": Paginator(range(page.total), LENGTH).get_page(number),
    }
    return render(request, "admin_desk/reads.html", context)


def _number(text: str, among: list[int] | None = None) -> int | None:
    """A number of the query, which anybody may have written."""
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        return None
    return int(text) if among is None or int(text) in among else None
