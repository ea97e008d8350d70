"""One place: what, who, what to bring, what it costs, what can be taken there; then hours, address, languages. And the same on paper, in two languages."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from parvis.core.clock import now
from parvis.core.house import house
from parvis.directory import queries as directory
from parvis.directory.shapes import PlaceView, ServicePage
from parvis.kernel import languages
from parvis.web.design.words import listed
from parvis.web.public import shown, words
from parvis.web.public.asked import asked, language
from parvis.web.public.caching import kept_a_minute, not_kept
from parvis.web.shell import offer_cards
from parvis.web.shell.doors import public
from parvis.web.shell.words import said


@public
def service(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Five statements at most."""
    question = asked(request.GET)
    at = now()
    near = (question.near.lat, question.near.lon) if question.near else None
    page = directory.service_page(public_id, language(), at, near)
    if page.card.public_id != public_id:  # somebody said that it is the same as another one
        return redirect("public:service", public_id=page.card.public_id)
    context = {
        "asked": question,
        "page": page,
        "card": shown.card(page.card),
        "sections": sections(page),
        "offers": offer_cards.at_service(page.card.id, at),
        "week": shown.week(page.week, house().day(at), language()),
        "places": [_place(place) for place in page.places],
        "phones": page.phones,
        "phone": next((phone for phone in page.phones if phone.valid), None),
        "way": next((_map(place) for place in page.places if place.lat is not None), None),
        "sensitive": page.card.sensitive,
        "unread": shown.unread(page),
        "origins": shown.origins(page),
        "desk": _desk(page.card.sensitive),
        "back_link": reverse("public:search") + question.link(),
        "has_question": bool({"q", "topic"} & question.params.keys()),
        "print_link": _print_link(page),
    }
    response = render(request, "public/service.html", context)
    return not_kept(response) if page.card.sensitive else kept_a_minute(response)


@public
def service_print(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A sheet in the page's language and another (`?with=ar`), line against line."""
    at = now()
    other = request.GET.get("with", "")
    if other not in dict(settings.LANGUAGES) or other == language():
        other = "en" if language() == house_language() else house_language()
    first, second = directory.service_pages(public_id, (language(), other), at)
    context = {
        "page": first,
        "card": shown.card(first.card),
        "first": language(),
        "second": other,
        "lines": _lines(first, second, other, at),
        "places": [_place(place) for place in first.places],
        "phones": first.phones,
        "others": [
            (code, languages.autonym(code)) for code, _ in settings.LANGUAGES if code not in (language(), other)
        ],
        "url": request.build_absolute_uri(reverse("public:service", args=[public_id])),
        "sensitive": first.card.sensitive,
        "unread": shown.unread(first) or shown.unread(second),
    }
    response = render(request, "public/service_print.html", context)
    return not_kept(response) if first.card.sensitive else kept_a_minute(response)


def house_language() -> str:
    """The language of the town's desks."""
    return str(settings.PARVIS_TOWN.get("language", settings.LANGUAGE_CODE))


def sections(page: ServicePage) -> list[shown.Section]:
    """The four answers, in their order; an empty one is left out, but cost is always said."""
    cost = shown.lines(page.card.cost) or [
        said(words.COST, page.card.cost_kind) or gettext("Not known: ask before you go")
    ]
    cost_language = page.card.cost.language if page.card.cost else language()
    given = [
        shown.Section(
            gettext("What you find there"),
            page.card.topic,
            "",
            shown.lines(page.description),
            page.description.language,
        ),
        shown.Section(
            gettext("Who can come"),
            "meet",
            "people",
            shown.lines(page.who) or _ages(page),
            page.who.language if page.who else language(),
        ),
        shown.Section(gettext("What to bring"), "papers", "", shown.lines(page.bring), page.bring.language),
        shown.Section(gettext("What it costs"), "work", "hands", cost, cost_language),
        shown.Section(
            gettext("How to ask"), "learn", "papers", shown.lines(page.application), page.application.language
        ),
    ]
    return [section for section in given if section.lines]


def _ages(page: ServicePage) -> list[str]:
    told = shown.ages(page.minimum_age, page.maximum_age)
    return [told] if told else []


def _place(place: PlaceView) -> dict[str, Any]:
    town = " ".join(part for part in (place.postal_code, place.city) if part)
    return {
        "view": place,
        "lines": [line for line in (place.name, *place.lines, town) if line],
        "access": [said(words.ACCESS, code) for code in place.access],
    }


def _map(place: PlaceView) -> dict[str, str]:
    """Links that leave the site only when they are pressed; nothing is loaded from there."""
    at = f"{place.lat:.5f},{place.lon:.5f}"
    lat, lon = at.split(",")
    return {
        "geo": f"geo:{at}?q={at}",
        "map": f"https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=17/{lat}/{lon}",
    }


def _desk(sensitive: bool) -> dict[str, str] | None:  # noqa: FBT001 - one flag, named where it is called
    """A sentence to show at the desk, in the reader's language and in the house's; none where it could give somebody away."""
    host = house_language()
    if sensitive or language() == host:
        return None
    reader = language()
    mine = _sentence(languages.name_in(reader, reader))
    with translation.override(host):
        theirs = _sentence(languages.name_in(reader, host))
    return {"reader": reader, "mine": mine, "host": host, "theirs": theirs}


def _sentence(name: str) -> str:
    return gettext("Hello. I would like to come to this service. What do I have to do? I speak %(language)s.") % {
        "language": name
    }


def _print_link(page: ServicePage) -> str:
    other = house_language() if language() != house_language() else "en"
    return f"{reverse('public:service_print', args=[page.card.public_id])}?with={other}"


def _lines(first: ServicePage, second: ServicePage, other: str, at: datetime) -> list[dict[str, str]]:
    mine = _facing(first, at)
    with translation.override(other):
        theirs = _facing(second, at)
    return [
        {"first_label": a[0], "first": a[1], "second_label": b[0], "second": b[1]}
        for a, b in zip(mine, theirs, strict=True)
    ]


def _facing(page: ServicePage, at: datetime) -> list[tuple[str, str]]:
    """Label and text of each line, the same lines in every language; hours as sentences."""
    hours = "\n".join(
        f"{day.day} {listed(day.times)}" for day in shown.week(page.week, house().day(at), language()) if day.times
    )
    spoken = listed(one.name for one in page.card.languages)
    return [
        (gettext("Service"), f"{page.card.name}\n{page.card.summary}".strip()),
        (gettext("What you find there"), "\n".join(shown.lines(page.description))),
        (gettext("Who can come"), "\n".join(shown.lines(page.who) or _ages(page)) or gettext("Not said: ask")),
        (gettext("What to bring"), "\n".join(shown.lines(page.bring)) or gettext("Not said: ask")),
        (
            gettext("What it costs"),
            "\n".join(shown.lines(page.card.cost))
            or said(words.COST, page.card.cost_kind)
            or gettext("Not known: ask before you go"),
        ),
        (gettext("Hours"), hours or gettext("Hours not known: call first")),
        (gettext("Languages spoken"), spoken or gettext("Not said: ask")),
        (gettext("To say at the desk"), gettext("Hello. I would like to come to this service. What do I have to do?")),
    ]
