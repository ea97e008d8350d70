"""Who it is reaches a receiver after a yes, while the share is open, on the one page made for it, and in no byte before, after or beside."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.test import Client

from parvis.access.models import Account
from parvis.casework.errors import ConsentMissing
from parvis.casework.models import Referral
from parvis.cli.main import main as parvis
from parvis.core import outbox
from parvis.core.clock import now
from parvis.core.models import Change, Message, Once, Read, Transition
from parvis.people import actions as people_actions
from parvis.people.entries import NewName
from tests.factories import access, casework, people
from tests.factories.casework import Town

FIELDS = ("identity", "contact", "language", "age", "needs", "note")
# What nothing but her record holds, in every way of writing it.
CANARIES = (
    "Zéphyrine", "Zephyrine", "Canari", "زفيرين", "كناري", "06 39 98 77 31", "0639987731", "+33639987731", "6 39 98 77 31",
    "1987-11-23", "23/11/1987", "23 novembre 1987", "serinette", "ritournelle",
)  # fmt: skip
WAYS = [*CANARIES, *(quote(one) for one in CANARIES), *(one.encode("unicode_escape").decode() for one in CANARIES)]
CLOSED = ("draft", "sent", "asked", "answered", "declined", "withdrawn", "done", "returned", "expired")
OPEN = ("accepted", "active")


@dataclass
class Scene:
    """One referral of a person whose every fact is a canary, and its receiver."""

    here: Town
    member: Client
    referral: Referral
    link: str


@pytest.fixture(autouse=True)
def _hear_every_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Whatever a test does, no log line may name her."""
    caplog.set_level(logging.DEBUG)
    yield
    told = "\n".join(f"{record.getMessage()} {record.exc_text or ''}" for record in caplog.get_records("call"))
    assert not canaries_in(told)


def canaries_in(text: str) -> list[str]:
    return [one for one in WAYS if one in text]


def scene(state: str) -> Scene:
    at = now()
    here = casework.town()
    names = [
        NewName(text="زفيرين كناري", language="ar", kind="used"),
        NewName(text="Zéphyrine Canari", language="fr", kind="romanised"),
    ]
    here.person = people.person(
        here.worker, at=at, names=names, birth=people.born(1987, 11, 23), contact=people.phone("06 39 98 77 31")
    )
    here.case = casework.case(here.worker, here.person, at=at)
    need = casework.need(here.worker, here.case, at=at, words="Une chambre pour la serinette")
    known = {"fields": FIELDS, "note": "Elle aime la ritournelle", "need_public_id": need.public_id}
    if state == "draft":
        row = casework.draft(here.worker, here.case, here.receiver, at=at, **known)
    else:
        row = casework.sent(here, at=at, **known)
        for verb in casework.REACH[state]:
            casework.act(verb, row, here, at=at)
        row.refresh_from_db()
    assert row.state == state
    member = Client()
    member.force_login(Account.objects.get(pk=here.member.account_id))
    return Scene(here, member, row, casework.token() if state != "draft" else "")


def everything(answer) -> str:
    """Body, headers and cookies of one answer."""
    cookies = " ".join(f"{morsel.key}={morsel.value}" for morsel in answer.cookies.values())
    headers = " ".join(f"{name}: {value}" for name, value in answer.headers.items())
    return f"{answer.content.decode()} {headers} {cookies}"


def own_page(scene: Scene, language: str = "fr") -> tuple[str, str]:
    """The two answers that may name her, once she may be named."""
    public_id = scene.referral.public_id
    return (
        everything(scene.member.get(f"/{language}/answer/{public_id}/")),
        everything(scene.member.get(f"/api/v1/received/{public_id}")),
    )


def beside(scene: Scene) -> Iterator[tuple[str, str]]:
    """Everything else that a receiver, or anybody, can reach: never with her in it."""
    public_id, anybody = scene.referral.public_id, Client()
    for tab in ("new", "running", "ended"):
        yield f"list {tab}", everything(scene.member.get(f"/fr/answer/?tab={tab}"))
        yield f"api {tab}", everything(scene.member.get(f"/api/v1/received?tab={tab}"))
    if scene.link:
        for path in ("", "answer/", "start/", "outcome/", "return/", "code/", "open/"):
            yield f"link {path}", everything(anybody.get(f"/ar/r/{scene.link}/{path}"))
            if path not in {"", "code/"}:
                yield f"posted {path}", everything(anybody.post(f"/fr/r/{scene.link}/{path}", {"code": "23456789"}))
    for path in (
        f"/fr/staff/referrals/{public_id}/",
        f"/api/v1/referrals/{public_id}",
        "/fr/staff/people/",
    ):
        yield path, everything(scene.member.get(path))
    yield "search by name", everything(scene.member.post("/fr/staff/people/", {"q": "C"}))
    for word in ("serinette", "ritournelle"):
        for path in ("/fr/search/?q=", "/api/v1/services?q=", "/hsds/v3/services?text="):
            yield path, everything(anybody.get(path + word)).replace(word, "")
    for message in Message.objects.all():
        yield f"message {message.template}", f"{message.subject} {message.body}"
    yield "outbox page", everything(anybody.get("/fr/admin/outbox/"))


