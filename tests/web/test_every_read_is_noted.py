"""Principle 7: whoever's name stands on a page has a line in her read log, and everybody who must be told reads it in words."""

from __future__ import annotations

from html import unescape

import pytest
from django.core.cache import cache

from parvis.core.audit import READABLE
from parvis.core.models import Read
from parvis.people.models import PersonName
from parvis.web.shell.words.reading import LOOKED_AT, PURPOSES, WHAT, WHY
from tests.pages import PAGES, Page, Readers
from tests.town import Town

# Pages on which something personal stands without any name.
NAMELESS = (
    "staff:appointment",
    "staff:appointment_move",
    "staff:referral_print",
    "staff:plan_print",
    "staff:places",
    "host:link",
)


@pytest.fixture(scope="module")
def readers(town_of_module: Town) -> Readers:
    found = Readers(town_of_module)
    for page in PAGES:
        found.address(page, "fr")
    return found


@pytest.fixture
def whose(town: Town) -> dict[str, int]:
    """Whose name it is, by name."""
    return dict(PersonName.objects.values_list("text", "person_id"))


def opened(page: Page, readers: Readers) -> tuple[str, list[Read]]:
    """What the page says, and which reads were noted with it."""
    last = Read.objects.order_by("-id").values_list("id", flat=True).first() or 0
    answer = readers.client(page).get(readers.address(page, "fr"))
    return unescape(answer.content.decode()), list(Read.objects.filter(id__gt=last))


@pytest.mark.parametrize("page", [page for page in PAGES if page.route.name != "design:gallery"], ids=str)
def test_nobody_is_named_whose_reading_is_not_noted(
    page: Page, town: Town, readers: Readers, whose: dict[str, int]
) -> None:
    cache.clear()
    html, reads = opened(page, readers)
    shown = {person for name, person in whose.items() if name in html}
    assert shown <= {read.person_id for read in reads}
    if page.route.name in NAMELESS:
        assert reads
    if page.reader == "newcomer":
        # Her own reading is not somebody's reading of her; that the whole file was opened with her card, she is told.
        assert {read.what for read in reads} == ({"own_file"} if "own_file" in page.route.name else set())
    assert {read.purpose for read in reads} <= set(PURPOSES) & set(WHY)


def test_a_list_of_many_is_noted_for_each_once(town: Town, readers: Readers) -> None:
    day = next(page for page in PAGES if str(page) == "staff:day")
    _html, reads = opened(day, readers)
    assert len(reads) > 5
    assert {read.what for read in reads} == {"list"}
    assert len({read.person_id for read in reads}) == len(reads)


def test_what_was_read_has_words_for_her_and_for_who_watches_over_the_log() -> None:
    assert set(WHAT) == READABLE
    assert set(LOOKED_AT) == READABLE


def test_who_is_found_by_number_or_name_is_noted_as_a_search(town: Town) -> None:
    case = town.case("Amal")
    worker = town.signed_in("caseworker")
    for typed in (case.number, "Amal"):
        html = worker.post("/fr/staff/people/", {"q": typed}).content.decode()
        assert str(case.public_id) in html
    assert Read.objects.filter(person_id=case.person_id, what="search").count() == 2


def test_a_day_full_of_lists_is_one_line_for_her_and_hides_nobody_else(town: Town) -> None:
    worker, case = town.signed_in("caseworker"), town.case("Amal")
    worker.get(f"/fr/staff/cases/{case.public_id}/")
    for _ in range(60):
        worker.get("/fr/staff/day/")
    assert Read.objects.filter(person_id=case.person_id, what="list").count() == 60
    html = town.at_her_path().get("/fr/my/reads/").content.decode()
    assert html.count("votre nom, dans une liste") == 1
    assert "votre fiche" in html
