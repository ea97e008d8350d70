"""Her page by part: a newcomer's, a host's, and of somebody who is both, each with its one next thing."""

from datetime import timedelta

import pytest
from django.test import Client

from parvis.access.choices import Role
from parvis.access.models import Organisation
from parvis.core.clock import now
from parvis.core.house import house
from parvis.engagement import actions as engagement
from parvis.engagement.models import Engagement, Offer
from parvis.kernel.actor import Actor
from parvis.people import queries
from parvis.people.models import Part, Person
from parvis.web.newcomer import home
from parvis.web.newcomer.todo import ANSWER, COME, DO, Todo
from parvis.web.shell.standing import ACCOUNT_SESSION, Herself
from tests.factories import access, casework, people
from tests.factories import engagement as make
from tests.web.newcomer.conftest import Path, open_path


@pytest.fixture
def worker(db: None) -> Actor:
    return access.worker(access.controller(), name="Inès D.")


@pytest.fixture
def giver(worker: Actor) -> Organisation:
    return access.partner(Organisation.objects.get(pk=worker.controller_id), name="Maison des Rencontres")


@pytest.fixture
def mentor(worker: Actor, giver: Organisation) -> Person:
    return people.host(worker, "Odile Exemple", organisation_id=giver.pk, vetting="not_needed", at=now())


def own_page(by: Actor, who: Person, language: str = "en") -> tuple[Client, str]:
    client, card = Client(), people.card(by, who, at=now())
    open_path(client, card.token, language=language)
    return client, client.get(f"/{language}/my/").content.decode()


def place(by: Actor, who: Person, of: Organisation, **facts: object) -> Engagement:
    """A place of an offer that is kept for her."""
    offer: Offer = make.offer(of, at=now(), **facts)
    row = make.request(by, who, offer, at=now())
    return engagement.offer_place(engagement_public_id=row.public_id, by=by, at=now())


def test_a_host_without_a_file_has_a_page_that_is_never_empty(worker: Actor, mentor: Person) -> None:
    _client, html = own_page(worker, mentor)
    assert "Nothing waits for you now" in html
    assert "Maison des Rencontres" in html
    assert "Mentor" in html
    assert "My steps" not in html
    assert "My other appointments" not in html
    assert html.count('class="card lifted next') == 1


def test_a_newcomer_sees_nothing_of_hosts(worker: Actor) -> None:
    _client, html = own_page(worker, people.person(worker, at=now()))
    assert html.count('class="card lifted next') == 1
    assert "As a newcomer" not in html, "one part needs no name"
    assert "What I give here" not in html


def test_who_is_both_sees_both_apart_each_with_its_next_thing(client: Client, path: Path) -> None:
    people.begin(path.town.worker, path.town.person, "mentor", at=now())
    open_path(client, path.token, language="en")
    html = client.get("/en/my/").content.decode()

    assert html.count('class="card lifted next') == 2
    newcomer, host = html.index('id="next-newcomer"'), html.index('id="next-host"')
    assert newcomer < html.index("Une facture") < host < html.index("Bring the paper for your check")
    assert html.index("As a newcomer") < html.index("As a mentor")


def test_what_belongs_to_no_file_is_the_hosts(worker: Actor, giver: Organisation) -> None:
    both = people.person(worker, "Mehmet Exemple", at=now())
    people.begin(worker, both, "mentor", vetting="not_needed", at=now())
    case = casework.case(worker, both, at=now())
    for days, subject, of in ((1, "Dossier", {"case_ref": case.pk}), (2, "Réunion", {"organisation_id": giver.pk})):
        start = now() + timedelta(days=days)
        new = engagement.Appointment(starts_at=start, ends_at=start + timedelta(hours=1), subject=subject)
        engagement.book_appointment(person_id=both.pk, appointment=new, by=worker, at=now(), **of)
    _client, html = own_page(worker, both)
    newcomer, host = html.index('id="next-newcomer"'), html.index('id="next-host"')
    assert newcomer < html.index("Dossier") < host < html.index("Réunion")


@pytest.mark.parametrize(
    ("days", "said"),
    [(400, ""), (10, "Your check ends soon"), (0, "Your check ends soon")],
)
def test_a_check_that_ends_soon_is_the_next_thing(worker: Actor, mentor: Person, days: int, said: str) -> None:
    people.checked(worker, Part.objects.get(), house().day(now()) + timedelta(days=days), at=now())
    _client, html = own_page(worker, mentor)
    assert (said in html) if said else ("Nothing waits" in html)


def test_a_check_that_ran_out_is_asked_anew(worker: Actor, mentor: Person) -> None:
    Part.objects.update(vetting="valid", vetting_paper="record", vetting_until=house().day(now()) - timedelta(days=1))
    _client, html = own_page(worker, mentor)
    assert "Your check has run out" in html


def test_a_place_kept_for_her_is_answered_on_her_page(worker: Actor, mentor: Person, giver: Organisation) -> None:
    row = place(worker, mentor, giver)
    client, html = own_page(worker, mentor)
    address = f"/en/my/taken/{row.public_id}/"
    assert "A place is kept for you" in html
    assert address in html
    client.post(f"{address}move/", {"do": "accept"})
    row.refresh_from_db()
    assert row.state == "accepted"
    assert "Nothing waits for you now" in client.get("/en/my/").content.decode()


