"""Two people at one record in the same moment, each on a connection of their own. One of them may come second; nobody fails."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from parvis.casework import actions
from parvis.casework.errors import AlreadyAnswered, CaseExists, ReferralClosed
from parvis.casework.models import Share
from parvis.kernel.errors import ParvisError
from parvis.people import actions as people_actions
from tests.factories import casework, people
from tests.factories.access import NOW

ROUNDS = 6
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _several_connections() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite's tests have one connection; its one write lock lets nobody pass beside another")


def at_once(*works: Callable[[], object]) -> list[object]:
    """What each gave, or the refusal it met; anything else is raised."""
    ready = Barrier(len(works))

    def run(work: Callable[[], object]) -> object:
        ready.wait()
        try:
            return work()
        except ParvisError as refusal:
            return type(refusal)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_a_yes_and_her_no_in_the_same_moment(_round: int) -> None:
    here = casework.town()
    row, token = casework.sent(here), casework.token()
    consent = row.consent.public_id
    _, taken_back, _ = at_once(
        lambda: casework.act("accept", row, here),
        lambda: people_actions.withdraw_consent(consent_public_id=consent, by=here.herself, at=NOW),
        lambda: actions.answer_by_link(token=token, answer="accept", at=NOW),
    )
    row.refresh_from_db()
    assert taken_back.state == "withdrawn", "her no is never lost"
    assert (row.state, row.consent.state) == ("withdrawn", "withdrawn")
    assert Share.objects.get(referral=row).state == "closed"


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_sending_and_her_no_in_the_same_moment(_round: int) -> None:
    here = casework.town()
    consent = people.consent(here.worker, here.person, here.receiver, *casework.FIELDS)
    row = casework.draft(here.worker, here.case, here.receiver)
    at_once(
        lambda: casework.act("send", row, here),
        lambda: people.consent(here.worker, here.person, here.receiver, "identity"),
        lambda: people_actions.withdraw_consent(consent_public_id=consent.public_id, by=here.herself, at=NOW),
    )
    row.refresh_from_db()
    assert row.state in {"draft", "withdrawn"}


def test_two_answers_one_counts() -> None:
    here = casework.town()
    row, token = casework.sent(here), casework.token()
    told = at_once(
        lambda: casework.act("accept", row, here),
        lambda: actions.answer_by_link(token=token, answer="decline", reason="full", at=NOW),
    )
    assert len([one for one in told if one in {AlreadyAnswered, ReferralClosed}]) == 1


def test_a_code_opens_once_however_many_try() -> None:
    here = casework.town()
    row, token = casework.sent(here), casework.token()
    casework.act("accept", row, here)
    actions.send_identity_code(token=token, at=NOW)
    code = casework.code()
    told = at_once(*[lambda: bool(actions.open_with_code(token=token, code=code, at=NOW))] * 5)
    assert told.count(True) == 1


def test_five_tries_are_five_however_they_come() -> None:
    here = casework.town()
    card = people.card(here.worker, here.person)
    told = at_once(*[lambda: people_actions.open_with_pin(token=card.token, pin="000000", at=NOW)] * 9)
    assert Counter(one.__name__ for one in told) == {"PinWrong": 4, "CardLocked": 5}


def test_one_file_a_person_and_one_number_a_visitor() -> None:
    here = casework.town()
    who = people.person(here.worker)
    opened = at_once(*[lambda: actions.open_case(person_id=who.pk, by=here.worker, at=NOW)] * 3)
    assert opened.count(CaseExists) == 2
    tickets = at_once(*[lambda: actions.receive_visit(by=here.worker, at=NOW).ticket] * 4)
    assert sorted(tickets) == ["01", "02", "03", "04"]
