"""Places and every other kind of help that answer a question, in one list: with why, how far, and what else could be asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, ngettext

from parvis.core.clock import now
from parvis.directory import gazetteer
from parvis.directory import queries as directory
from parvis.engagement.kinds import kind_of, kinds
from parvis.kernel.actor import Actor
from parvis.kernel.languages import autonym
from parvis.kernel.topics import DOORS
from parvis.search import queries as search
from parvis.search.shapes import Answer
from parvis.web.design.words import comma
from parvis.web.public import shown, words
from parvis.web.public.asked import DISTANCES, PAGE, PLACES, SWITCHES, Asked, asked, language
from parvis.web.public.caching import not_kept
from parvis.web.shell import offer_cards
from parvis.web.shell.doors import public
from parvis.web.shell.offer_cards import OfferCard
from parvis.web.shell.town import town
from parvis.web.shell.words import said

# Which numbers are said first when the words tell of a danger.
NUMBERS = {
    "violence": ("violence", "danger", "silent"),
    "suicide": ("suicide", "medical", "danger"),
    "no_roof": ("no_roof",),
    "child": ("child", "danger"),
}


@public
def results(request: HttpRequest) -> HttpResponse:
    """Six statements at most: place, edition, words, then the cards of one page."""
    question = asked(request.GET)
    at = now()
    actor: Actor = request.actor  # type: ignore[attr-defined]
    answer = search.search(actor, question.query(at), locate=lambda text: gazetteer.spot(text, language()))
    page = _page(question, answer)
    if page.number != question.page:
        question.problems.append(said(words.NOTES, "no_such_page"))
        question.page = page.number
    near = answer.understood.near
    point = (near.lat, near.lon) if near else None
    first = (page.number - 1) * PAGE + 1
    cards = _cards(question, answer, at, first)
    kinds_here = _kinds(question, answer)
    sensitive = question.sensitive or bool(answer.understood.urgent)
    context = {
        "asked": question,
        "answer": answer,
        "heading": _heading(question, answer, sensitive=sensitive),
        "understood": answer.understood,
        "cards": cards,
        "kinds": kinds_here,
        "mixed": len(kinds_here) > 1 and "kind" not in question.params,
        "centre": point,
        "page": page,
        "wider": _wider(question, answer),
        "exact_link": question.link(exact="1"),
        "here_link": question.link(),
        "widened": bool(question.params.get("km") or answer.understood.asked_km)
        and answer.understood.within_km != answer.understood.asked_km
        and bool(answer.total),
        "first": first,
        "unread": any(card.is_unread for card in cards),
        "sensitive": sensitive,
        "urgent": _urgent(answer.understood.urgent),
        **_choices(question, answer),
    }
    return not_kept(render(request, "public/results.html", context))


def _cards(question: Asked, answer: Answer, at: datetime, first: int) -> list[shown.Card | OfferCard]:
    """One list, best first, whatever the kinds; the numbers are those of the dots on the plan. Three statements at most."""
    near = answer.understood.near
    point = (near.lat, near.lon) if near else None
    places = [one.object_id for one in answer.results if one.kind == PLACES]
    others = {one.object_id: one.kind for one in answer.results if one.kind != PLACES}
    from_where = question.params.get("near", "")
    found: dict[tuple[bool, int], shown.Card | OfferCard] = {
        (True, view.id): shown.card(view, near=from_where) for view in directory.cards(places, language(), at, point)
    }
    found |= {(False, pk): card for pk, card in offer_cards.cards(others, at, point).items()}
    keys = [(one.kind == PLACES, one.object_id) for one in answer.results]
    listed = [found[key] for key in keys if key in found]
    return [replace(card, number=number) for number, card in enumerate(listed, start=first)]


def _heading(question: Asked, answer: Answer, *, sensitive: bool) -> str:
    """`11 places: Housing`, `Jobs: 3`, `14 results: Housing` of several kinds. On a sensitive question it counts and says no more."""
    n = answer.total
    if not n:
        return gettext("Nothing found")
    topic, kind = question.params.get("topic", ""), question.params.get("kind", "") or _only_kind(answer)
    counted = {
        "": lambda: ngettext("%(n)s result", "%(n)s results", n) % {"n": n},
        PLACES: lambda: ngettext("%(n)s place", "%(n)s places", n) % {"n": n},
    }.get(kind, lambda: gettext("%(what)s: %(n)s") % {"what": kind_of(kind).plural, "n": n})()
    what = comma().join(answer.understood.labels) or said(words.DOORS, topic)
    if sensitive or not what:
        return counted
    colon = kind in {"", PLACES}
    return gettext("%(places)s: %(what)s") % {"places": counted, "what": what} if colon else f"{counted} · {what}"


def _only_kind(answer: Answer) -> str:
    found = [code for code, n in answer.facets["kind"].items() if n]
    return found[0] if len(found) == 1 else ""


def _kinds(question: Asked, answer: Answer) -> list[tuple[str, int, str, bool]]:
    """All, places, and every other kind of help: how many of each, and the way there; nothing where there is one kind alone."""
    counts, chosen = answer.facets["kind"], question.params.get("kind", "")
    codes = [PLACES, *(kind.code for kind in kinds() if kind.in_search)]
    n_of = {code: answer.total if code == chosen else counts.get(code, 0) for code in codes}
    rows = [
        (
            gettext("Places") if code == PLACES else str(kind_of(code).plural),
            n_of[code],
            question.link(kind=code),
            code == chosen,
        )
        for code in codes
        if n_of[code] or code == chosen
    ]
    if len(rows) < 2 and not chosen:
        return []
    return [(gettext("All"), sum(n_of.values()), question.link(kind=None), not chosen), *rows]


def _page(question: Asked, answer: Answer) -> Page[int]:
    return Paginator(range(answer.total), PAGE).get_page(question.page)


def _urgent(codes: tuple[str, ...]) -> list[dict[str, str]]:
    """Emergency numbers for what was told, the most fitting first."""
    wanted = dict.fromkeys(number for code in codes for number in NUMBERS.get(code, ()))
    by_code = {row["code"]: row for row in town(language())["emergency"]}
    return [by_code[code] for code in wanted if code in by_code]


def _wider(question: Asked, answer: Answer) -> list[tuple[str, str]]:
    """Whole topics, where a narrow need has found little."""
    if answer.total > PAGE:
        return []
    topics = dict.fromkeys(topic for code in answer.understood.concepts for topic in search.topics_of(code))
    return [
        (said(words.DOORS, topic), question.link(q=None, exact=None, topic=topic))
        for topic in topics
        if topic in DOORS and topic != question.params.get("topic")
    ]


def _choices(question: Asked, answer: Answer) -> dict[str, Any]:
    """Filters with how many each would leave; chips of those in force, each with the address that takes it away."""
    yes, speaks = answer.facets["yes"], answer.facets["speaks"]
    chips = [(said(words.FILTERS, name), question.link(**{name: None})) for name in SWITCHES if name in question.params]
    if "speaks" in question.params:
        chips.append((autonym(question.params["speaks"]), question.link(speaks=None)))
    if "km" in question.params:
        chips.append((said(words.DISTANCES, question.params["km"]), question.link(km=None)))
    if "topic" in question.params:
        chips.append((said(words.DOORS, question.params["topic"]), question.link(topic=None)))
    said_in_words = [
        (said(words.SLOTS, chip.code), question.link(exact="1"))
        for chip in answer.understood.chips
        if chip.kind == "filter" and chip.code not in answer.understood.dropped
    ]
    most = sorted(speaks, key=lambda code: (code != language(), -speaks[code]))[:8]
    return {
        "chips": chips + said_in_words,
        "switches": [
            (name, said(words.FILTERS, name), yes[facet], name in question.params)
            for name, facet in SWITCHES.items()
            if facet in yes
        ],
        "tongues_spoken": [(code, speaks[code], code == question.params.get("speaks")) for code in most],
        "distances": [(km, said(words.DISTANCES, km), km == question.params.get("km")) for km in DISTANCES],
        "doors": [(code, words.DOORS[code], question.link(topic=code, q=None, exact=None)) for code in DOORS],
        "kept": [(key, question.params[key]) for key in ("near", "topic", "exact", "kind") if key in question.params],
        "dropped": [said(words.SLOTS, code) for code in answer.understood.dropped],
    }
