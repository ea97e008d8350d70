"""The demo town in the test store: built once a run, then put back within milliseconds wherever a test needs all of it.

`town` serves a whole module whose tests read and write inside transactions; `town_alive` serves one test of the live server, which
sees only what is committed. On SQLite the built store is kept as a copy in memory; on PostgreSQL it is left standing for the next module, and the tests that need it come last.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client

from parvis.access.models import Account, Organisation
from parvis.casework.links import digest_of
from parvis.casework.models import Case, Referral, ReferralLink
from parvis.cli.town import build
from parvis.core.clock import now
from parvis.core.models import Message
from parvis.engagement.actions.feeds import open_feed
from parvis.people.models import Person, PersonName
from tests.factories.people import herself
from tests.kept_town import keep, kept

BACKEND = "parvis.web.shell.backend.Backend"
OPENED_CARD = re.compile(r"(\w+): /c/([\w-]+)/\s+PIN (\d+)")
INVITATION = re.compile(r"/welcome/([\w-]+)/")


@dataclass
class Town:
    """Where a test finds somebody or something of the demo."""

    card: str
    calendar: str  # the secret of the private calendar of the newcomer whose card the demo prints
    _clients: dict[str, Client] = field(default_factory=dict)

    def account(self, username: str) -> Account:
        """caseworker, mediator, provider, manager, admin, dpo, caseworker2, provider2; mentor and officer, of their own pages."""
        return Account.objects.get(username=username)

    def signed_in(self, username: str) -> Client:
        """A browser of that account."""
        client = Client()
        client.force_login(self.account(username), backend=BACKEND)
        return client

    @cached_property
    def card_token(self) -> str:
        return self.cards["amal"][0]

    @cached_property
    def pin(self) -> str:
        return self.cards["amal"][1]

    @cached_property
    def cards(self) -> dict[str, tuple[str, str]]:
        """By the person's id in the data files: token and PIN."""
        return {who: (token, pin) for who, token, pin in OPENED_CARD.findall(self.card)}

    @cached_property
    def invitation(self) -> str:
        """The secret of the link that the demo prints for a host who has no account yet."""
        found = INVITATION.search(self.card)
        assert found, self.card
        return found[1]

    def at_her_path(self, language: str = "fr", who: str = "amal") -> Client:
        """The browser of somebody whose card the demo prints, opened with her six digits."""
        client, (token, pin) = Client(), self.cards[who]
        client.get(f"/c/{token}/")
        answer = client.post(f"/{language}/my/open/", {"pin": pin})
        assert answer.status_code == 302, answer.content
        return client

    def organisation(self, source_id: str) -> Organisation:
        """By its id in the data files."""
        return Organisation.objects.get(source="demo", source_id=source_id)

    def person(self, name: str) -> Person:
        """By the first word of the Latin name, such as Amal."""
        return PersonName.objects.select_related("person").get(pk=self._names[name]).person

    @cached_property
    def _names(self) -> dict[str, int]:
        return {row.text.split()[0]: row.pk for row in PersonName.objects.all() if row.text.endswith("Exemple")}

    def names(self) -> list[str]:
        """Every name of everybody, in every script."""
        return [row.text for row in PersonName.objects.all()]

    def case(self, name: str) -> Case:
        """The case of a person."""
        return Case.objects.get(person=self.person(name))

    def referral(self, name: str, state: str) -> Referral:
        """A person's referral in a state."""
        found = Referral.objects.filter(case=self.case(name), state=state).first()
        assert found, f"{name} has no referral {state}"
        return found

    def link_of(self, referral: Referral) -> str:
        """The secret of the link that was sent for a referral, found as its receiver finds it: in the message."""
        digests = set(ReferralLink.objects.filter(referral=referral).values_list("token_digest", flat=True))
        for message in Message.objects.filter(template="casework.received").order_by("-id"):
            found = re.search(r"/r/([\w-]+)/", message.body)
            if found and digest_of(found[1]) in digests:
                return found[1]
        raise AssertionError(f"no link was sent for referral {referral.pk}")


class _Keeper:
    """The built store of this run: on SQLite as a copy in memory, on PostgreSQL left standing from one module to the next."""

    built: sqlite3.Connection | None = None
    card = calendar = ""
    stands = False


def tear_down() -> None:
    """An empty store again, on PostgreSQL, where the town was left standing."""
    if _Keeper.stands:
        call_command("flush", verbosity=0, interactive=False)
        _Keeper.stands = False


def _copy(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    source.backup(target)


def _raw() -> Any:
    connection.ensure_connection()
    return connection.connection


def _built() -> tuple[str, str]:
    """The town, with a private calendar opened in it: what the demo prints, and the calendar's secret."""
    card = build.build(now=now()).card
    named = PersonName.objects.select_related("person")
    name = next(row for row in named if row.text.split() == ["Amal", "Exemple"])
    return card, open_feed(by=herself(name.person), at=now())


@contextmanager
def standing() -> Iterator[Town]:
    """The town committed to the store, and the store as it was before at the end."""
    if connection.vendor != "sqlite":
        if not _Keeper.stands:
            (_Keeper.card, _Keeper.calendar), _Keeper.stands = _built(), True
        yield Town(_Keeper.card, _Keeper.calendar)
        return
    empty = sqlite3.connect(":memory:")
    _copy(_raw(), empty)
    if _Keeper.built is None and (known := kept()):
        _Keeper.built, (_Keeper.card, _Keeper.calendar) = known
    if _Keeper.built is None:
        _Keeper.card, _Keeper.calendar = _built()
        _Keeper.built = sqlite3.connect(":memory:", check_same_thread=False)
        _copy(_raw(), _Keeper.built)
        keep(_Keeper.built, (_Keeper.card, _Keeper.calendar), Path(settings.PARVIS_KEYS))
    else:
        _copy(_Keeper.built, _raw())
    yield Town(_Keeper.card, _Keeper.calendar)
    _copy(empty, _raw())
    empty.close()


@pytest.fixture(scope="module")
def town_of_module(django_db_setup: None, django_db_blocker: Any) -> Iterator[Town]:
    with django_db_blocker.unblock(), standing() as town:
        yield town


@pytest.fixture
def town(town_of_module: Town, db: None) -> Town:
    """The town, for one test in a transaction: what it writes is gone afterwards."""
    return town_of_module


@pytest.fixture
def town_alive(transactional_db: None) -> Iterator[Town]:
    """The town, committed, for one test of the live server. What it has written is gone with the whole of it."""
    with standing() as town:
        yield town
    _Keeper.stands = False  # Django empties the store after such a test
