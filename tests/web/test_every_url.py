"""Every address with every role: who may not enter, or asks for what is not theirs, meets what does not exist.

A cell is one request: a route, a role, a language, a thing (own, nobody's, another's, one of each in a path of two) and a method. The
table of expectations is written by hand in `tests/routes.py`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.utils import translation

from parvis.casework.models import Referral
from parvis.core.models import Change, Read
from tests.routes import HERSELF, ROLES, ROUTES, SIGNED_IN, WORKERS, Route
from tests.things import Things
from tests.town import Town

LANGUAGES = ("fr", "ar")
OF_EACH_ANSWER = re.compile(
    r'name="(?:csrfmiddlewaretoken|once|resume|kept|shown)" value="[^"]*"'
    r"|\"csrf\": \"\w+\""
)  # fmt: skip
HEADERS = ("Cache-Control", "Content-Type", "Content-Language", "Content-Security-Policy", "Referrer-Policy", "Vary")


@dataclass(frozen=True)
class Answer:
    """What a reader could compare: nothing of it may tell apart what is hidden and what is not."""

    status: int
    body: str
    headers: tuple[str, ...]
    location: str

    @classmethod
    def of(cls, response: HttpResponse, path: str, ids: list[str]) -> Answer:
        text, location = response.content.decode(), response.get("Location", "")
        # The page's own address in every language, as it stands in the links to them.
        after_language = re.escape(re.sub(r"^/(fr|ar)(?=/)", "", path))
        text = re.sub(rf"(?<=/fr|/en|/es|/ar){after_language}(?=[\"&#?])", "…", text.replace("%2F", "/"))
        for piece in ids:
            text, location = text.replace(piece, "…"), location.replace(piece, "…")
        headers = tuple(f"{name}: {response.get(name)}" for name in HEADERS)
        return cls(response.status_code, OF_EACH_ANSWER.sub("", text), headers, location)


class Knock:
    """One role at one door: every request from the same browser, and nothing kept of any."""

    def __init__(self, town: Town, role: str, language: str) -> None:
        self.role, self.language = role, language
        client = self._enter(town)
        self._cookies = client.cookies.output(header="", sep=";")
        self.things = Things(town, role, client)

    def _enter(self, town: Town) -> Client:
        if self.role in SIGNED_IN:
            return town.signed_in(self.role)
        if self.role == "newcomer":
            return town.at_her_path()
        client = Client()
        if self.role == "link_holder":
            client.get(f"/fr/r/{town.link_of(town.referral('Amal', 'sent'))}/")
        return client

    @lru_cache(maxsize=200)  # noqa: B019  a knock lives as long as its module
    def nowhere(self, *, json: bool) -> Answer:
        """The page that does not exist."""
        path = "/api/v1/nothing-here" if json else "/{lang}/nothing-here/"
        return self.ask(Route("nowhere", path, json=json), [], "GET", {})[0]

    def ask(self, route: Route, ids: list[str], method: str, data: dict[str, Any]) -> tuple[Answer, int, int]:
        """The answer, and how many rows changed and reads were noted; then all of it is undone."""
        path = route.path.format(lang=self.language, **dict(zip(route.things, ids, strict=True)))
        client = Client()
        client.cookies = SimpleCookie(self._cookies)
        more = {"content_type": "application/json"} if route.json else {}
        with transaction.atomic():
            changes, reads = Change.objects.count(), Read.objects.count()
            query = route.query if self.role in route.may else ""
            response = client.get(path + query) if method == "GET" else client.post(path, data, **more)
            told = Answer.of(response, path, ids), Change.objects.count() - changes, Read.objects.count() - reads
            transaction.set_rollback(True)
        return told


def payload(route: Route, things: Things) -> dict[str, Any]:
    known = {
        "OWN": lambda: str(things.town.organisation("mairie").public_id),
        "VERSION": lambda: Referral.objects.get(public_id=things.own("received")).version,
    }
    return {
        name: known[value]() if isinstance(value, str) and value in known else value
        for name, value in route.payload().items()
    }


def others(route: Route, things: Things) -> Iterator[list[str]]:
    """Every way to name something foreign: alone, and beside what is one's own."""
    own = [things.own(kind) if things.has(kind) else things.nothing(kind) for kind in route.things]
    foreign = [things.foreign(kind) for kind in route.things]
    for place, kind in enumerate(route.things):
        for thing in foreign[place]:
            yield [*own[:place], thing, *own[place + 1 :]]
        if len(own) > 1:
            yield [*own[:place], things.nothing(kind), *own[place + 1 :]]
    if len(own) > 1:
        # What is nobody's (an offer is public) stays as it is beside what is another's.
        most = max(len(things_) for things_ in foreign)
        whole = [things_ or [mine] * most for things_, mine in zip(foreign, own, strict=True)]
        yield from map(list, zip(*whole, strict=True))


