"""A request that was sent, its link, and a member of the receiver who signs in."""

import pytest
from django.test import Client

from parvis.access.models import Account
from parvis.casework.models import Referral
from parvis.core.clock import now
from parvis.kernel.actor import Actor
from tests.factories import casework
from tests.factories.casework import Town

PHONE = "06 39 98 10 01"
SECRETS = ("Amal", "Exemple", "39 98 10 01", "39981001")


@pytest.fixture
def here(db: None) -> Town:
    return casework.town()


@pytest.fixture
def row(here: Town) -> Referral:
    need = casework.need(here.worker, here.case, words="Amal cherche un toit", at=now())
    return casework.sent(here, at=now(), need_public_id=need.public_id)


@pytest.fixture
def token(row: Referral) -> str:
    return casework.token()


def signed_in(actor: Actor) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=actor.account_id))
    return client


@pytest.fixture
def member(here: Town, row: Referral) -> Client:
    return signed_in(here.member)
