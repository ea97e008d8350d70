"""The frame of a page: the same page in every language, no way off the site, rooms by role, and no query."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from django.utils import translation

from parvis.kernel.actor import Actor, ActorKind
from parvis.web.shell import context
from parvis.web.shell.languages import LINES, equivalents, local_path
from parvis.web.shell.links import links


@pytest.mark.parametrize(
    "path", ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example", "javascript:alert(1)", ""]
)
def test_a_path_that_somebody_else_wrote_leads_nowhere(path: str) -> None:
    assert local_path(path) == "/"


def test_a_path_of_ours_is_kept_with_its_query() -> None:
    assert local_path("/fr/search/?q=cours") == "/fr/search/?q=cours"


def test_each_language_is_named_by_itself_in_its_own_direction() -> None:
    with translation.override("fr"):
        links = {link.code: link for link in equivalents("/fr/design/?wrong=1")}
    assert set(links) == {code for code, _ in settings.LANGUAGES}
    assert links["ar"].dir == "rtl"
    assert links["ar"].autonym == "العربية"
    assert links["ar"].url == "/ar/design/?wrong=1"
    assert links["fr"].current
    assert not links["ar"].current


def test_every_language_says_that_it_can_be_changed() -> None:
    assert {code for code, _ in settings.LANGUAGES} <= set(LINES)


def test_rooms_follow_the_roles_and_their_order(rf: RequestFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(context, "links", lambda names: {name: f"/fr/{name.replace(':', '/')}/" for name in names})
    request = rf.get("/fr/staff/people/7/")
    request.actor = Actor(kind=ActorKind.ACCOUNT, roles=frozenset({"caseworker"}))  # type: ignore[attr-defined]
    rooms = context.Shell(request).rooms
    assert [room.url for room in rooms][:2] == ["/fr/staff/day/", "/fr/staff/people/"]
    assert [room.current for room in rooms][:2] == [False, True]
    assert not any("admin" in room.url for room in rooms)


def test_nobody_sees_rooms_without_a_role(rf: RequestFactory) -> None:
    request = rf.get("/fr/")
    request.actor = Actor.public("fr")  # type: ignore[attr-defined]
    assert context.Shell(request).rooms == []


def test_a_page_that_is_not_there_has_no_address() -> None:
    with translation.override("fr"):
        assert links(("public:home", "public:nowhere")) == {"public:home": "/fr/", "public:nowhere": ""}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/fr/staff/day/", "/fr/my/", "/fr/my/steps/6f0f3c4e-52b5-5d57-9f0a-3a0a7f3f6f11/done/", "/fr/start/", "/fr/r/x", "/c/x"]
)  # fmt: skip
def test_the_way_to_another_page_is_kept_nowhere(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in {301, 302}
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_nor_is_a_page_that_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parvis.web.public.views.languages.equivalents", lambda _: 1 / 0)
    answer = Client(raise_request_exception=False).get("/")
    assert answer.status_code == 500
    assert "no-store" in answer["Cache-Control"]
