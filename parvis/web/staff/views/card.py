"""The card of the person's own path: made, shown once, printed."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from parvis.casework import queries
from parvis.core import once
from parvis.core.clock import now
from parvis.people import actions as people_actions
from parvis.people import queries as people
from parvis.web.design.piece import Piece
from parvis.web.shell.doors import staff
from parvis.web.staff.forms.base import StaffForm
from parvis.web.staff.roles import WORKERS


@staff(*WORKERS, purpose="desk")
def card(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """For somebody with a file: its number stands on the card."""
    case = queries.case_row(request.actor, case_id)  # type: ignore[attr-defined]
    back = reverse("staff:case", args=[case_id])
    return card_page(request, case.person_id, reference=case.number, back=back)


@staff(*WORKERS, purpose="desk")
def host_card(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """For a host: nothing stands on the card but the town."""
    person = people.person(request.actor, person_id)  # type: ignore[attr-defined]
    return card_page(request, person.pk, reference="", back=reverse("staff:host_own", args=[person_id]))


def card_page(request: HttpRequest, person_id: int, *, reference: str, back: str) -> HttpResponse:
    """A new card. Sent twice, the page says so instead of making a second one that nobody printed."""
    by, at = request.actor, now()  # type: ignore[attr-defined]
    form = StaffForm(request.POST or None)
    context = {"form": StaffForm(), "back_url": back, "of_file": bool(reference)}
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            first = once.claim(form.once_token, at=at)
            made = people_actions.issue_card(person_id=person_id, by=by, at=at) if first else None
        context["already"] = not first
        if made is not None:
            line = people.lines(by, [person_id], at, noted="card").get(person_id)
            url = request.build_absolute_uri(reverse("card", args=[made.token]))
            language = line.language if line else by.language
            context["card"] = Piece(
                url=url, address=url.split("://", 1)[-1], pin=made.pin, reference=reference, language=language
            )
    return render(request, "staff/card.html", context)