def views() -> set[tuple[str, Any]]:
    """Every view of the resolver, with the name it is reversed by."""

    def walk(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, Any]]:
        for entry in resolver.url_patterns:
            if isinstance(entry, URLResolver):
                yield from walk(entry, space + (f"{entry.namespace}:" if entry.namespace else ""))
            elif isinstance(entry, URLPattern):
                yield space + (entry.name or ""), entry.callback

    return set(walk(get_resolver()))


def shown_path(route: Route) -> str:
    return route.path.format(lang="fr", **{kind: Things.nothing(kind) for kind in route.things})


def test_every_route_has_a_row_and_every_row_a_route() -> None:
    translation.activate("fr")
    rows = {(match.view_name, match.func) for match in (resolve(shown_path(route)) for route in ROUTES)}
    missing = [name for name, view in views() if view not in {func for _name, func in rows}]
    assert not missing, f"write a row in tests/routes.py for {missing}"
    wrong = [
        (route.name, resolve(shown_path(route)).view_name)
        for route in ROUTES
        if not route.json and resolve(shown_path(route)).view_name != route.name
    ]
    assert not wrong


COUNTED: dict[str, int] = {}


@pytest.fixture(scope="module")
def knocks(town_of_module: Town) -> dict[tuple[str, str], Knock]:
    """Everybody's browser, signed in once for all routes, and what only a session keeps."""
    every = {pair: Knock(town_of_module, *pair) for pair in itertools.product(ROLES, LANGUAGES)}
    for (role, _language), knock in every.items():
        if role in WORKERS:
            for kind in ("draft", "host_draft"):
                knock.things.own(kind), knock.things.foreign(kind)
    return every


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_nobody_passes_where_they_may_not_and_hidden_is_as_missing(
    route: Route, town: Town, knocks: dict[tuple[str, str], Knock]
) -> None:
    asked, wrong, posted = itertools.count(), [], set()
    languages = LANGUAGES if "{lang}" in route.path else LANGUAGES[:1]
    for role, language in itertools.product(ROLES, languages):
        knock = knocks[role, language]
        problems = (
            inside(route, knock, asked, posted)
            if role in route.may
            else outside(route, knock, knocks[insider_of(route, knocks), "fr"], asked)
        )
        wrong += [f"{role} {language} {problem}" for problem in problems]
    COUNTED[route.name] = next(asked)
    assert not wrong, "\n".join(wrong)
    assert route.post in posted, f"what the row sends is taken by nobody: {posted}"


def insider_of(route: Route, knocks: dict[tuple[str, str], Knock]) -> str:
    """Somebody who may, and has such things of her own."""
    return min(role for role in route.may if has_own(route, knocks[role, "fr"].things))


def has_own(route: Route, things: Things) -> bool:
    return all(things.has(kind) for kind in route.things)


