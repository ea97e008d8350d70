"""A session of one's own offer: two who work on it at once are told, nothing chosen is lost, nothing is kept by halves."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client

from parvis.core.clock import now
from parvis.core.days import is_public_holiday
from parvis.engagement import actions
from parvis.engagement.models import Attendance, Session, Support
from parvis.kernel.actor import Actor
from tests.factories import access, engagement, people
from tests.web.host.conftest import signed_in

STALE = "Somebody else changed this since you opened it."


@dataclass
class Meal:
    """A meeting of a partner, with two persons expected; `keeper` is a member."""

    keeper: Actor
    session: Session
    members: list[Actor]

    @property
    def page(self) -> str:
        return f"/en/answer/sessions/{self.session.public_id}/"

    def states(self) -> list[str]:
        return list(Attendance.objects.order_by("id").values_list("state", flat=True))

    def begins(self) -> None:
        Session.objects.update(starts_at=now() - timedelta(hours=1))


@pytest.fixture
def meal(db: None) -> Meal:
    town = access.controller()
    worker, giving = access.worker(town), access.partner(town)
    offer = engagement.offer(giving, kind="event", capacity=None, at=now())
    session = engagement.session(offer, at=now())
    members = [people.person(worker, at=now()) for _ in range(2)]
    for one in members:
        engagement.request(worker, one, offer, at=now())
    return Meal(access.worker(giving, "provider"), session, [people.herself(one) for one in members])


@pytest.fixture
def member(meal: Meal) -> Client:
    return signed_in(meal.keeper)


def asked(meal: Meal, kind: str = "childcare") -> Support:
    return actions.ask_support(
        session_public_id=meal.session.public_id,
        person_id=meal.members[0].person_id or 0,
        support=actions.NewSupport(kind=kind),
        by=meal.members[0],
        at=now(),
    )


def test_a_support_that_was_called_off_meanwhile_is_said_so(meal: Meal, member: Client) -> None:
    row = asked(meal)
    address = f"/en/answer/supports/{row.public_id}/"
    assert f'name="version" value="{row.version}"' in member.get(meal.page).content.decode()
    actions.cancel_support(support_public_id=row.public_id, by=meal.members[0], at=now())

    said = member.post(address, {"do": "confirm", "version": row.version}, follow=True).content.decode()
    assert STALE in said
    row.refresh_from_db()
    assert row.state == "cancelled"


def test_she_is_told_as_well_when_it_was_confirmed_before_she_called_it_off(meal: Meal) -> None:
    worker = Actor.system("test")
    row = asked(meal)
    card = people.card(worker, Attendance.objects.order_by("id")[0].person, at=now())
    herself = Client()
    herself.get(f"/c/{card.token}/")
    herself.post("/en/my/open/", {"pin": card.pin})
    page = f"/en/my/appointments/{meal.session.public_id}/supports/"
    assert f'name="version" value="{row.version}"' in herself.get(page).content.decode()
    actions.confirm_support(support_public_id=row.public_id, by=meal.keeper, at=now())

    answer = herself.post(f"/en/my/supports/{row.public_id}/", {"do": "cancel", "version": row.version}, follow=True)
    assert STALE in answer.content.decode()
    assert answer.redirect_chain[-1][0] == page
    row.refresh_from_db()
    assert row.state == "confirmed"
    herself.post(f"/en/my/supports/{row.public_id}/", {"do": "cancel", "version": row.version})
    row.refresh_from_db()
    assert row.state == "cancelled"


def test_who_came_is_kept_whole_or_not_at_all(meal: Meal, member: Client) -> None:
    meal.begins()
    first, second = ({f"state-{n}": "present", f"version-{n}": "1"} for n in (1, 2))
    actions.attend(
        session_public_id=meal.session.public_id,
        person_id=meal.members[1].person_id or 0,
        state="absent",
        by=meal.keeper,
        at=now(),
    )
    answer = member.post(f"{meal.page}attend/", {**first, **second})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "One line needs another look" in html
    assert html.index("Participant 2") < html.index(STALE), "it stands in her line"
    assert '<option value="present" selected>' in html, "what was chosen for the other still stands"
    assert meal.states() == ["expected", "absent"]

    assert member.post(f"{meal.page}attend/", first).status_code == 302
    assert meal.states() == ["present", "absent"]


def test_an_empty_page_says_what_is_missing(meal: Meal, member: Client) -> None:
    meal.begins()
    assert "Say of at least one person how it went." in member.post(f"{meal.page}attend/").content.decode()
    assert meal.states() == ["expected", "expected"]


def test_moved_and_called_off_at_once(meal: Meal, member: Client) -> None:
    old = meal.session.version
    day = (now() + timedelta(days=9)).date().isoformat()
    Session.objects.update(version=old + 1)
    said = member.post(f"{meal.page}cancel/", {"version": old}, follow=True).content.decode()
    assert STALE in said
    moved = {"day": day, "start": "10:30", "minutes": "60", "version": old}
    assert STALE in member.post(f"{meal.page}move/", moved).content.decode()
    assert set(Session.objects.values_list("state", flat=True)) == {"planned"}
    assert member.post(f"{meal.page}move/", {**moved, "version": old + 1}).status_code == 302


def test_a_move_to_a_public_holiday_is_done_and_said(meal: Meal, member: Client) -> None:
    days = [(now() + timedelta(days=n)).date() for n in range(2, 400)]
    holiday = next(day for day in days if is_public_holiday(day))
    usual = next(day for day in days if not is_public_holiday(day))
    said = {}
    for day in (usual, holiday):
        row = Session.objects.get(state="planned")
        typed = {"day": day.isoformat(), "start": "10:30", "minutes": "60", "version": row.version}
        said[day] = member.post(f"/en/answer/sessions/{row.public_id}/move/", typed, follow=True).content.decode()
    assert "public holiday" not in said[usual]
    assert "This day is a public holiday" in said[holiday]
    assert Session.objects.get(state="planned").starts_at.date() == holiday


@pytest.mark.parametrize(
    ("safeties", "moved", "called_off"),
    [
        (
            ("yes", "neutral_only"),
            "Moved. Everybody who is expected is told.",
            "Called off. Everybody who was expected is",
        ),
        (("yes", "no"), "Moved. No message may reach 1 person", "Called off. No message may reach 1 person"),
        (("no", "unknown"), "Moved. No message may reach 2 persons", "Called off. No message may reach 2 persons"),
    ],
)
@pytest.mark.django_db
def test_who_can_not_be_written_to_is_counted(safeties: tuple[str, str], moved: str, called_off: str) -> None:
    town = access.controller()
    worker, giving = access.worker(town), access.partner(town)
    keeper = signed_in(access.worker(giving, "provider"))
    offer = engagement.offer(giving, kind="event", capacity=None, at=now())
    row = engagement.session(offer, at=now())
    for safety in safeties:
        who = people.person(worker, contact=people.phone(safety=safety), at=now())
        engagement.request(worker, who, offer, at=now())
    typed = {"day": (now() + timedelta(days=9)).date().isoformat(), "start": "10:30", "minutes": "60"}
    page = f"/en/answer/sessions/{row.public_id}/move/"
    assert moved in keeper.post(page, {**typed, "version": row.version}, follow=True).content.decode()
    new = Session.objects.get(state="planned")
    page = f"/en/answer/sessions/{new.public_id}/cancel/"
    assert called_off in keeper.post(page, {"version": new.version}, follow=True).content.decode()
