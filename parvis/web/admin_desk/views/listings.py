"""Listings of the directory: found by name, changed by hand, and given back to their source."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parvis.access.choices import Role
from parvis.core.clock import now
from parvis.directory import actions
from parvis.directory import queries as directory
from parvis.directory.shapes_desk import ListingToEdit, PlaceToEdit
from parvis.kernel.actor import Actor
from parvis.kernel.errors import NotFound
from parvis.web.admin_desk.forms.listing import ListingForm, PlaceForm
from parvis.web.admin_desk.shown_directory import shown_line, shown_origin, worded
from parvis.web.shell.doors import staff
from parvis.web.shell.sending import done_or_said, send

PLACE_FIELDS = ("line_1", "line_2", "postal_code", "city", "latitude", "longitude")


@staff(Role.ADMIN, purpose="administration")
def found(request: HttpRequest) -> HttpResponse:
    """The sources with what stands here of them, and listings by name: hidden and ended ones too."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    text = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    context = {
        "text": text,
        "rows": [shown_line(one) for one in directory.listings_named(actor, text)],
        "sources": directory.sources_of(actor),
        "waiting": directory.waiting(actor),
        "tab": "listings",
    }
    return render(request, "admin_desk/listings.html", context)


@staff(Role.ADMIN, purpose="administration")
def listing(request: HttpRequest, listing: UUID) -> HttpResponse:
    """One service: its fields, where each comes from, and what its source said of those written by hand."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    shown = directory.listing_to_edit(actor, listing)
    first = {**shown.fields, "version": shown.version}
    form = ListingForm(request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST":
        at = now()

        def work() -> None:
            actions.edit_listing(
                service_public_id=listing, to=form.listing, version=form.cleaned_data["version"], by=actor, at=at
            )
            messages.success(request, _("Saved. An import will not change what you have written."))

        answer = send(form, at=at, to=reverse("admin_desk:listing", args=[listing]), work=work)
        if answer is not None:
            return answer
    return render(request, "admin_desk/listing.html", {"form": form, "shown": shown, **_origins(shown)})


@staff(Role.ADMIN, purpose="administration")
def place(request: HttpRequest, listing: UUID, place: UUID) -> HttpResponse:
    """Where one place of a service is."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    shown = directory.listing_to_edit(actor, listing)
    found_ = _place_of(shown, place)
    first = {key: getattr(found_, key) for key in PLACE_FIELDS} | {"version": found_.version}
    form = PlaceForm(request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST":
        at = now()

        def work() -> None:
            actions.move_place(
                service_public_id=listing,
                place_public_id=place,
                to=form.address,
                version=form.cleaned_data["version"],
                by=actor,
                at=at,
            )
            messages.success(request, _("Saved. An import will not change what you have written."))

        answer = send(form, at=at, to=reverse("admin_desk:listing", args=[listing]), work=work)
        if answer is not None:
            return answer
    origins = [shown_origin(one, _titles(shown)) for one in found_.origins if one.field in {"address", "point"}]
    context = {"form": form, "shown": shown, "place": found_, "origins": origins}
    return render(request, "admin_desk/listing_place.html", context)


@staff(Role.ADMIN, purpose="administration")
@require_POST
def take_back(request: HttpRequest, listing: UUID) -> HttpResponse:
    """A field is its source's again: of the service, or of the place that is named."""
    actor, at = request.actor, now()  # type: ignore[attr-defined]
    shown = directory.listing_to_edit(actor, listing)
    where = request.POST.get("place", "")
    place = _place_of(shown, where).public_id if where else None
    field = request.POST.get("field", "")[:30]
    return done_or_said(
        request,
        reverse("admin_desk:listing", args=[listing]),
        work=lambda: actions.take_back_edit(
            service_public_id=listing, place_public_id=place, field=field, by=actor, at=at
        ),
        done=_("It says again what its source says."),
    )


def _place_of(shown: ListingToEdit, public_id: UUID | str) -> PlaceToEdit:
    found_ = next((one for one in shown.places if str(one.public_id) == str(public_id)), None)
    if found_ is None:
        raise NotFound
    return found_


def _titles(shown: ListingToEdit) -> dict[str, str]:
    names = {
        one.source for one in (*shown.origins, *(o for place in shown.places for o in place.origins)) if one.source
    }
    return dict.fromkeys(names, shown.source_title) if len(names) == 1 else {}


def _origins(shown: ListingToEdit) -> dict[str, Any]:
    """Where the whole comes from, what changed since, and what hands wrote, each with a way back."""
    titles = _titles(shown)
    of_service = [shown_origin(one, titles) for one in shown.origins]
    hands = [
        {"origin": one, "said": worded(one.field, shown.said[one.field]), "place": ""}
        for one in of_service
        if one.by_hand and one.field in shown.said
    ]
    for place_ in shown.places:
        hands += [
            {"origin": shown_origin(one, titles), "said": (), "place": str(place_.public_id)}
            for one in place_.origins
            if one.by_hand
        ]
    return {
        "whole": next((one for one in of_service if not one.field), None),
        "since": [one for one in of_service if one.field and not one.by_hand],
        "hands": hands,
    }