def inside(route: Route, knock: Knock, asked: Iterator[int], posted: set[int]) -> Iterator[str]:
    """A role that may enter: its own answers as the table says; another's as nobody's, and changes nothing."""
    things = knock.things
    full, own = payload(route, things), [things.own(kind) for kind in route.things if things.has(kind)]
    if has_own(route, things):
        yield from of_her_own(route, knock, asked, posted, own, full)
    if not route.things:
        return
    nobody, foreign = [things.nothing(kind) for kind in route.things], list(others(route, things))
    sent = [("GET", {}), ("POST", full), ("POST", {})]
    for method, data in sent if knock.language == LANGUAGES[0] else sent[:2]:
        missing, changed, _reads = knock.ask(route, nobody, method, data)
        next(asked)
        expected = route.nothing if method == "GET" else (405 if route.post == 405 else route.nothing_posted)
        # Data that is no answer at all is refused before it is for anything.
        untaken = route.json and method == "POST" and not data
        if missing.status != (400 if untaken and route.post != 405 else expected) or changed:
            yield f"{method} nothing: {missing.status}, not {expected}; {changed} rows changed"
        for ids in foreign:
            hidden, changed, reads = knock.ask(route, ids, method, data)
            next(asked)
            if hidden != missing:
                yield f"{method} {ids}: {differs(hidden, missing)}"
            if changed or reads:
                yield f"{method} {ids}: {changed} rows changed, {reads} reads noted"


def of_her_own(
    route: Route, knock: Knock, asked: Iterator[int], posted: set[int], own: list[str], full: dict[str, Any]
) -> Iterator[str]:
    """What answers for her own things."""
    answer, changed, _reads = knock.ask(route, own, "GET", {})
    next(asked)
    if answer.status not in {route.get, route.also or route.get} or changed:
        yield f"GET own: {answer.status}, not {route.get}; {changed} rows changed"
    answer, changed, _reads = knock.ask(route, own, "POST", full)
    next(asked)
    posted.add(answer.status)
    # A thing that is past its state is refused on its page: not every role has one in the right state.
    if answer.status not in {route.post, route.also or route.post, *({200, 400, 409} if own else ())}:
        yield f"POST own: {answer.status}, not {route.post}"


def outside(route: Route, knock: Knock, insider: Knock, asked: Iterator[int]) -> Iterator[str]:
    """A role that may not enter meets the page that does not exist; who is not signed in is asked to, or led out."""
    things = insider.things
    own = [things.own(kind) for kind in route.things]
    for method in ("GET", "POST"):
        answer, changed, reads = knock.ask(route, own, method, payload(route, things))
        next(asked)
        if changed or reads:
            yield f"{method}: {changed} rows changed, {reads} reads noted"
        if route.may == HERSELF:
            good = answer.status == 302 and urlsplit(answer.location).path.endswith("/my/closed/")
        elif route.json and knock.role not in SIGNED_IN:
            good = answer.status == (405 if answer.status == 405 else 401)
        elif knock.role not in SIGNED_IN:
            sent_away = answer.status == 302 and urlsplit(answer.location).path.endswith("/sign-in/")
            good = sent_away if method == "GET" else answer.status == 200 and 'name="password"' in answer.body
        elif route.json and answer.status == 405:
            good = True
        else:
            nowhere = knock.nowhere(json=route.json)
            good = answer == nowhere
            if not good:
                yield f"{method}: {differs(answer, nowhere)}"
                continue
        if not good:
            yield f"{method}: {answer.status} {answer.location}"


def differs(one: Answer, other: Answer) -> str:
    """The first difference, in a line."""
    if one.status != other.status:
        return f"{one.status}, and {other.status} for nothing"
    if one.location != other.location or one.headers != other.headers:
        return f"{one.location} {one.headers} / {other.location} {other.headers}"
    at = next((n for n, pair in enumerate(zip(one.body, other.body, strict=False)) if len(set(pair)) > 1), 0)
    return f"bytes differ: {one.body[at - 40 : at + 80]!r} / {other.body[at - 40 : at + 80]!r}"


def test_zz_count(capsys: pytest.CaptureFixture[str]) -> None:
    """Says how many cells this worker asked; last of the file where tests are not shuffled."""
    with capsys.disabled():
        print(f" {sum(COUNTED.values())} cells on {len(COUNTED)} routes", end=" ")
