"""What ended, on the pages of those who gave it and of those who accompany: one sentence, no name, no reason of another's."""

import pytest
from django.test import Client

from parvis.core.clock import now
from parvis.engagement import actions
from parvis.engagement.models import Engagement
from tests.factories import access, engagement, people
from tests.factories import casework as cases
from tests.web.host.conftest import signed_in


class Scene:
    """A worker with a person's file, a body that gives a course, and its member."""

    def __init__(self) -> None:
        self.town = access.controller()
        self.school = access.partner(self.town)
        self.worker = access.worker(self.town)
        self.giver = access.worker(self.school, "provider", name="Odile Exemple")
        self.person = people.person(self.worker)
        self.case = cases.case(self.worker, self.person)
        self.offer = engagement.offer(self.school)
        self.row = engagement.request(self.worker, self.person, self.offer, case_ref=self.case.pk, at=now())

    def pages(self) -> list[str]:
        staff, member = signed_in(self.worker), signed_in(self.giver)
        addresses = [
            (staff, f"/en/staff/cases/{self.case.public_id}/"),
            (staff, f"/en/staff/taken/{self.row.public_id}/"),
            (member, f"/en/answer/offers/{self.offer.public_id}/"),
        ]
        return [client.get(address).content.decode() for client, address in addresses]


@pytest.fixture
def scene(db: None) -> Scene:
    return Scene()


def ended(client: Client, address: str, reason: str, row: Engagement) -> str:
    client.post(address, {"do": "end", "reason": reason})
    row.refresh_from_db()
    return row.state


def test_neither_select_offers_what_is_hers_alone_and_neither_door_takes_it(scene: Scene) -> None:
    for page in scene.pages()[1:]:
        assert 'value="times"' in page
        assert 'value="health_or_family"' not in page
    doors = [
        (signed_in(scene.worker), f"/en/staff/taken/{scene.row.public_id}/move/"),
        (signed_in(scene.giver), f"/en/answer/taken/{scene.row.public_id}/"),
    ]
    for client, address in doors:
        assert ended(client, address, "health_or_family", scene.row) == "requested"
    assert ended(*doors[1], "times", scene.row) == "ended"


@pytest.mark.parametrize("side", ["person", "provider"])
def test_every_page_says_the_same_sentence_and_no_name(scene: Scene, side: str) -> None:
    verb, by = (actions.withdraw, people.herself(scene.person)) if side == "person" else (actions.end, scene.giver)
    verb(engagement_public_id=scene.row.public_id, reason="times", by=by, at=now())
    for page in scene.pages():
        assert "It ended because the times no longer fitted." in page
        assert "aken back" not in page
    assert "Odile" not in scene.pages()[0]


def test_her_health_is_on_no_page_of_theirs(scene: Scene) -> None:
    herself = people.herself(scene.person)
    actions.withdraw(engagement_public_id=scene.row.public_id, reason="health_or_family", by=herself, at=now())
    for page in scene.pages():
        assert "It ended for reasons of its own." in page
        assert "ealth or family" not in page
