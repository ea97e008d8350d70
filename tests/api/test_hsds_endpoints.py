"""What any program may ask of the directory, and what it never gets."""

import json
from uuid import UUID, uuid4

import pytest
from django.test import Client

from parvis.directory.incoming import AddressIn, LocationIn, TopicIn
from parvis.directory.models import Location, Service
from tests.factories import directory

BASE = "/hsds/v3"


def get(path: str, **headers: str):
    return Client().get(f"{BASE}{path}", headers=headers)


def contents(path: str) -> list[dict]:
    response = get(path)
    assert response.status_code == 200, response.content
    return response.json()["contents"]


@pytest.fixture
def three(db: None) -> list[Service]:
    term = TopicIn(code="BH-1800", name="Shelter", vocabulary="air", source_id="t-1")
    return [
        directory.service("a", name="Cours de français", topics=(TopicIn(code="learn", vocabulary="parvis"),)),
        directory.service("b", name="Hébergement d'urgence", topics=(term,), minimum_age=18),
        directory.service("c", name="Atelier vélo", topics=(), description="", summary="", maximum_age=25),
    ]


def test_it_says_what_it_is(db: None):
    told = get("/").json()
    assert told["version"] == "3.0"
    assert told["profile"].startswith("https://")
    document = Client().get(told["openapi_url"]).json()
    assert {"/", "/services", "/services/{id}", "/organizations/{id}", "/taxonomy_terms"} <= set(document["paths"])


NOBODY = "7d9f0f6e-52b5-4d57-9f0a-3a0a7f3f6f00"  # an id of nothing


@pytest.mark.parametrize("path", ["/", "/services", "/services?page=x", f"/services/{NOBODY}", "/nothing"])
def test_any_site_may_ask_without_a_key(db: None, path: str):
    response = get(path, origin="https://elsewhere.example")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Content-Type"] == "application/json"
    assert not response.cookies


def test_nothing_can_be_written(three: list[Service]):
    client = Client()
    for method in (client.post, client.put, client.patch, client.delete):
        assert method(f"{BASE}/services/{three[0].public_id}").status_code == 405


def test_a_page_says_where_it_stands(three: list[Service]):
    first, last = get("/services?per_page=2").json(), get("/services?per_page=2&page=2").json()
    assert (first["total_items"], first["total_pages"], first["size"]) == (3, 2, 2)
    assert (first["first_page"], first["last_page"], last["first_page"], last["last_page"]) == (
        True,
        False,
        False,
        True,
    )
    assert [one["id"] for one in first["contents"] + last["contents"]] == [str(one.public_id) for one in three]
    beyond = get("/services?page=9").json()
    assert beyond["empty"] is True
    assert beyond["contents"] == []


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("page=0", "page"),
        ("page=9999999999999999999999", "page"),
        ("per_page=100000", "per_page"),
        ("per_page=-1", "per_page"),
        ("per_page=--5", "per_page"),
        (f"page={'1' * 5000}", "page"),
        ("page=²", "page"),
        ("modified_after=0001-01-01T00:00:00%2B14:00", "modified_after"),
        ("taxonomy_term_id=food", "taxonomy_term_id"),
        ("organization_id=1'%20or%201=1", "organization_id"),
        ("modified_after=yesterday", "modified_after"),
        ("full=perhaps", "full"),
        ("format=xml", "format"),
        ("minimum_age=old", "minimum_age"),
        ("day=MO", "day"),
    ],
)
def test_a_wrong_parameter_is_named_and_never_left_out(three: list[Service], query: str, name: str):
    response = get(f"/services?{query}", **{"accept-language": "en"})
    assert response.status_code == 400
    assert response.json()["fields"][name]["sentence"]


def test_what_is_not_there_is_told_in_the_same_way_for_every_id(three: list[Service]):
    for kind in ("services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms"):
        answers = {get(f"/{kind}/{one}").content for one in (uuid4(), "1", "x" * 300, "%00")}
        assert len(answers) == 1
        assert get(f"/{kind}/{uuid4()}").status_code == 404


def test_filters_narrow(three: list[Service]):
    terms = {one["code"]: one["id"] for one in contents("/taxonomy_terms")}
    assert [one["name"] for one in contents(f"/services?taxonomy_term_id={terms['learn']}")] == ["Cours de français"]
    assert [one["name"] for one in contents(f"/services?taxonomy_term_id={terms['BH-1800']}")] == [
        "Hébergement d'urgence"
    ]
    assert contents(f"/services?taxonomy_term_id={uuid4()}") == []
    assert [one["name"] for one in contents("/services?minimum_age=18")] == ["Hébergement d'urgence"]
    assert [one["name"] for one in contents("/services?maximum_age=25")] == ["Atelier vélo"]
    assert [one["name"] for one in contents("/services?search=velo")] == ["Atelier vélo"]
    assert contents("/services?modified_after=2999-01-01T00:00:00Z") == []
    assert len(contents("/services?modified_after=2020-01-01T00:00:00%2B02:00")) == 3
    organisation = contents("/services")[0]["organization_id"]
    assert len(contents(f"/services?organization_id={organisation}")) == 3
    assert contents(f"/services?organization_id={uuid4()}") == []


