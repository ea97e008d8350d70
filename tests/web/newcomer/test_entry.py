"""The card, the six digits, and leaving."""

import re

import pytest
from django.test import Client

from tests.web.newcomer.conftest import PIN, SECRET, Path, open_path


def test_the_card_leads_to_her_language_and_leaves_the_token_out_of_the_address(client: Client, path: Path):
    response = client.get(f"/c/{path.token}/")

    assert response["Location"] == "/ar/my/open/"
    assert "no-store" in response["Cache-Control"]


def test_a_wrong_card_is_the_same_page_as_none(client: Client, path: Path):
    wrong = client.get("/c/nothing-here/")
    missing = client.get("/nothing/there/at-all/")

    assert wrong.status_code == missing.status_code == 404
    assert b"Valmarelle" in wrong.content
    assert path.token not in wrong.content.decode()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_page_of_the_six_digits_names_nobody(client: Client, path: Path, language: str):
    client.get(f"/c/{path.token}/")
    page = client.get(f"/{language}/my/open/")
    text = page.content.decode()

    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert 'inputmode="numeric"' in text
    assert "<script" not in text
    assert SECRET not in text
    assert path.token not in text


def test_figures_of_her_own_script_open_it(client: Client, path: Path):
    open_path(client, path.token, pin="٤٨١٥٢٦")


def test_a_torn_entry_costs_no_try(client: Client, path: Path):
    client.get(f"/c/{path.token}/")
    for typed in ("", "12", "abcdef", "1234567"):
        assert client.post("/fr/my/open/", {"pin": typed}).status_code == 200
    open_path(client, path.token)


def test_five_wrong_tries_lead_to_the_desk_and_the_right_one_no_longer_opens(client: Client, path: Path):
    client.get(f"/c/{path.token}/")
    pages = [client.post("/fr/my/open/", {"pin": "112233"}).content.decode() for _ in range(5)]

    assert len(set(map(_error, pages[:4]))) == 4, "each page says how many tries are left"
    assert 'name="pin"' in pages[3]
    assert 'name="pin"' not in pages[4]
    assert "tel:" in pages[4]
    assert client.post("/fr/my/open/", {"pin": PIN}).status_code == 200
    assert client.get("/fr/my/")["Location"] == "/fr/my/closed/"


def _error(page: str) -> str:
    found = re.search(r'class="error"[^>]*>([^<]+)<', page)
    assert found is not None
    return found[1]


def test_opening_makes_a_new_session_key(client: Client, path: Path):
    client.get(f"/c/{path.token}/")
    before = client.session.session_key
    client.post("/fr/my/open/", {"pin": PIN})

    assert client.session.session_key != before


def test_without_a_card_the_page_says_how_to_open(client: Client, db: None):
    assert client.get("/fr/my/open/")["Location"] == "/fr/my/closed/"
    assert client.get("/fr/my/closed/").status_code == 200


def test_i_am_done_ends_it_here_and_everywhere(opened: Client, path: Path):
    elsewhere = Client()
    open_path(elsewhere, path.token)

    response = opened.post("/fr/my/done/")

    assert response["Location"] == "/fr/my/closed/"
    assert "cache" in response["Clear-Site-Data"]
    assert opened.get("/fr/my/")["Location"] == "/fr/my/closed/"
    assert elsewhere.get("/fr/my/")["Location"] == "/fr/my/closed/"


def test_looking_at_the_address_of_done_ends_nothing(opened: Client):
    opened.get("/fr/my/done/")

    assert opened.get("/fr/my/").status_code == 200
