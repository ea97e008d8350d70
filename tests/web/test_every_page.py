"""What every page keeps: language and direction, a title that tells nothing, headers, no script where none is due, weight, statements."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from pathlib import Path

import brotli
import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.pages import PAGES, Page, Readers
from tests.town import Town

LANGUAGES = {"fr": "ltr", "en": "ltr", "es": "ltr", "ar": "rtl"}
STATIC = Path(__file__).resolve().parents[2] / "parvis" / "web"
KB = 1024
FIRST, LATER, STAFF = 14 * KB, 10 * KB, 12 * KB
PUBLIC_STATEMENTS, STAFF_STATEMENTS = 6, 10
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)
# Shows every component of the house at once; nobody is sent there.
GALLERY = "design:gallery"
# One long form, neither a list nor a detail nor a search: every proposal with its reasons, and each consent, beside what is typed.
LONG_FORM, LONG_FORM_STATEMENTS = "staff:refer_need", 12

# All that is kept about a person, every table once: opened once in a while, not each day.
WHOLE_FILE, WHOLE_FILE_STATEMENTS, WHOLE_FILE_WEIGHT = ("newcomer:own_file", "newcomer:own_file_print"), 60, 40 * KB


@pytest.fixture(scope="module")
def readers(town_of_module: Town) -> Readers:
    """Signed in once for the whole file."""
    found = Readers(town_of_module)
    for page in PAGES:
        found.address(page, "fr")
    # Until its first search a process holds no index, and asks for the places each time.
    Client().get("/fr/search/?q=logement")
    return found


@pytest.fixture
def names(town: Town) -> set[str]:
    """Every word of every person's name that is not a word of the pages."""
    return {word for name in town.names() for word in name.split()}


@cache
def compressed(path: str) -> int:
    """What the server sends of a static file."""
    found = next(STATIC.glob(f"**/static/{path}"))
    return len(brotli.compress(found.read_bytes(), quality=11))


def styles(html: str) -> int:
    sheets = re.findall(r'<link rel="stylesheet" href="/static/([^"?]+)"', html)
    return sum(compressed(sheet) for sheet in sheets)


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_the_page_keeps_the_promises_of_every_page(page: Page, town: Town, readers: Readers, names: set[str]) -> None:
    # The first search of a process reads the index into its memory: that is counted once a process, not once a page.
    readers.client(page).get(readers.address(page, "fr"))
    for language, direction in LANGUAGES.items():
        address = readers.address(page, language)  # what it is of is perhaps made for it
        with CaptureQueriesContext(connection) as asked:
            answer = readers.client(page).get(address)
        html = answer.content.decode()
        assert answer.status_code == 200, language
        if page.route.name != "languages":
            assert f'<html lang="{language}" dir="{direction}">' in html
        check_words(html, names)
        check_headers(answer, page)
        if page.has_no_script:
            assert "<script" not in html
        assert not INLINE.findall(html)
        assert html.count("<h1") == 1 or page.route.name == GALLERY
        check_weight(html, page)
        check_statements(asked, page)


def check_words(html: str, names: set[str]) -> None:
    title = unescape(re.search(r"<title>(.*?)</title>", html, re.DOTALL)[1])
    assert not names & set(re.split(r"[\s–:,]+", title)), title


def check_headers(answer: HttpResponse, page: Page) -> None:
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert ("script-src" in answer["Content-Security-Policy"]) != page.has_no_script
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert "geolocation=()" in answer["Permissions-Policy"]
    if not page.is_public:
        assert "no-store" in answer["Cache-Control"]


def check_weight(html: str, page: Page) -> None:
    if page.route.name == GALLERY:
        return
    sent = len(brotli.compress(html.encode(), quality=5))
    if page.route.name in WHOLE_FILE:
        assert sent <= WHOLE_FILE_WEIGHT
    elif page.has_no_script:
        assert sent <= LATER
        assert sent + styles(html) <= FIRST
    else:
        assert sent <= STAFF


def check_statements(asked: CaptureQueriesContext, page: Page) -> None:
    most = STAFF_STATEMENTS
    if page.route.name in WHOLE_FILE:
        most = WHOLE_FILE_STATEMENTS
    elif page.has_no_script or page.is_public:
        most = PUBLIC_STATEMENTS
    elif page.route.name == LONG_FORM:
        most = LONG_FORM_STATEMENTS
    assert len(asked) <= most, "\n".join(one["sql"][:200] for one in asked.captured_queries)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_names_nobody_in_its_title_at_any_station(
    language: str, town: Town, readers: Readers, names: set[str]
) -> None:
    for path in readers.links(language):
        answer = Client().get(path)
        assert answer.status_code in {200, 410}
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert "<script" not in answer.content.decode()
        check_words(answer.content.decode(), names)


def test_what_is_sent_to_the_public_is_compressed(town: Town) -> None:
    answer = Client().get("/fr/search/?q=logement", headers={"accept-encoding": "br"})
    assert answer["Content-Encoding"] == "br"
    assert len(answer.content) <= LATER
