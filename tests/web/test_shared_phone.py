"""A telephone that somebody else looks at: a way out on every page that could betray, titles and messages that say nothing, nothing kept."""

from __future__ import annotations

import re
from collections import defaultdict
from html import unescape

import pytest
from django.test import Client
from django.utils import translation

from parvis.core import outbox
from parvis.directory.models import Service
from parvis.engagement.models import Offer
from parvis.kernel.topics import TOPICS
from tests.pages import HERSELVES, PAGES, Page, Readers
from tests.town import Town

LANGUAGES = ("fr", "en", "es", "ar")
# All that the bar of a browser, its history and its list of tabs may show of her own space.
NEUTRAL = {"fr": "Information", "en": "Information", "es": "Información", "ar": "معلومات"}
OF_A_LINK = {"A request", "Agreement", "Information"}
SUBJECTS = {
    "Something for you to read in Parvis",
    "Your code for Parvis",
    "About your sign-in",
}
SENSITIVE = sorted(code for code, topic in TOPICS.items() if topic.sensitive)
URGENT = ("?q=violence", "?q=viol", *(f"?topic={code}" for code in SENSITIVE))


@pytest.fixture(scope="module")
def readers(town_of_module: Town) -> Readers:
    found = Readers(town_of_module)
    for page in PAGES:  # signed in once, before any test
        found.address(page, "fr")
    return found


def title(html: str) -> str:
    return unescape(re.search(r"<title>(.*?)</title>", html, re.DOTALL)[1]).removesuffix(" – Parvis").strip()


def has_exit(html: str, language: str) -> bool:
    """The first link of the page after the one that jumps to the content."""
    found = re.findall(r'<a [^>]*href="([^"]+)"', html.split("<body", 1)[1])
    return len(found) > 1 and found[1] == f"/{language}/leave/"


@pytest.mark.parametrize("page", [one for one in PAGES if one.reader in HERSELVES], ids=str)
def test_her_own_space_has_the_way_out_and_no_name(page: Page, town: Town, readers: Readers) -> None:
    for language in LANGUAGES:
        answer = readers.client(page).get(readers.address(page, language))
        html = answer.content.decode()
        assert has_exit(html, language)
        assert title(html) == NEUTRAL[language]
        assert "no-store" in answer["Cache-Control"]


def sensitive_pages(town: Town) -> list[str]:
    services = [one for one in Service.objects.filter(source="demo") if set(one.topics) & set(SENSITIVE)]
    offers = [one for one in Offer.objects.filter(state="open") if set(one.topics) & set(SENSITIVE)]
    paths = [f"service/{one.public_id}/" for one in services]
    paths += [f"service/{one.public_id}/print/" for one in services]
    paths += [f"report/?service={one.public_id}" for one in services]
    paths += [f"organisation/{one.organisation.public_id}/" for one in services]
    paths += [f"offer/{one.public_id}/" for one in offers]
    return paths + [f"search/{query}" for query in URGENT]


@pytest.mark.parametrize("language", LANGUAGES)
def test_so_has_every_page_of_a_subject_that_betrays(language: str, town: Town) -> None:
    pages = sensitive_pages(town)
    assert len(pages) > 8
    for path in pages:
        answer = Client().get(f"/{language}/{path}")
        html = answer.content.decode()
        assert answer.status_code == 200, path
        assert has_exit(html, language), path
        assert path.startswith("report/") or title(html) == NEUTRAL[language], path  # that one says "Report a mistake"
        assert "no-store" in answer["Cache-Control"], path
        assert f'href="/{language}/leave/"' in html


def test_the_way_out_ends_what_was_open_and_leads_to_a_page_anybody_reads(town: Town) -> None:
    for client, inside in (
        (town.at_her_path(), "/fr/my/"),
        (town.signed_in("mentor"), "/fr/my/"),
        (town.signed_in("caseworker"), "/fr/staff/day/"),
    ):
        assert client.get(inside).status_code == 200
        out = client.get("/fr/leave/")
        assert out.status_code == 302
        assert out["Location"].startswith("https://")
        assert "parvis" not in out["Location"]
        assert out["Clear-Site-Data"] == '"cache", "storage"'
        assert "no-store" in out["Cache-Control"]
        assert out["Referrer-Policy"] == "same-origin", "the other site does not learn where she was"
        back = client.get(inside)
        assert back.status_code == 302, "going back finds nothing"
        assert not client.session.get("_auth_user_id")
        assert not client.session.get("path")


@pytest.mark.parametrize(
    ("who", "way", "rest"),
    [
        ("newcomer", "/fr/my/done/", "/fr/my/"),
        ("mentor", "/fr/my/done/", "/fr/my/"),
        ("mediator", "/fr/sign-out/", "/fr/staff/day/"),
    ],
)
def test_so_does_saying_that_one_is_done(who: str, way: str, rest: str, town: Town) -> None:
    client = town.at_her_path() if who == "newcomer" else town.signed_in(who)
    assert client.get(rest).status_code == 200
    out = client.post(way)
    assert out["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get(rest).status_code == 302


def test_the_page_of_a_link_says_only_that_it_is_a_request(town: Town, readers: Readers) -> None:
    for path in readers.links("en"):
        assert title(Client().get(path).content.decode()) in OF_A_LINK


def test_no_message_says_what_it_is_about() -> None:
    """Subjects from one list; a text holds what its template was given and no word of a subject that betrays."""
    given = defaultdict(lambda: "…")
    betrays = re.compile(r"violen|refug|asylum|asile|asilo|migra|shelter|hébergement|لجوء|عنف", re.IGNORECASE)
    assert len(outbox._templates) >= 5
    for code, template in outbox._templates.items():
        with translation.override("en"):
            assert template.subject() in SUBJECTS, code
        for language in LANGUAGES:
            with translation.override(language):
                text = template.subject() + template.body(given)
                assert not betrays.search(text), (code, language)
                assert not any(topic.code in template.subject().lower().split() for topic in TOPICS.values())
