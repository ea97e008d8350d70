"""Between the password and the second factor nobody is signed in; who has none sets one up before anything is shown."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client

from parvis.access.models import Account, CodeApp
from parvis.core.clock import now
from parvis.engines.secrecy.onetime import code_at
from tests.factories import access
from tests.routes import AT_WORK, EVERYBODY, ROUTES, Route
from tests.things import Things
from tests.web.shell.conftest import PASSWORD

LONG = "Elle cherche un toit pour trois."
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("factor_required")]


def enter(client: Client, **more: str) -> str:
    return client.post("/fr/sign-in/", {"login": "ines", "password": PASSWORD, **more})["Location"]


def shown(html: str) -> tuple[str, str]:
    """The secret on the page as one types it, and the sealed one of its form."""
    fours = re.search(r"<b>((?:[A-Z2-7]{4} ?){8})</b>", html)
    assert fours, html
    return fours[1].replace(" ", ""), unescape(re.search(r'name="kept" value="([^"]+)"', html)[1])


def codes_on(html: str) -> list[str]:
    return re.findall(r"[2-9B-DF-HJ-NP-TV-XZ]{5}-[2-9B-DF-HJ-NP-TV-XZ]{5}", html)


def is_in(client: Client) -> bool:
    return client.get("/fr/staff/day/").status_code == 200


def test_who_has_none_sets_one_up_first(client: Client, ines: Account) -> None:
    assert enter(client, next="/fr/staff/people/") == "/fr/sign-in/app/"
    assert client.get("/fr/sign-in/code/")["Location"] == "/fr/sign-in/app/"
    assert not is_in(client)
    secret, kept = shown(client.get("/fr/sign-in/app/").content.decode())
    wrong = client.post("/fr/sign-in/app/", {"code": "000000", "kept": kept}).content.decode()
    assert shown(wrong)[0] == secret, "the telephone has photographed it already"
    assert not is_in(client)
    assert not CodeApp.objects.exists()
    page = client.post("/fr/sign-in/app/", {"code": code_at(secret, now()), "kept": kept})
    assert "no-store" in page["Cache-Control"]
    assert len(codes_on(page.content.decode())) == 10
    assert 'href="/fr/staff/people/"' in page.content.decode()
    assert is_in(client)
    assert not codes_on(client.get("/fr/account/").content.decode()), "shown once"


def test_then_the_code_of_the_app_each_time(client: Client, ines: Account) -> None:
    secret, paper = access.with_app(ines)
    assert enter(client) == "/fr/sign-in/code/"
    wrong = client.post("/fr/sign-in/code/", {"code": "000000"})
    assert wrong.status_code == 200 and 'class="summary"' in wrong.content.decode()
    assert not is_in(client)
    assert client.post("/fr/sign-in/code/", {"code": code_at(secret, now())})["Location"] == "/fr/start/"
    assert is_in(client)
    thief = Client()
    enter(thief)
    assert thief.post("/fr/sign-in/code/", {"code": code_at(secret, now())}).status_code == 200, "taken once"
    assert not is_in(thief)
    assert thief.post("/fr/sign-in/code/", {"code": paper[0]}).status_code == 302
    assert is_in(thief)


def test_an_app_is_asked_for_where_none_is_required_too(client: Client, ines: Account, settings: object) -> None:
    settings.PARVIS_SECOND_FACTOR = False
    access.with_app(ines)
    assert enter(client) == "/fr/sign-in/code/"
    assert not is_in(client)


def test_whoever_never_worked_here_needs_none(client: Client) -> None:
    access.actions.create_account(username="ines", name="Inès", password=PASSWORD, by=access.SETUP, at=access.NOW)
    assert enter(client) == "/fr/start/"


def test_nobody_sets_up_an_app_over_one_there_is(client: Client, ines: Account) -> None:
    access.with_app(ines)
    enter(client)
    for sent in ({}, {"code": "123456", "kept": "x"}):
        assert client.post("/fr/sign-in/app/", sent)["Location"] == "/fr/sign-in/code/"


def test_the_sealed_secret_of_one_is_not_another_s(client: Client, ines: Account) -> None:
    enter(client)
    secret, kept = shown(client.get("/fr/sign-in/app/").content.decode())
    other = access.actions.create_account(
        username="omar", name="Omar", password=PASSWORD, by=access.SETUP, at=access.NOW
    )
    access.membership(other, access.controller())
    victim = Client()
    victim.post("/fr/sign-in/", {"login": "omar", "password": PASSWORD})
    page = victim.post("/fr/sign-in/app/", {"code": code_at(secret, now()), "kept": kept})
    assert not codes_on(page.content.decode())
    assert not CodeApp.objects.exists()


def test_no_disguise_gives_more_tries(client: Client, ines: Account) -> None:
    secret, paper = access.with_app(ines)
    for number in range(5):
        other = Client(REMOTE_ADDR=f"203.0.113.{number}", headers={"x-forwarded-for": f"198.51.100.{number}"})
        enter(other)
        other.post("/fr/sign-in/code/", {"code": "000000"})
    enter(client)
    for code in (code_at(secret, now()), paper[0]):
        page = client.post("/fr/sign-in/code/", {"code": code})
        assert (
            page.status_code == 200
            and "5" in re.search(r'class="summary".*?</div>', page.content.decode(), re.DOTALL)[0]
        )
    assert not is_in(client)


def test_a_password_that_is_changed_meanwhile_ends_the_waiting(client: Client, ines: Account) -> None:
    _secret, paper = access.with_app(ines)
    enter(client)
    access.actions.change_password(
        account_id=ines.pk, old=PASSWORD, new="another-long-secret", by=access.SETUP, at=access.NOW
    )
    assert client.post("/fr/sign-in/code/", {"code": paper[0]})["Location"] == "/fr/sign-in/"
    assert not is_in(client)


def test_what_was_typed_waits_behind_the_code_too(client: Client, ines: Account) -> None:
    _secret, paper = access.with_app(ines)
    page = client.post("/fr/staff/people/", {"words": LONG}).content.decode()
    resume = unescape(re.search(r'name="resume" value="([^"]+)"', page)[1])
    assert enter(client, resume=resume) == "/fr/sign-in/code/"
    assert client.post("/fr/sign-in/code/", {"code": paper[0]})["Location"] == "/fr/sign-in/typed/"
    assert LONG in client.get("/fr/sign-in/typed/").content.decode()
    assert client.get("/fr/sign-in/typed/")["Location"] == "/fr/start/", "once"


def test_a_role_given_since_the_sign_in_opens_nothing_without(client: Client) -> None:
    who = access.actions.create_account(username="ines", name="Inès", password=PASSWORD, by=access.SETUP, at=access.NOW)
    enter(client)
    access.membership(who, access.controller())
    assert "/fr/sign-in/" in client.get("/fr/staff/day/")["Location"]
    client.force_login(who)
    assert client.get("/api/v1/session").status_code == 401
    assert not is_in(client)


def test_another_telephone_takes_a_code_of_the_first(client: Client, ines: Account) -> None:
    first, paper = access.with_app(ines)
    enter(client)
    client.post("/fr/sign-in/code/", {"code": paper[0]})
    elsewhere = Client()
    enter(elsewhere)
    elsewhere.post("/fr/sign-in/code/", {"code": paper[1]})
    assert 'name="kept"' not in client.get("/fr/account/app/").content.decode()
    assert client.post("/fr/account/app/", {"code": "000000"}).status_code == 200
    assert client.post("/fr/account/app/", {"code": code_at(first, now())}).status_code == 302
    secret, kept = shown(client.get("/fr/account/app/").content.decode())
    page = client.post("/fr/account/app/", {"code": code_at(secret, now()), "kept": kept})
    assert len(codes_on(page.content.decode())) == 10
    assert is_in(client)
    assert not is_in(elsewhere)
    assert CodeApp.objects.get().secret == secret


def test_other_codes_and_another_password_end_the_other_sessions(client: Client, ines: Account) -> None:
    _secret, paper = access.with_app(ines)
    browsers = [client, Client(), Client()]
    for browser, code in zip(browsers, paper, strict=False):
        enter(browser)
        browser.post("/fr/sign-in/code/", {"code": code})
    page = client.post("/fr/account/codes/", {"code": paper[5]})
    assert len(codes_on(page.content.decode())) == 10
    assert [is_in(one) for one in browsers] == [True, False, False]
    enter(browsers[1])
    browsers[1].post("/fr/sign-in/code/", {"code": codes_on(page.content.decode())[0]})
    new = {"old": PASSWORD, "password": "another-long-secret", "again": "another-long-secret"}
    assert client.post("/fr/account/", {**new, "old": "wrong"}).status_code == 200
    assert client.post("/fr/account/", {**new, "again": "x"}).status_code == 200
    assert client.post("/fr/account/", new).status_code == 302
    assert [is_in(one) for one in browsers] == [True, False, False]


def answers(client: Client, route: Route, things: Things) -> list[tuple[int, str]]:
    own = {kind: things.own(kind) if things.has(kind) else things.nothing(kind) for kind in route.things}
    path = route.path.format(lang="fr", **own)
    found = (client.get(path), client.post(path, {}))
    return [(one.status_code, one.get("Location", "")) for one in found]


def test_half_signed_in_one_meets_what_a_stranger_meets_everywhere(town: object, settings: object) -> None:
    """Over every address: what is not for a stranger is not for somebody who has only a password."""
    settings.PARVIS_SECOND_FACTOR = False  # of whoever has set one up it is asked all the same
    account = town.account("caseworker")
    access.with_app(account, at=now() - timedelta(hours=1))
    things = Things(town, "caseworker", town.signed_in("caseworker"))
    from parvis.cli.town.registers import PASSWORD as PRINTED

    half, asked, opened = Client(), 0, []
    half.post("/fr/sign-in/", {"login": "caseworker", "password": PRINTED})
    cookie = half.cookies[settings.SESSION_COOKIE_NAME].value
    for route in ROUTES:
        open_to_all = route.may == EVERYBODY and not route.name.startswith("shell:")
        if open_to_all or route.name == "shell:leave":  # the quick exit ends the waiting as well
            continue
        half = Client()
        half.cookies[settings.SESSION_COOKIE_NAME] = cookie
        assert half.session.get("account_login"), f"no longer waiting for the code at {route.name}"
        met = answers(half, route, things)
        asked += len(met)
        if route.may != EVERYBODY and met != answers(Client(), route, things):
            opened.append(route.name)
        assert "_auth_user_id" not in half.session, route.name
    assert asked > 200
    assert not opened


def test_the_account_page_is_for_whoever_works_here() -> None:
    assert {route.may for route in ROUTES if route.name.startswith("shell:account")} == {AT_WORK}
