"""The public pages: light, without script, in six statements, in every direction; and patient with any address."""

import re

import brotli
import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.translation import gettext

from parvis.core.clock import now
from parvis.directory.models import ListingReport, Service
from tests.factories import directory as make

pytestmark = pytest.mark.django_db
LIMIT = 14_000
PAGES = (
    "", "search/?q=cours de français&near=gare", "search/?topic=learn", "search/?q=il me frappe", "search/?q=zzzz",
    "search/?q=cours&near=gare&km=1", "place/", "organisations/", "guide/arrived/", "guide/helping/", "guide/living/",
    "accessibility/", "data/", "report/",
)  # fmt: skip


@pytest.fixture
def town() -> list[Service]:
    """Twelve services in French and Arabic, one of them secret."""
    cache.clear()
    texts = make.in_arabic(name="دروس الفرنسية", summary="تعلّم الكلام في مجموعات صغيرة.")
    services = [make.service_in(f"s{n}", translations=texts, assured_on=now().date()) for n in range(11)]
    secret = make.service_in(
        "secret", name="Un abri", topic="safety", sensitive=True, description="Violences conjugales : un abri",
        locations=(make.place_in("x", name="Maison cachée", confidential=True),),
    )  # fmt: skip
    make.bring(*services, secret, at=now())
    return list(Service.objects.order_by("source_id"))


def of(row: Service) -> list[str]:
    return [f"service/{row.public_id}/?near=gare", f"service/{row.public_id}/print/?with=ar"]


def stylesheet(root) -> int:
    return len(brotli.compress((root / "parvis/web/static/parvis/parvis.css").read_bytes(), quality=11))


@pytest.mark.parametrize("language", ["fr", "en", "es", "ar"])
def test_every_page_is_light_has_no_script_and_asks_little(client: Client, root, town, language: str) -> None:
    css = stylesheet(root)
    organisation = f"organisation/{town[0].organisation.public_id}/"
    client.get(f"/{language}/search/?q=cours")  # the index is read once into memory
    for page in (*PAGES, *of(town[0]), *of(town[-1]), organisation):
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(f"/{language}/{page}")
        html = answer.content.decode()
        assert answer.status_code == 200, page
        assert len(asked) <= 6, (page, len(asked))
        assert len(brotli.compress(answer.content, quality=5)) + css <= LIMIT, page
        assert "<script" not in html, page
        assert not re.search(r"\sstyle=|\son\w+=", html), page
        assert f'lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in html, page
        assert not re.search(
            r'(src|href|action)="(?:https?:)?//(?!www\.openstreetmap\.org/\?|www\.wikipedia\.org)',
            html.replace("http://testserver", ""),
        ), page


def test_the_first_page_offers_every_language_and_leads_back(client: Client) -> None:
    html = client.get("/?from=/fr/guide/arrived/").content.decode()
    for code, name in (("fr", "Français"), ("en", "English"), ("es", "Español"), ("ar", "العربية")):
        assert f'href="/{code}/guide/arrived/"' in html
        assert name in html
    assert "evil" not in client.get("/?from=//evil.example/").content.decode()


def test_results_say_what_was_understood_how_far_and_who_checked(client: Client, town: list[Service]) -> None:
    html = client.get("/en/search/?q=french%20lessons&near=gare").content.decode()
    assert "<b>Language course</b>" in html
    assert "Maison des Lilas" in html
    assert "Not translated yet: this text is in French." in html
    assert 'lang="fr" dir="ltr">Cours de français' in html
    assert "km" in html or " m<" in html
    assert "tel:+33465710112" in html


def test_an_unread_translation_is_marked(client: Client, town: list[Service]) -> None:
    for language, marked in (("ar", True), ("fr", False)):
        with translation.override(language):
            mark = gettext("Some of this is translated, and no native reader has checked it yet.")
        assert (mark in client.get(f"/{language}/{of(town[0])[0]}").content.decode()) is marked


def test_danger_is_answered_first_with_a_way_out(client: Client, town: list[Service]) -> None:
    answer = client.get("/fr/search/?q=mon mari me frappe")
    html = answer.content.decode()
    assert html.index("tel:3919") < html.index("<h1")
    assert 'class="exit"' in html
    assert "frappe" not in html[: html.index("</title>")]
    assert "no-store" in answer["Cache-Control"]


