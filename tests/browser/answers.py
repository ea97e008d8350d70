"""Every page of the house, answered once by Django's own client: those of `tests/pages.py`, the link at each of its stations, and what a
reader meets when something went wrong. `showing.py` puts them into a browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import override_settings

from parvis.access.models import Account
from parvis.cli.town.registers import PASSWORD
from parvis.core import outbox
from parvis.core.clock import now
from parvis.engines.secrecy.onetime import code_at
from tests.factories import access
from tests.pages import LINKS_AT, PAGES, Readers
from tests.sent import NOTE
from tests.town import BACKEND

LANGUAGES = {"fr": "ltr", "ar": "rtl"}
CODE = re.compile(r"\b[2-9B-DF-HJKMNP-TV-XZ]{8}\b")
# Forms sent as they should not be: each answers with what to mend.
LEFT_EMPTY = (
    "public:report", "account_login", "host:link_open", "staff:receive", "staff:receive_about", "staff:case_needs", "staff:plan_new",
    "staff:appointment_new", "staff:appointment_move", "staff:referral_answer", "staff:referral_withdraw", "admin_desk:organisation",
    "admin_desk:new_account", "admin_desk:account", "shell:account",
)  # fmt: skip
Answering = Callable[[Readers, str], HttpResponse]


@dataclass(frozen=True)
class Sheet:
    """A page as it was answered."""

    path: str
    status: int
    headers: dict[str, str]
    body: bytes


def nothing_here(readers: Readers, language: str) -> HttpResponse:
    return Client().get(f"/{language}/nothing-here/")


def nothing_here_for_staff(readers: Readers, language: str) -> HttpResponse:
    return readers.town.signed_in("caseworker").get(f"/{language}/staff/nothing-here/")


def broken(readers: Readers, language: str) -> HttpResponse:
    return HttpResponse(render_to_string("500.html"), status=500)


def gallery_with_faults(readers: Readers, language: str) -> HttpResponse:
    return Client().get(f"/{language}/design/?wrong")


def forged(readers: Readers, language: str) -> HttpResponse:
    return Client(enforce_csrf_checks=True).post(f"/{language}/report/", {"words": "La porte est fermée depuis lundi."})


def refused(readers: Readers, language: str) -> HttpResponse:
    person = readers.of("caseworker").own("person")
    return readers.of("caseworker").client.post(f"/{language}/staff/people/{person}/open/")  # type: ignore[union-attr]


def signed_out_while_writing(readers: Readers, language: str) -> HttpResponse:
    return Client().post(f"/{language}/staff/cases/{readers.of('caseworker').own('case')}/notes/", NOTE)


def without_a_role(readers: Readers, language: str) -> HttpResponse:
    account, _new = Account.objects.get_or_create(username="without-a-role")
    client = Client()
    client.force_login(account, backend=BACKEND)
    return client.get(f"/{language}/start/")


def asked_for_her_digits(readers: Readers, language: str) -> HttpResponse:
    return _with_her_card(readers).get(f"/{language}/my/open/")


def wrong_digits(readers: Readers, language: str) -> HttpResponse:
    return _with_her_card(readers).post(f"/{language}/my/open/", {"pin": "12"})


def a_no_without_its_reason(readers: Readers, language: str) -> HttpResponse:
    link = readers.town.link_of(readers.town.referral("Amal", "sent"))
    return Client().post(f"/{language}/r/{link}/answer/", {"answer": "decline"})


def asked_for_the_code(readers: Readers, language: str) -> HttpResponse:
    return _with_a_code(readers, language)[1]


def who_it_is(readers: Readers, language: str) -> HttpResponse:
    client, page = _with_a_code(readers, language)
    code = CODE.search(next(one.body for one in outbox.messages() if one.template == "casework.code"))
    assert code
    return client.post(page.request["PATH_INFO"], {"code": code[0]})


def is_this_right(readers: Readers, language: str) -> HttpResponse:
    things = readers.of("caseworker")
    told = {"name": "Amal Exemple", "language": "ar", "age_known": "unknown"}
    assert things.client is not None
    return things.client.post(f"/{language}/staff/receive/{things.own('draft')}/", told, follow=True)


def sent_without_her_yes(readers: Readers, language: str) -> HttpResponse:
    things = readers.of("caseworker")
    assert things.client is not None
    page = f"/{language}/staff/needs/{things.own('need')}/refer/"
    return things.client.post(page, {"to": things.own("service"), "do": "send", "fields_shared": ["identity"]})


def card_just_made(readers: Readers, language: str) -> HttpResponse:
    case = readers.town.case("Olena").public_id
    return readers.town.signed_in("caseworker").post(f"/{language}/staff/cases/{case}/card/", {"once": language})


def pressed_with_nothing_open(readers: Readers, language: str) -> HttpResponse:
    offer = readers.of("newcomer").own("free_offer")
    return Client().get(f"/{language}/my/offers/{offer}/ask/", follow=True)


def asked_for_a_second_factor(readers: Readers, language: str) -> HttpResponse:
    return _after_the_password(readers, language, "code", with_app=True)[1]


def wrong_second_factor(readers: Readers, language: str) -> HttpResponse:
    client, _page = _after_the_password(readers, language, "code", with_app=True)
    return client.post(f"/{language}/sign-in/code/", {"code": "12"})


def an_app_to_set_up(readers: Readers, language: str) -> HttpResponse:
    return _after_the_password(readers, language, "app")[1]


def ten_codes_for_paper(readers: Readers, language: str) -> HttpResponse:
    client, page = _after_the_password(readers, language, "app")
    kept, secret = page.context["form"].sealed, page.context["form"].secret
    with override_settings(PARVIS_SECOND_FACTOR=True):
        return client.post(f"/{language}/sign-in/app/", {"kept": kept, "code": code_at(secret, now())})


def a_password_of_her_own(readers: Readers, language: str) -> HttpResponse:
    return _after_the_password(readers, language, "password", given=True)[1]


def first_half(readers: Readers, language: str) -> HttpResponse:
    return _readmission(readers, language, "admin")


def another_asks(readers: Readers, language: str) -> HttpResponse:
    _readmission(readers, language, "admin")
    mate, _new = Account.objects.get_or_create(username="admin-mate", defaults={"name": "Ben"})
    access.membership(
        mate, readers.town.organisation("mairie"), "admin", starts_on=date(2026, 1, 2 if language == "fr" else 3)
    )
    client = Client()
    client.force_login(mate, backend=BACKEND)
    who = readers.town.account("mediator")
    return client.get(f"/{language}/admin/accounts/{who.public_id}/readmission/")


def _readmission(readers: Readers, language: str, who: str) -> HttpResponse:
    access.long_standing()
    account = readers.town.account("mediator")
    address = f"/{language}/admin/accounts/{account.public_id}/readmission/"
    return readers.town.signed_in(who).post(address, {"reason": "Elle est venue au guichet avec sa carte."})


def asked_for_a_passkey(readers: Readers, language: str) -> HttpResponse:
    _after_the_password(readers, language, "code", with_app=True)
    access.with_passkey(Account.objects.get(username=f"new-with-code-{language}"))
    return _after_the_password(readers, language, "code")[1]


def her_account(readers: Readers, language: str) -> HttpResponse:
    account = _with_everything(readers)
    return _client_of(account).get(f"/{language}/account/")


def a_passkey_to_make(readers: Readers, language: str) -> HttpResponse:
    client = _client_of(_with_everything(readers))
    session = client.session
    session["code_shown"] = now().isoformat()
    session.save()
    return client.get(f"/{language}/account/passkeys/new/")


def _with_everything(readers: Readers) -> Account:
    account, new = Account.objects.get_or_create(username="with-everything", defaults={"name": "Inès"})
    if new:
        access.membership(account, readers.town.organisation("mairie"))
        access.with_app(account, at=now() - timedelta(days=3))
        access.with_passkey(account)
    return Account.objects.get(pk=account.pk)


def _client_of(account: Account) -> Client:
    client = Client()
    client.force_login(account, backend=BACKEND)
    return client


def what_was_typed(readers: Readers, language: str) -> HttpResponse:
    resume = signed_out_while_writing(readers, language).context["resume"]
    return Client().post(f"/{language}/sign-in/", {"login": "caseworker", "password": PASSWORD, "resume": resume})


def _after_the_password(
    readers: Readers, language: str, page: str, *, with_app: bool = False, given: bool = False
) -> tuple[Client, HttpResponse]:
    """The browser of somebody new at the town hall, and a page between her password and her work."""
    account, new = Account.objects.get_or_create(username=f"new-with-{page}-{language}", defaults={"name": "Inès"})
    if new:
        account.set_password(PASSWORD)
        account.save()
        access.membership(account, readers.town.organisation("mairie"))
    if given:
        Account.objects.filter(pk=account.pk).update(password_until=now() + timedelta(days=1))
    if new and with_app:
        access.with_app(account)
    client = Client()
    with override_settings(PARVIS_SECOND_FACTOR=True):
        client.post(f"/{language}/sign-in/", {"login": account.username, "password": PASSWORD})
        return client, client.get(f"/{language}/sign-in/{page}/")


def _with_her_card(readers: Readers) -> Client:
    client = Client()
    client.get(f"/c/{readers.town.card_token}/")
    return client


def _with_a_code(readers: Readers, language: str) -> tuple[Client, HttpResponse]:
    client, link = Client(), readers.of("anonymous").own("accepted_link")
    return client, client.post(f"/{language}/r/{link}/code/", follow=True)


FOR_ANYBODY: tuple[Answering, ...] = (
    nothing_here, broken, forged, signed_out_while_writing, without_a_role, asked_for_her_digits, wrong_digits,
    a_no_without_its_reason, asked_for_the_code, who_it_is, asked_for_a_second_factor, wrong_second_factor, an_app_to_set_up,
    ten_codes_for_paper, what_was_typed, a_password_of_her_own, pressed_with_nothing_open,
)  # fmt: skip
FOR_STAFF: tuple[Answering, ...] = (
    nothing_here_for_staff, refused, is_this_right, sent_without_her_yes, card_just_made, gallery_with_faults, first_half, another_asks,
    asked_for_a_passkey, her_account, a_passkey_to_make,
)  # fmt: skip
BY_NAME = {str(page): page for page in PAGES}
BY_ROUTE = {page.route.name: page for page in reversed(PAGES)}
# Every page by name, and whether it is the public's, the newcomer's or the link's: those keep the stricter promises.
IS_FOR_ANYBODY = {
    **{name: page.has_no_script for name, page in BY_NAME.items()},
    **{f"{name} left empty": BY_ROUTE[name].has_no_script for name in LEFT_EMPTY},
    **{f"link {state}": True for _who, state in LINKS_AT},
    **{way.__name__: way in FOR_ANYBODY for way in (*FOR_ANYBODY, *FOR_STAFF)},
    "design:gallery": False,  # anybody may look, but it shows the parts of every page at once
}


def every_sheet(readers: Readers) -> Iterator[tuple[tuple[str, str], Sheet]]:
    """(name, language) and the page. First what only reads, then what writes."""
    for language in LANGUAGES:
        for name, page in BY_NAME.items():
            yield (name, language), _sheet(readers.client(page).get(readers.address(page, language)))
        for (_who, state), path in zip(LINKS_AT, readers.links(language), strict=True):
            yield (f"link {state}", language), _sheet(Client().get(path))
    for language in LANGUAGES:
        for name in LEFT_EMPTY:
            page = BY_ROUTE[name]
            answer = readers.client(page).post(readers.address(page, language), {"nothing": "typed"})
            assert b'class="summary"' in answer.content, f"{name} says nothing about an empty form"
            yield (f"{name} left empty", language), _sheet(answer)
        for way in (*FOR_ANYBODY, *FOR_STAFF):
            yield (way.__name__, language), _sheet(way(readers, language))


def _sheet(answer: HttpResponse) -> Sheet:
    request = getattr(answer, "request", {"PATH_INFO": "/broken/", "QUERY_STRING": ""})
    path = f"{request['PATH_INFO']}?{request['QUERY_STRING']}".rstrip("?")
    assert b"<h1" in answer.content, f"{path}: {answer.status_code}, {answer.content[:200]!r}"
    return Sheet(path, answer.status_code, dict(answer.items()), answer.content)