def test_only_what_she_takes_part_in_herself_asks_her(worker: Actor, mentor: Person, giver: Organisation) -> None:
    other = place(worker, people.host(worker, at=now()), giver)
    client, _html = own_page(worker, mentor)
    address = f"/en/my/consents/new/{other.public_id}/"
    assert client.get(address).status_code == 404
    assert client.post(address, {"fields_allowed": "identity"}).status_code == 404
    assert queries.consents_of(people.herself(mentor), mentor.pk, now()) == []


def test_what_is_taken_up_says_in_which_part(worker: Actor, giver: Organisation) -> None:
    both = people.person(worker, "Mehmet Exemple", at=now())
    people.begin(worker, both, "volunteer", vetting="not_needed", at=now())
    course = make.offer(giver, title="Le cours", at=now())
    shift = make.offer(giver, kind="volunteering", title="La récolte", capacity=3, at=now())
    day = make.session(shift, at=now())
    make.request(worker, both, course, at=now())
    make.request(worker, both, shift, at=now(), part="host", session_public_id=day.public_id)
    _client, html = own_page(worker, both)
    newcomer, host = html.index('id="taken-newcomer"'), html.index('id="taken-host"')
    assert newcomer < html.index("Le cours", newcomer) < host < html.index("La récolte", host)
    assert html.index('id="next-host"') < html.index("La récolte") < newcomer, "her shift is the next thing as a host"


def test_she_lets_them_know_who_she_is_and_takes_it_back(worker: Actor, mentor: Person, giver: Organisation) -> None:
    row = place(worker, mentor, giver)
    member = access.worker(giver, Role.PROVIDER)
    client, html = own_page(worker, mentor)
    address = f"/en/my/consents/new/{row.public_id}/"
    assert address in html
    assert "Maison des Rencontres" in client.get(address).content.decode()
    assert queries.participants_shown(member, giver.pk, [mentor.pk], now()) == {}

    assert b'class="summary"' in client.post(address, {}).content
    assert client.post(address, {"fields_allowed": ["identity", "language"]})["Location"] == "/en/my/consents/"
    shown = queries.participants_shown(member, giver.pk, [mentor.pk], now())[mentor.pk]
    assert (shown.name, shown.contacts, shown.language) == ("Odile Exemple", None, "fr")
    assert address not in client.get("/en/my/").content.decode(), "they know already"

    [consent] = queries.consents_of(people.herself(mentor), mentor.pk, now())
    assert (consent.manner, consent.state) == ("own_page", "given")
    client.post(f"/en/my/consents/{consent.public_id}/withdraw/")
    assert queries.participants_shown(member, giver.pk, [mentor.pk], now()) == {}
    assert "what you let them know" in client.get("/en/my/reads/").content.decode()


def test_a_child_says_it_at_the_desk_with_an_adult(worker: Actor, giver: Organisation) -> None:
    child = people.person(worker, at=now(), birth=people.born(now().year - 12))
    row = place(worker, child, giver)
    client, _html = own_page(worker, child)
    answer = client.post(f"/en/my/consents/new/{row.public_id}/", {"fields_allowed": ["identity"]})
    assert answer.status_code == 200
    assert "an adult of the household" in answer.content.decode()
    assert queries.consents_of(people.herself(child), child.pk, now()) == []


def test_the_order_of_what_waits() -> None:
    at = now()

    def todo(kind: str, days: float | None) -> Todo:
        by = None if days is None else at + timedelta(days=days)
        return Todo(side="host", kind=kind, by=by, template="", facts=None)

    waiting = [todo(DO, None), todo(DO, 2), todo(COME, 3), todo(ANSWER, 5), todo(ANSWER, 1), todo(COME, 0.5)]
    ordered = sorted(waiting, key=lambda one: one.order(at))
    told = [(one.kind, None if one.by is None else (one.by - at).total_seconds() / 86400) for one in ordered]  # type: ignore[operator]
    assert told == [(COME, 0.5), (ANSWER, 1), (ANSWER, 5), (DO, 2), (COME, 3), (DO, None)]


def test_whoever_adds_a_source_is_heard(worker: Actor, mentor: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(seen: home.Seen) -> list[Todo]:
        return [Todo(side="host", kind=ANSWER, by=seen.at, template="newcomer/next/nothing.html", facts=None)]

    monkeypatch.setattr(home, "SOURCES", (*home.SOURCES, asked))
    account = people.account(worker, mentor, at=now())
    page = queries.own_page(account, language="fr", at=now())
    assert page is not None
    opened = Herself(actor=page.actor, language=page.language, lasts=ACCOUNT_SESSION, record=page.record)
    seen = home.look(opened, now())
    [side] = home.sides(seen)
    assert (side.code, side.todo is not None and side.todo.kind) == ("host", ANSWER)


def test_only_who_gives_her_own_time_is_led_to_who_asks_for_it(
    worker: Actor, mentor: Person, giver: Organisation
) -> None:
    tutor = people.host(worker, "Luc Exemple", part="tutor", organisation_id=giver.pk, at=now())
    time = make.offer(giver, kind="mentoring", given_by_id=mentor.pk, at=now())
    led = {who.pk: "/en/my/given/" in own_page(worker, who)[1] for who in (mentor, tutor)}
    assert led == {mentor.pk: True, tutor.pk: False}
    engagement.set_offer_state(offer_public_id=time.public_id, state="closed", by=access.SETUP, at=now())
    assert "/en/my/given/" not in own_page(worker, mentor)[1]
