"""Every operation names its door, and none lets in whom the page would not."""

from uuid import uuid4

import pytest
from django.test import Client

from parvis.access.door import Door
from parvis.api.v1.house import api
from parvis.core.clock import now
from tests.factories import access, casework
from tests.factories.casework import Town
from tests.web.host.conftest import signed_in

NOBODY = "7d9f0f6e-52b5-4d57-9f0a-3a0a7f3f6f00"  # an id of nothing
STAFF = ("session", "referrals", f"referrals/{NOBODY}", "received", f"received/{NOBODY}")


def operations():
    for _prefix, router in api._routers:
        for path, view in router.path_operations.items():
            yield from ((path, operation) for operation in view.operations)


def test_every_operation_declares_a_door():
    every = list(operations())
    assert len(every) >= 8
    for path, operation in every:
        doors = [getattr(callback, "parvis_door", None) for callback in operation.auth_callbacks]
        assert doors, path
        assert all(isinstance(door, Door) for door in doors), path


@pytest.mark.parametrize("path", STAFF)
def test_nobody_comes_in_without_signing_in(db: None, path: str):
    response = Client().get(f"/api/v1/{path}", headers={"accept-language": "en"})
    assert response.status_code == 401
    assert response.json() == {"code": "api.sign_in", "sentence": "Sign in first."}
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("role", ["admin", "manager", "dpo"])
def test_for_who_has_not_the_role_there_is_nothing(db: None, role: str):
    client = signed_in(access.worker(access.controller(), role))
    for path in STAFF[1:]:
        response = client.get(f"/api/v1/{path}")
        assert response.status_code == 404
        assert response.json()["code"] == "parvis.not_found"


def test_what_another_house_sent_is_the_same_404_as_what_is_not(db: None):
    row = casework.sent(casework.town())
    other: Town = casework.town()
    for actor, kind in ((other.worker, "referrals"), (other.member, "received")):
        client = signed_in(actor)
        theirs, nobodys = (client.get(f"/api/v1/{kind}/{one}") for one in (row.public_id, uuid4()))
        assert theirs.status_code == nobodys.status_code == 404
        assert theirs.content == nobodys.content
        assert client.get(f"/api/v1/{kind}/not-an-id").content == nobodys.content


def test_a_write_needs_the_token(db: None):
    here = casework.town()
    row = casework.sent(here, at=now())
    client = Client(enforce_csrf_checks=True)
    client.cookies = signed_in(here.member).cookies
    address, body = f"/api/v1/received/{row.public_id}/answer", {"answer": "accept", "version": row.version}
    refused = client.post(address, body, content_type="application/json")
    assert refused.status_code == 403
    assert refused.json()["code"] == "api.csrf"
    token = client.get("/api/v1/session").json()["csrf"]
    taken = client.post(address, body, content_type="application/json", headers={"X-CSRFToken": token})
    assert taken.status_code == 200
    assert taken.json()["identity"]


def test_the_description_is_complete_and_loads_nothing_from_elsewhere(db: None):
    client = Client()
    document = client.get("/api/v1/openapi.json").json()
    assert set(document["paths"]) == {f"/api/v1{path}" for path, _operation in operations()}
    assert client.get("/api/v1/docs").status_code == 404