@pytest.mark.django_db
@pytest.mark.parametrize("state", CLOSED)
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_no_byte_names_her_while_the_share_is_closed(state: str, language: str) -> None:
    here = scene(state)
    for page in own_page(here, language):
        assert not canaries_in(page)
    for where, text in beside(here):
        assert not canaries_in(text), where


@pytest.mark.django_db
@pytest.mark.parametrize("state", OPEN)
def test_after_the_yes_she_is_named_on_the_one_page_and_nowhere_else(state: str) -> None:
    here = scene(state)
    for page in own_page(here):
        assert "Zéphyrine" in page or "\\u00e9phyrine" in page
    title = own_page(here)[0].split("<title>")[1].split("</title>")[0]
    assert not canaries_in(title)
    for where, text in beside(here):
        assert not canaries_in(text), where


def close_by_consent(here: Scene) -> None:
    people_actions.withdraw_consent(consent_public_id=here.referral.consent.public_id, by=here.here.herself, at=now())


def close_by_time(here: Scene) -> None:
    people_actions.expire_consents(by=access.SETUP, at=now() + timedelta(days=400))


def close_by_sender(here: Scene) -> None:
    casework.act("withdraw", here.referral, here.here, at=now())


def close_by_outcome(here: Scene) -> None:
    casework.act("done", here.referral, here.here, at=now())


def close_by_return(here: Scene) -> None:
    casework.act("return", here.referral, here.here, at=now())


@pytest.mark.django_db
@pytest.mark.parametrize("close", [close_by_consent, close_by_time, close_by_sender, close_by_outcome, close_by_return])
def test_what_was_open_closes_at_once(close) -> None:
    here = scene("active")
    assert canaries_in(own_page(here)[0])
    close(here)
    for page in own_page(here):
        assert not canaries_in(page)
    for where, text in beside(here):
        assert not canaries_in(text), where


@pytest.mark.django_db
def test_the_code_opens_her_name_once_and_after_withdrawal_not_at_all() -> None:
    here, holder = scene("accepted"), Client()
    path = f"/fr/r/{here.link}"
    holder.post(f"{path}/code/")
    code = casework.code()
    assert "Zéphyrine" in everything(holder.post(f"{path}/open/", {"code": code}))
    assert not canaries_in(everything(holder.post(f"{path}/open/", {"code": code})))
    holder.post(f"{path}/code/")
    code = casework.code()
    close_by_consent(here)
    assert not canaries_in(everything(holder.post(f"{path}/open/", {"code": code})))


@pytest.mark.django_db
def test_the_command_line_search_finds_places_and_never_persons(capsys: pytest.CaptureFixture[str]) -> None:
    scene("accepted")
    for words in ("Canari", "Zéphyrine", "زفيرين", "0639987731", "serinette"):
        parvis(["search", words, "--json"])
        told = capsys.readouterr()
        assert '"results": []' in told.out
        assert not canaries_in((told.out + told.err).replace(words, ""))


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["sent", "asked", "accepted", "active", "done", "declined"])
def test_opening_the_link_changes_nothing_but_the_log_of_reads(state: str) -> None:
    here = scene(state)

    def rows() -> tuple[int, ...]:
        return tuple(model.objects.count() for model in (Change, Transition, Once, Message))

    before, reads = rows(), Read.objects.count()
    for language in ("fr", "ar"):
        assert Client().get(f"/{language}/r/{here.link}/").status_code == 200
        assert Client().head(f"/{language}/r/{here.link}/").status_code == 200
    assert rows() == before
    assert Read.objects.count() == reads + 4
    here.referral.refresh_from_db()
    assert here.referral.state == state


@pytest.mark.django_db
def test_nothing_is_sent_without_consent_by_page_api_or_action() -> None:
    here = scene("draft")
    worker = Client()
    worker.force_login(Account.objects.get(pk=here.here.worker.account_id))
    need = here.referral.need.public_id
    sent = {"do": "send", "draft": str(here.referral.public_id), "urgency": "urgent", "preview": "Une chambre",
            "fields_shared": list(FIELDS), "manner": "oral"}  # fmt: skip
    assert worker.post(f"/fr/staff/needs/{need}/refer/", sent).status_code in {200, 404}
    for path in ("referrals", f"referrals/{here.referral.public_id}", f"referrals/{here.referral.public_id}/send"):
        answer = worker.post(f"/api/v1/{path}", "{}", content_type="application/json")
        assert answer.status_code in {404, 405}
    with pytest.raises(ConsentMissing):
        casework.act("send", here.referral, here.here, at=now())
    here.referral.refresh_from_db()
    assert here.referral.state == "draft"
    assert not outbox.messages()