def test_a_secret_place_stays_secret_on_every_page(client: Client, town: list[Service]) -> None:
    secret = next(row for row in town if row.sensitive)
    for page in (
        "search/?q=abri",
        "search/?topic=safety",
        *of(secret),
        f"organisation/{secret.organisation.public_id}/",
    ):
        html = client.get(f"/fr/{page}").content.decode()
        assert "cachée" not in html
        if "organisation" not in page:
            assert "Lavoir" not in html
    answer = client.get(f"/fr/{of(secret)[0]}")
    assert "no-store" in answer["Cache-Control"]
    assert "Un abri" not in answer.content.decode().split("</title>", 1)[0]


@pytest.mark.parametrize("bad", [
    "near=999,999", "near=nan,nan", "near=1e999,0", "near=%00", "near=nowhere", "page=-1", "page=0", "page=9999999999999",
    "page=%C2%B2", "page=x", "km=-5", "km=1e9", "topic=%00", "topic=nothing", "speaks=%00%27", "q=" + "a" * 10_000, "q=%00",
    "q=%22)(*:^~", "q=%F0%9F%98%80", "q=%ff%fe", "page=900",
])  # fmt: skip
def test_a_bad_address_is_answered_plainly(client: Client, town: list[Service], bad: str) -> None:
    for page in ("", "search/", "place/", "organisations/"):
        assert client.get(f"/fr/{page}?{bad}").status_code == 200
    if bad.split("=", maxsplit=1)[0] in {"near", "topic", "km"} or bad in {"page=-1", "page=900"}:
        assert 'role="status"' in client.get(f"/fr/search/?{bad}").content.decode()


def test_what_does_not_exist_is_not_found(client: Client) -> None:
    for page in (
        "guide/nothing/",
        "service/00000000-0000-0000-0000-000000000000/",
        "organisation/00000000-0000-0000-0000-000000000000/",
    ):
        assert client.get(f"/fr/{page}").status_code == 404


def test_a_place_is_typed_and_leads_back_to_the_question(client: Client, town: list[Service]) -> None:
    assert client.get("/fr/place/?place=la gare&q=cours").url == "/fr/search/?q=cours&near=gare"
    assert client.get("/fr/place/?place=gare").url == "/fr/?near=gare"
    assert client.get("/fr/place/?place=qqqqqq").status_code == 200


def test_nothing_found_ends_with_somebody_to_call(client: Client, town: list[Service]) -> None:
    html = client.get("/fr/search/?q=zzzzzz").content.decode()
    assert 'class="doors"' in html
    assert "tel:+33465710040" in html


def test_a_sheet_is_in_two_languages(client: Client, town: list[Service]) -> None:
    html = client.get(f"/fr/service/{town[0].public_id}/print/?with=ar").content.decode()
    assert "دروس الفرنسية" in html
    assert "Cours de français" in html
    assert client.get(f"/fr/service/{town[0].public_id}/print/?with=%00").status_code == 200


def test_a_mistake_is_reported_without_a_name(client: Client, town: list[Service]) -> None:
    address = f"/fr/report/?service={town[0].public_id}"
    assert client.post(address, {"what": "other", "words": " "}).status_code == 400
    wrong = client.post(address, {"what": "", "words": "gardé"})
    assert "gardé" in wrong.content.decode()
    assert client.post(address, {"what": "hours", "words": "Fermé le lundi"}).status_code == 302
    report = ListingReport.objects.get()
    assert (report.service_id, report.what, report.words) == (town[0].pk, "hours", "Fermé le lundi")


def test_robots_and_floods_are_thanked_and_not_kept(client: Client, town: list[Service]) -> None:
    client.post("/fr/report/", {"what": "hours", "website": "http://spam.example"})
    assert not ListingReport.objects.exists()
    for _ in range(12):
        assert client.post("/fr/report/", {"what": "hours"}).status_code == 302
    assert ListingReport.objects.count() == 10


def test_the_machine_says_that_it_is_well(client: Client) -> None:
    assert client.get("/healthz").content == b"ok\n"


def test_no_public_page_sets_a_cookie_but_the_form(client: Client, town: list[Service]) -> None:
    for page in ("", "search/?q=cours", "place/", *of(town[0])):
        assert not client.get(f"/fr/{page}").cookies, page
