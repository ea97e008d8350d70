"""Her own page by an account: the link on paper, signing in, two standings of one account that never mix, and leaving."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from parvis.access.choices import Role
from parvis.access.models import Account, Organisation
from parvis.core.clock import now
from parvis.kernel.actor import Actor
from parvis.people import actions, queries
from parvis.people.models import Person
from parvis.web.shell.standing import ACCOUNT_SESSION, CARD_SESSION
from tests.factories import access, people

BACKEND = "parvis.web.shell.backend.Backend"
OWN = ("", "shared/", "consents/", "reads/")
WORDS = {"username": "odile", "password": people.PASSWORD, "again": people.PASSWORD}


@pytest.fixture
def town(db: None) -> Organisation:
    return access.controller()


@pytest.fixture
def worker(town: Organisation) -> Actor:
    return access.worker(town, name="Inès D.")


@pytest.fixture
def mentor(worker: Actor) -> Person:
    return people.host(worker, "Odile Exemple", at=now())


def invite(by: Actor, who: Person, username: str = "odile") -> str:
    return actions.invite(person_public_id=who.public_id, username=username, by=by, at=now()).token


def signed_in(account_id: int) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=account_id), backend=BACKEND)
    return client


@pytest.fixture
def host(worker: Actor, mentor: Person) -> Client:
    """Signed in with the account of her own page."""
    return signed_in(people.account(worker, mentor, username="odile", at=now()))


@pytest.fixture
def colleague(town: Organisation, worker: Actor, mentor: Person) -> Client:
    """A case worker whose account is of a person as well, just signed in."""
    member = access.worker(town, Role.CASEWORKER)
    actions.join_account(token=invite(worker, mentor), account_id=member.account_id or 0, at=now())
    client = signed_in(member.account_id or 0)
    assert client.get("/fr/start/")["Location"] == "/fr/staff/day/", "work first"
    return client


def act_for(client: Client, chosen: str) -> str:
    return client.post("/fr/act-for/", {"organisation": chosen}, follow=True).redirect_chain[-1][0]


# The link on paper


def test_the_link_makes_her_account_signs_her_in_and_leads_to_her_page(worker: Actor, mentor: Person) -> None:
    address, client = f"/fr/welcome/{invite(worker, mentor)}/", Client()
    page = client.get(address)
    html = page.content.decode()
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert 'value="odile"' in html
    assert "Odile Exemple" not in html, "whoever finds the paper reads no name"
    assert "<script" not in html

    last = client.post(address, WORDS, follow=True)
    assert last.redirect_chain[-1][0] == "/fr/my/"
    assert last.status_code == 200
    assert client.get(address).status_code == 410
    fresh = Client()
    answer = fresh.post("/fr/sign-in/", {"login": "odile", "password": people.PASSWORD}, follow=True)
    assert answer.redirect_chain[-1][0] == "/fr/my/"


@pytest.mark.parametrize(
    "wrong",
    [{"again": "autre chose de long"}, {"password": "court", "again": "court"}, {"username": "O dile"},
     {"username": "taken"}, {"password": "", "again": ""}],
)  # fmt: skip
def test_what_cannot_be_is_said_and_makes_nothing(worker: Actor, mentor: Person, wrong: dict[str, str]) -> None:
    access.actions.create_account(username="taken", name="x", password=None, by=access.SETUP, at=now())
    before, address, client = Account.objects.count(), f"/ar/welcome/{invite(worker, mentor)}/", Client()
    answer = client.post(address, WORDS | wrong)
    assert answer.status_code == 200
    assert b'class="summary"' in answer.content
    assert Account.objects.count() == before
    assert client.post(address, WORDS).status_code == 302, "the link is not spent by it"


def test_a_link_that_was_never_printed_is_the_page_that_does_not_exist(worker: Actor, mentor: Person) -> None:
    client = Client()
    nothing = client.get("/fr/nothing-here/")
    for answer in (client.get(f"/fr/welcome/{'u' * 27}/"), client.post(f"/fr/welcome/{'u' * 27}/", WORDS)):
        assert answer.status_code == nothing.status_code == 404


def test_a_new_link_is_a_new_password_and_closes_what_was_open(worker: Actor, mentor: Person, host: Client) -> None:
    assert host.get("/fr/my/").status_code == 200
    address, client = f"/fr/welcome/{invite(worker, mentor)}/", Client()
    assert 'name="username"' not in client.get(address).content.decode()
    client.post(address, {"password": "un-tout-autre-mot", "again": "un-tout-autre-mot"})
    assert client.get("/fr/my/").status_code == 200
    assert host.get("/fr/my/")["Location"] == "/fr/my/closed/"


def test_a_colleague_takes_the_link_with_the_account_she_is_signed_in_with(
    town: Organisation, worker: Actor, mentor: Person
) -> None:
    member = access.worker(town, Role.MANAGER)
    client, address = signed_in(member.account_id or 0), f"/fr/welcome/{invite(worker, mentor)}/"
    assert 'value="join"' in client.get(address).content.decode()
    assert client.post(address, {"do": "join"}, follow=True).redirect_chain[-1][0] == "/fr/my/"
    assert queries.own_page(member.account_id or 0, language="fr") is not None
    other = f"/fr/welcome/{invite(worker, people.host(worker, at=now()), 'other')}/"
    assert client.post(other, {"do": "join"}).status_code == 400, "an account is of one person"


# Signed in as herself


def test_an_account_of_a_person_opens_her_page_and_no_work(host: Client, mentor: Person) -> None:
    assert host.get("/fr/start/")["Location"] == "/fr/my/"
    for page in OWN:
        answer = host.get(f"/fr/my/{page}")
        assert answer.status_code == 200, page
        assert "no-store" in answer["Cache-Control"], page
        assert "script-src" not in answer["Content-Security-Policy"], page
        assert "<script" not in answer.content.decode(), page
    for page in ("staff/", "staff/people/", "staff/hosts/", f"staff/hosts/{mentor.public_id}/", "answer/", "admin/"):
        assert host.get(f"/fr/{page}").status_code == 404, page
    assert host.get("/api/v1/session").status_code == 404


def test_it_opens_straight_from_an_address_after_signing_in(worker: Actor, mentor: Person) -> None:
    people.account(worker, mentor, username="odile", at=now())
    client = Client()
    assert client.get("/fr/my/")["Location"] == "/fr/my/closed/"
    assert "/fr/sign-in/" in client.get("/fr/my/closed/").content.decode()
    answer = client.post(
        "/fr/sign-in/", {"login": "odile", "password": people.PASSWORD, "next": "/fr/my/consents/"}, follow=True
    )
    assert answer.redirect_chain[-1][0] == "/fr/my/consents/"
    assert answer.status_code == 200


def test_each_way_in_has_its_own_length_of_session(worker: Actor, mentor: Person, host: Client) -> None:
    host.get("/fr/my/")
    assert host.session.get_expiry_age() == pytest.approx(ACCOUNT_SESSION.total_seconds(), abs=20)
    card, client = people.card(worker, mentor, at=now()), Client()
    client.get(f"/c/{card.token}/")
    client.post("/fr/my/open/", {"pin": "481526"})
    client.get("/fr/my/")
    assert client.session.get_expiry_age() == pytest.approx(CARD_SESSION.total_seconds(), abs=20)


def test_i_am_done_ends_it_here_and_everywhere_and_signs_her_out(worker: Actor, mentor: Person, host: Client) -> None:
    account = queries.keys_of(worker, mentor.pk, now()).username
    elsewhere = signed_in(Account.objects.get(username=account).pk)
    assert host.get("/fr/my/").status_code == elsewhere.get("/fr/my/").status_code == 200

    answer = host.post("/fr/my/done/")
    assert answer["Location"] == "/fr/my/closed/"
    assert "cache" in answer["Clear-Site-Data"]
    assert host.get("/fr/my/")["Location"] == elsewhere.get("/fr/my/")["Location"] == "/fr/my/closed/"
    assert "sign-in" in host.get("/fr/start/")["Location"]
    again = signed_in(Account.objects.get(username=account).pk)
    assert again.get("/fr/my/").status_code == 200


def test_ended_at_the_desk_it_closes_at_the_next_step(worker: Actor, mentor: Person, host: Client) -> None:
    assert host.get("/fr/my/").status_code == 200
    actions.end_account(person_public_id=mentor.public_id, by=worker, at=now())
    assert host.get("/fr/my/")["Location"] == "/fr/my/closed/"


def test_her_own_reading_and_doing_stand_under_no_working_name(worker: Actor, mentor: Person, host: Client) -> None:
    queries.person_view(worker, mentor.public_id, now())
    html = host.get("/fr/my/reads/").content.decode()
    assert "Inès" in html
    own = queries.own_page(Account.objects.get(username="odile").pk, language="fr")
    assert own is not None
    assert (own.actor.account_id is not None, own.actor.staff_id) == (True, None)


# One account, two standings


def test_at_work_her_own_page_is_closed_and_as_herself_her_work_is(colleague: Client, mentor: Person) -> None:
    assert colleague.get("/fr/my/")["Location"] == "/fr/my/closed/"
    assert colleague.get("/fr/staff/hosts/").status_code == 200
    assert 'value="self"' in colleague.get("/fr/staff/hosts/").content.decode()

    assert act_for(colleague, "self") == "/fr/my/"
    html = colleague.get("/fr/my/").content.decode()
    assert 'value="work"' in html
    for page in ("staff/day/", "staff/hosts/", f"staff/hosts/{mentor.public_id}/", "staff/people/"):
        assert colleague.get(f"/fr/{page}").status_code == 404, page
    assert colleague.get("/api/v1/session").status_code == 404

    assert act_for(colleague, "work") == "/fr/staff/day/"
    assert colleague.get("/fr/my/")["Location"] == "/fr/my/closed/"
    assert colleague.get("/api/v1/session").status_code == 200
    assert colleague.session.get_expire_at_browser_close(), "a working session is as long as it was"


def test_as_herself_she_reads_herself_alone(town: Organisation, worker: Actor, colleague: Client) -> None:
    other = people.person(worker, "Amal Exemple", at=now())
    provider = access.partner(town)
    consent = people.participation(worker, other, provider, at=now())
    act_for(colleague, "self")
    assert colleague.get(f"/fr/my/consents/{consent.public_id}/withdraw/").status_code == 404
    assert colleague.post(f"/fr/my/consents/{consent.public_id}/withdraw/").status_code == 404


def test_to_stand_for_oneself_needs_to_be_somebody(town: Organisation) -> None:
    member = signed_in(access.worker(town).account_id or 0)
    assert act_for(member, "self") == "/fr/staff/day/"
    assert member.get("/fr/my/")["Location"] == "/fr/my/closed/"
    nobody = signed_in(access.account().pk)
    assert nobody.get("/fr/start/").status_code == 403
    assert Client().post("/fr/act-for/", {"organisation": "self"})["Location"].endswith("/sign-in/")


def test_a_card_opened_in_the_same_browser_is_the_one_that_counts(
    worker: Actor, mentor: Person, colleague: Client
) -> None:
    amal = people.person(worker, "Amal Exemple", at=now())
    act_for(colleague, "self")
    card = people.card(worker, amal, at=now())
    colleague.get(f"/c/{card.token}/")
    colleague.post("/fr/my/open/", {"pin": "481526"})
    queries.person_view(worker, amal.public_id, now() - timedelta(seconds=1))
    assert re.search(r"Inès", colleague.get("/fr/my/reads/").content.decode())
    colleague.post("/fr/my/done/")
    assert colleague.get("/fr/my/")["Location"] == "/fr/my/closed/"
    assert "sign-in" in colleague.get("/fr/start/")["Location"]


def test_signing_in_closes_a_card_left_open(worker: Actor, mentor: Person, page_of: Callable[[Client], str]) -> None:
    people.account(worker, mentor, username="odile", at=now())
    amal = people.person(worker, "Amal Exemple", at=now())
    client, card = Client(), people.card(worker, amal, at=now())
    client.get(f"/c/{card.token}/")
    client.post("/fr/my/open/", {"pin": "481526"})
    client.post("/fr/sign-in/", {"login": "odile", "password": people.PASSWORD})
    assert "mentor" in page_of(client)


@pytest.fixture
def page_of() -> Callable[[Client], str]:
    return lambda client: client.get("/en/my/").content.decode().lower()
