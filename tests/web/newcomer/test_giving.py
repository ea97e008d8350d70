"""A mentor on her own page: who asks, a day planned, what is needed confirmed, who came, the beginning and the end."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parvis.access.models import Account, Organisation
from parvis.core.clock import now
from parvis.core.models import Read
from parvis.engagement import actions
from parvis.engagement.agreement_entries import NewAgreement, NewParty
from parvis.engagement.models import Attendance, Engagement, Offer, Session, Support
from parvis.kernel.actor import Actor
from parvis.people.models import Person
from tests.factories import access, engagement, people
from tests.web.newcomer.conftest import open_path

DAY = timedelta(days=1)
STALE = "Somebody else changed this since you opened it."
NAME = "أمل إكزمبل"


@dataclass
class Pair:
    """A mentor with her page open, and somebody who asks for her time."""

    worker: Actor
    body: Organisation
    mentor: Person
    newcomer: Person
    offer: Offer
    row: Engagement
    page: Client

    @property
    def herself(self) -> Actor:
        return people.herself(self.newcomer)

    def press(self, verb: str, **more: object) -> str:
        answer = self.page.post(f"/en/my/given/{self.row.public_id}/", {"do": verb, **more}, follow=True)
        self.row.refresh_from_db()
        return answer.content.decode()

    def has_a_place(self) -> None:
        self.press("offer")
        actions.accept_place(engagement_public_id=self.row.public_id, by=self.herself, at=now())
        self.row.refresh_from_db()

    def signed(self) -> None:
        """What the two agree on, signed by everybody at the desk."""
        parties = [
            NewParty(role="host", person_id=self.mentor.pk),
            NewParty(role="programme", organisation_id=self.worker.organisation_id),
        ]
        text = NewAgreement(
            template="mentoring", first_language="fr", parties=parties, blanks={"meetings": 2, "minutes": 60}
        )
        facts = {"by": self.worker, "at": now()}
        made = actions.draft_agreement(engagement_public_id=self.row.public_id, agreement=text, **facts)
        said = self.press("start")
        assert self.row.state == "accepted", said
        actions.send_for_signature(agreement_public_id=made.public_id, **facts)
        for number in (1, 2, 3):
            actions.record_paper_signature(agreement_public_id=made.public_id, edition=1, party=number, **facts)

    def planned(self) -> Session:
        self.page.post(f"/en/my/given/offers/{self.offer.public_id}/plan/", day())
        return Session.objects.get(offer=self.offer, state="planned")

    def day_of(self, session: Session) -> str:
        return f"/en/my/given/days/{session.public_id}/"


def day(**facts: object) -> dict[str, object]:
    return {"day": (now() + 5 * DAY).date().isoformat(), "start": "14:30", "minutes": "90", "times": "1", **facts}


@pytest.fixture
def pair(db: None) -> Pair:
    town = access.controller()
    worker, body = access.worker(town), access.partner(town)
    mentor = people.host(worker, "Odile Exemple", organisation_id=body.pk, vetting="not_needed", at=now())
    newcomer = people.person(worker, NAME, contact=people.phone(), at=now())
    offer = engagement.offer(body, kind="mentoring", title="Marcher", given_by_id=mentor.pk, at=now())
    row = engagement.request(worker, newcomer, offer, at=now())
    page = Client()
    open_path(page, people.card(worker, mentor, at=now()).token, language="en")
    return Pair(worker, body, mentor, newcomer, offer, row, page)


def home(pair: Pair) -> str:
    return pair.page.get("/en/my/").content.decode()


def test_who_asks_is_the_next_thing_and_has_a_number(pair: Pair) -> None:
    assert "Somebody asks for your time" in home(pair)
    html = pair.page.get("/en/my/given/").content.decode()
    assert "Participant 1" in html
    assert "Yes, I would like to meet" in html
    for word in (NAME, "98 10 01", "39981001"):
        assert word not in html
    assert "They are told that there is news." in pair.press("offer")
    assert pair.row.state == "offered"
    assert "Somebody asks for your time" not in home(pair)


def test_no_blames_nobody_and_twice_is_told(pair: Pair) -> None:
    before = pair.row.version
    pair.press("no", version=before)
    assert (pair.row.state, pair.row.end_reason) == ("ended", "not_the_right_fit")
    assert STALE in pair.press("offer", version=before)
    assert pair.row.state == "ended"


def test_a_day_is_planned_in_four_answers_and_stands_on_both_pages(pair: Pair) -> None:
    pair.has_a_place()
    address = f"/en/my/given/offers/{pair.offer.public_id}/plan/"
    assert address in pair.page.get("/en/my/given/").content.decode()
    empty = pair.page.post(address, {}).content.decode()
    assert empty.count('class="error"') == 4
    over = pair.page.post(address, day(day="2020-01-01", room="By the river")).content.decode()
    assert "This moment is over. Choose a later one." in over
    assert 'value="By the river"' in over, "nothing typed is lost"
    assert Session.objects.count() == 0

    said = pair.page.post(address, day(room="By the river"), follow=True).content.decode()
    assert "1 day is planned." in said
    session = Session.objects.get()
    assert (session.room, (session.ends_at - session.starts_at).seconds) == ("By the river", 5400)
    assert Attendance.objects.get().person_id == pair.newcomer.pk
    assert pair.day_of(session) in home(pair)
    assert "1 person comes." in home(pair)
    assert "0 day" in pair.page.post(address, day(), follow=True).content.decode(), "the same day once more is none"


def test_some_weeks_in_a_row(pair: Pair) -> None:
    said = pair.page.post(f"/en/my/given/offers/{pair.offer.public_id}/plan/", day(times="3"), follow=True)
    assert "3 days are planned." in said.content.decode()
    first, second, third = Session.objects.order_by("starts_at")
    assert (second.starts_at - first.starts_at).days in {6, 7, 8, 13, 14}
    assert third.starts_at > second.starts_at


def test_what_is_needed_is_confirmed_and_two_at_once_are_told(pair: Pair) -> None:
    pair.has_a_place()
    session = pair.planned()
    facts = {"session_public_id": session.public_id, "person_id": pair.newcomer.pk, "by": pair.herself, "at": now()}
    for kind in ("transport", "childcare"):
        actions.ask_support(support=actions.NewSupport(kind=kind), **facts)
    lift, child = Support.objects.order_by("id")
    html = pair.page.get(pair.day_of(session)).content.decode()
    assert html.count("It is sure") == 2
    said = pair.page.post(f"/en/my/given/supports/{lift.public_id}/", {"do": "confirm", "version": lift.version})
    assert said["Location"] == pair.day_of(session)
    actions.cancel_support(support_public_id=child.public_id, by=pair.herself, at=now())
    answer = pair.page.post(
        f"/en/my/given/supports/{child.public_id}/", {"do": "confirm", "version": child.version}, follow=True
    )
    assert STALE in answer.content.decode()
    assert list(Support.objects.order_by("id").values_list("state", flat=True)) == ["confirmed", "cancelled"]
    nonsense = pair.page.post(f"/en/my/given/supports/{lift.public_id}/", {"do": "dance"})
    assert nonsense.status_code == 404


def test_who_came_is_said_once_it_has_begun(pair: Pair) -> None:
    pair.has_a_place()
    session = pair.planned()
    told = {"state-1": "late", "version-1": "1"}
    assert "It has not begun yet." in pair.page.post(f"{pair.day_of(session)}came/", told).content.decode()
    Session.objects.update(starts_at=now() - 2 * DAY, ends_at=now() - 2 * DAY + timedelta(hours=1))
    html = home(pair)
    assert "Who came?" in html
    assert pair.day_of(session) in html

    empty = pair.page.post(f"{pair.day_of(session)}came/").content.decode()
    assert "Say of at least one person how it went." in empty
    wrong = pair.page.post(f"{pair.day_of(session)}came/", {**told, "version-1": "7"}).content.decode()
    assert STALE in wrong
    assert 'value="late" checked' in wrong, "what was chosen still stands"
    assert "Kept. Thank you." in pair.page.post(f"{pair.day_of(session)}came/", told, follow=True).content.decode()
    assert Attendance.objects.get().state == "late"
    assert "Who came?" not in home(pair)


def test_moved_and_called_off_by_herself(pair: Pair) -> None:
    pair.has_a_place()
    session = pair.planned()
    move = f"{pair.day_of(session)}move/"
    later = {"day": (now() + 9 * DAY).date().isoformat(), "start": "16:00", "minutes": "60"}
    assert STALE in pair.page.post(move, {**later, "version": "9"}).content.decode()
    assert "Moved." in pair.page.post(move, {**later, "version": session.version}, follow=True).content.decode()
    new = Session.objects.get(state="planned")
    assert new.moved_from_id == session.pk
    assert home(pair).count(str(new.public_id)) == 1
    assert str(session.public_id) not in home(pair), "the old time stands there no more"
    said = pair.page.post(f"{pair.day_of(new)}cancel/", {"version": new.version}, follow=True).content.decode()
    assert "Called off. Everybody who was expected is told." in said
    assert "cancelled" in home(pair)


def test_it_begins_and_comes_to_its_end(pair: Pair) -> None:
    pair.has_a_place()
    pair.signed()
    assert "You have begun." in pair.press("start", version=pair.row.version)
    assert pair.row.state == "active"
    assert "Thank you for your time." in pair.press("complete", version=pair.row.version)
    assert pair.row.state == "completed"


def test_it_may_end_before_with_a_reason_that_blames_nobody(pair: Pair) -> None:
    pair.has_a_place()
    assert "reason" in pair.page.get("/en/my/given/").content.decode()
    pair.press("end", reason="nonsense")
    assert pair.row.state == "accepted"
    pair.press("end", reason="times", version=pair.row.version)
    assert (pair.row.state, pair.row.end_reason) == ("ended", "times")


def test_another_mentors_time_is_a_page_that_does_not_exist(pair: Pair) -> None:
    pair.has_a_place()
    session = pair.planned()
    asked = actions.ask_support(
        session_public_id=session.public_id,
        person_id=pair.newcomer.pk,
        support=actions.NewSupport(kind="transport"),
        by=pair.herself,
        at=now(),
    )
    other = people.host(pair.worker, "Rose Exemple", organisation_id=pair.body.pk, at=now())
    for who in (other, pair.newcomer):
        page = Client()
        open_path(page, people.card(pair.worker, who, at=now()).token, language="en")
        gone = [page.get(pair.day_of(session)), page.get(f"{pair.day_of(session)}move/")]
        gone.append(page.get(f"/en/my/given/offers/{pair.offer.public_id}/plan/"))
        posts = {
            f"/en/my/given/offers/{pair.offer.public_id}/plan/": day(),
            f"{pair.day_of(session)}came/": {"state-1": "present"},
            f"{pair.day_of(session)}cancel/": {},
            f"/en/my/given/supports/{asked.public_id}/": {"do": "confirm"},
            f"/en/my/given/{pair.row.public_id}/": {"do": "complete"},
        }
        gone += [page.post(address, data) for address, data in posts.items()]
        assert {answer.status_code for answer in gone} == {404}
    session.refresh_from_db()
    asked.refresh_from_db()
    assert (session.state, asked.state) == ("planned", "asked")


def test_she_is_known_by_her_own_consent_alone_and_sees_who_looked(pair: Pair) -> None:
    pair.has_a_place()
    session = pair.planned()
    asks = Client()
    open_path(asks, people.card(pair.worker, pair.newcomer, at=now()).token, language="en")
    page = asks.get(f"/en/my/consents/new/{pair.row.public_id}/").content.decode()
    assert "The person who gives you her time reads it too" in page
    said = people.participation(pair.worker, pair.newcomer, pair.body, "identity", "contact", at=now())
    for address in ("/en/my/given/", pair.day_of(session)):
        html = pair.page.get(address).content.decode()
        assert NAME in html
        assert "06 39 98 10 01" in html
        assert "Participant 1" not in html
        assert NAME not in html.partition("</title>")[0]
    assert set(Read.objects.filter(what="participant").values_list("person_id", "purpose")) == {
        (pair.newcomer.pk, "participation")
    }
    hers = Client()
    open_path(hers, people.card(pair.worker, pair.newcomer, at=now()).token, language="en")
    assert "Somebody who gives you time" in hers.get("/en/my/reads/").content.decode()
    withdraw = hers.post(f"/en/my/consents/{said.public_id}/withdraw/")
    assert withdraw.status_code == 302
    for address in ("/en/my/given/", pair.day_of(session)):
        html = pair.page.get(address).content.decode()
        assert NAME not in html
        assert "Participant 1" in html


def test_with_names_and_by_an_account_a_page_asks_six_times_at_most(pair: Pair) -> None:
    pair.has_a_place()
    session = pair.planned()
    people.participation(pair.worker, pair.newcomer, pair.body, at=now())
    client = Client()
    client.force_login(Account.objects.get(pk=people.account(pair.worker, pair.mentor, at=now())))
    for address in ("/en/my/", "/en/my/given/", pair.day_of(session), f"{pair.day_of(session)}move/"):
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        assert len(asked) <= 6, "\n".join(one["sql"][:160] for one in asked.captured_queries)
