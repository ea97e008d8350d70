"""The page of what somebody takes up: what can be done, what is signed before it begins, whose check is missing."""

import pytest
from django.test import Client

from parvis.core.clock import now
from parvis.engagement import actions
from parvis.engagement.models import Engagement
from tests.factories import access, agreements, casework, engagement, people
from tests.web.host.conftest import signed_in


class Scene:
    """A worker at her desk, a mentor, and somebody who asks for her time."""

    def __init__(self, born: int | None = None) -> None:
        self.town = access.controller()
        self.worker = access.worker(self.town)
        self.mentor = people.host(self.worker, at=now())
        self.person = people.person(
            self.worker, at=now(), birth=people.born(born) if born else people.Birth(), language="fr"
        )
        offer = engagement.offer(self.town, kind="mentoring", given_by_id=self.mentor.pk, at=now())
        self.row = engagement.request(self.worker, self.person, offer, at=now())
        self.client: Client = signed_in(self.worker)
        self.address = f"/en/staff/taken/{self.row.public_id}/"

    def page(self) -> str:
        return self.client.get(self.address).content.decode()

    def press(self, verb: str) -> str:
        self.client.post(f"{self.address}move/", {"do": verb})
        return Engagement.objects.get(pk=self.row.pk).state


def test_off_the_waiting_list_and_on_it_again(db: None) -> None:
    scene = Scene(1990)
    assert scene.press("waitlist") == "waitlisted"
    assert 'value="unlist"' in scene.page()
    assert scene.press("unlist") == "requested"
    assert 'value="waitlist"' in scene.page()
    member = signed_in(access.worker(scene.town, "provider"))
    assert scene.press("waitlist") == "waitlisted"
    assert 'value="unlist"' in member.get(f"/en/answer/offers/{scene.row.offer.public_id}/").content.decode()
    member.post(f"/en/answer/taken/{scene.row.public_id}/", {"do": "unlist"})
    scene.row.refresh_from_db()
    assert scene.row.state == "requested"


def test_it_says_what_is_signed_first_and_leads_there(db: None) -> None:
    scene = Scene(1990)
    for verb in ("offer", "accept"):
        scene.press(verb)
    way = f"{scene.address}agreement/"
    assert way in scene.page()
    assert scene.press("start") == "accepted"
    assert "none is in force" in scene.page()
    form = scene.client.get(way).content.decode()
    assert 'name="starts_on"' in form and 'name="blank_meetings"' in form, "with the text that the kind asks for"
    agreements.signed_for(scene.row, scene.worker, at=now())
    assert way not in scene.page()
    assert scene.press("start") == "active"


def test_for_a_kind_without_a_text_of_its_own_one_is_chosen(db: None) -> None:
    scene = Scene(1990)
    course = engagement.offer(scene.town, at=now())
    row = engagement.request(scene.worker, scene.person, course, at=now())
    page = scene.client.get(f"/en/staff/taken/{row.public_id}/agreement/").content.decode()
    assert 'name="text"' in page and str(row.public_id) in page
    assert "agreement/" not in scene.client.get(f"/en/staff/taken/{row.public_id}/").content.decode()


@pytest.mark.parametrize(("age", "told"), [(12, "under age"), (None, "age is not known"), (40, "")])
def test_whose_check_is_missing_is_told_to_the_worker(db: None, age: int | None, told: str) -> None:
    scene = Scene(now().year - age if age else None)
    page = scene.page()
    assert [words for words in ("under age", "age is not known") if words in page] == ([told] if told else [])
    assert scene.press("offer") == ("requested" if age == 12 else "offered")
    actions.withdraw(engagement_public_id=scene.row.public_id, by=people.herself(scene.person), at=now())
    assert "age is not known" not in scene.page()


def test_a_place_is_asked_for_from_a_step_of_the_plan_and_meets_it(db: None) -> None:
    here = casework.town()
    need = casework.need(here.worker, here.case, topic="learn", at=now())
    step = casework.step(here.worker, here.case, "Suivre un cours", need_public_id=need.public_id, at=now())
    other = casework.step(here.worker, here.case, "Autre chose", at=now())
    course = engagement.offer(here.controller, topics=["learn"], at=now())
    client = signed_in(here.worker)
    way = f"/en/staff/needs/{need.public_id}/offers/?step={step.public_id}"
    assert way in client.get(f"/en/staff/cases/{here.case.public_id}/plan/").content.decode()
    take = f"/en/staff/needs/{need.public_id}/offers/{course.public_id}/"
    assert f"{take}?step={step.public_id}" in client.get(way).content.decode()
    form = client.get(f"{take}?step={other.public_id}").content.decode()
    assert f'<option value="{other.public_id}" selected>' in form, "she comes from its line"
    assert f'<option value="{step.public_id}" selected>' in client.get(take).content.decode(), "the one of this need"

    wrong = {"wish": "request", "step": str(need.public_id)}
    assert client.post(take, wrong).status_code == 200
    client.post(take, {"wish": "request", "step": str(step.public_id)})
    row = Engagement.objects.get(offer=course)
    step.refresh_from_db(), other.refresh_from_db()
    assert (row.step_ref, row.case_ref) == (step.pk, here.case.pk)
    assert (step.state, other.state) == ("offered", "planned")
    plan = client.get(f"/en/staff/cases/{here.case.public_id}/plan/").content.decode()
    assert f"/en/staff/taken/{row.public_id}/" in plan and course.title in plan


def test_a_place_may_meet_no_step(db: None) -> None:
    here = casework.town()
    need = casework.need(here.worker, here.case, topic="learn", at=now())
    course = engagement.offer(here.controller, topics=["learn"], at=now())
    take = f"/en/staff/needs/{need.public_id}/offers/{course.public_id}/"
    client = signed_in(here.worker)
    assert 'name="step"' not in client.get(take).content.decode(), "there is no plan yet"
    client.post(take, {"wish": "request"})
    assert Engagement.objects.get(offer=course).step_ref is None