def test_terms_of_a_source_stand_beside_ours(three: list[Service]):
    ours, theirs = contents("/taxonomies")
    assert (ours["name"], theirs["name"]) == ("Parvis topics", "air")
    assert [one["code"] for one in contents(f"/taxonomy_terms?taxonomy_id={theirs['id']}")] == ["BH-1800"]
    assert len(contents(f"/services?taxonomy_id={theirs['id']}")) == 1
    [term] = contents("/taxonomy_terms?search=shelter")
    assert get(f"/taxonomy_terms/{term['id']}").json() == term
    assert get(f"/taxonomies/{ours['id']}").json() == ours


def test_lists_are_brief_and_full_when_asked(three: list[Service]):
    brief, full = contents("/services?per_page=1")[0], contents("/services?per_page=1&full=true")[0]
    assert "service_at_locations" not in brief
    assert full == get(f"/services/{brief['id']}").json()
    assert full["service_at_locations"][0]["location"]["addresses"][0]["city"] == "Valmarelle"
    assert {"id", "modified_date"} == set(contents("/services?minimal=true")[0])


def test_everything_in_one_stream(three: list[Service]):
    response = get("/services?format=ndjson&full=true")
    lines = b"".join(response.streaming_content).decode().splitlines()
    assert [json.loads(line)["id"] for line in lines] == [str(one.public_id) for one in three]


def test_an_organisation_comes_with_its_places_and_services(three: list[Service]):
    [brief] = contents("/organizations")
    whole = get(f"/organizations/{brief['id']}").json()
    assert {one["name"] for one in whole["services"]} == {one.name for one in three}
    assert "phones" not in whole["services"][0]
    assert "phones" in get(f"/organizations/{brief['id']}?full_service=true").json()["services"][0]


def test_a_service_at_a_place_has_an_id_of_its_own_that_stays(three: list[Service]):
    before = contents("/service_at_locations")
    directory.service("a", name="Cours de français, deuxième année")
    after = contents("/service_at_locations")
    assert [one["id"] for one in before] == [one["id"] for one in after]
    one = get(f"/service_at_locations/{after[0]['id']}").json()
    assert one["service"]["name"] == "Cours de français, deuxième année"
    inside = get(f"/services/{one['service_id']}").json()["service_at_locations"][0]
    assert inside["id"] == one["id"]


def test_a_postcode_and_metres_around_it(three: list[Service]):
    assert len(contents("/service_at_locations?postcode=26999")) == 3
    assert len(contents("/service_at_locations?postcode=26999&proximity=500")) == 3
    assert contents("/service_at_locations?postcode=75001") == []
    assert get("/service_at_locations?postcode=nowhere&proximity=5").status_code == 400


def test_a_place_kept_secret_is_never_told(db: None):
    shelter = LocationIn(
        source_id="hidden", name="Villa Secrète", latitude=44.9012, longitude=4.7034, confidential=True,
        transportation="Bus 7, arrêt Mimosas", addresses=(AddressIn(line_1="9 rue des Mimosas", postal_code="26998"),),
    )  # fmt: skip
    service = directory.service("s", name="Foyer", locations=(shelter,))
    assert Location.objects.get().confidential
    addresses = ["/services?full=true", f"/services/{service.public_id}", "/organizations?full=true"]
    addresses += [f"/organizations/{service.organisation.public_id}?full_service=true"]
    addresses += ["/service_at_locations", "/service_at_locations?full=true"]
    addresses += [f"/service_at_locations/{one['id']}" for one in contents("/service_at_locations")]
    for path in addresses:
        text = get(path).content.decode()
        assert not [word for word in ("Mimosas", "Secr", "44.9", "4.70", "26998") if word in text], path
    assert contents("/service_at_locations?postcode=26998") == []


def test_a_page_asks_the_store_a_few_times_however_long_it_is(three: list[Service], django_assert_max_num_queries):
    for path, most in (
        ("/services", 3),
        ("/services?full=true", 4),
        ("/services?minimal=true", 3),
        ("/organizations", 3),
        ("/service_at_locations", 3),
        (f"/services/{three[0].public_id}", 4),
    ):
        with django_assert_max_num_queries(most):
            assert get(path).status_code == 200


def test_ids_are_the_sources_own_where_they_are_uuids(db: None):
    own = "7f8a8b9c-1111-4222-8333-444455556666"
    assert directory.service(own).public_id == UUID(own)
    assert directory.service("8").public_id != directory.service("9").public_id
