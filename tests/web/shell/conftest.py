"""A colleague who has no second factor yet, in a house that asks for one."""

import pytest

from parvis.access.models import Account
from tests.factories import access

PASSWORD = "a-long-enough-secret"


@pytest.fixture
def factor_required(settings: object) -> None:
    settings.PARVIS_SECOND_FACTOR = True


@pytest.fixture
def ines(factor_required: None, db: None) -> Account:
    who = access.actions.create_account(username="ines", name="Inès", password=PASSWORD, by=access.SETUP, at=access.NOW)
    access.membership(who, access.controller())
    return who
