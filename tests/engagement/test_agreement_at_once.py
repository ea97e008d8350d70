"""Several at once, on a committed store: all sign at the same moment, two press the same button, two amend."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parvis.engagement import actions
from parvis.engagement.agreement_entries import Amendment
from parvis.engagement.agreement_errors import NothingToSign, OutcomeAnswered, TextChanged
from parvis.engagement.models import OutcomeCheck, Signature
from parvis.kernel.errors import ParvisError, Refused, Stale
from tests.at_once import at_once
from tests.factories import agreements
from tests.factories.access import NOW
from tests.factories.agreements import BODY, PARTICIPANT, PROGRAMME, TUTOR, Workshop


def signing(here: Workshop, row: object, party: int, *, edition: int = 1) -> Callable[[], object]:
    return lambda: actions.sign(
        agreement_public_id=row.public_id, edition=edition, party=party, by=here.signer(party), at=NOW
    )


@pytest.fixture
def here(many_writers: None) -> Workshop:
    return agreements.workshop()


def test_all_the_others_sign_at_once_and_it_is_in_force_once(here: Workshop) -> None:
    row = agreements.sent(here)
    agreements.sign(here, row, PARTICIPANT)
    given = at_once(*(signing(here, row, party) for party in (TUTOR, BODY, PROGRAMME)))
    assert all(isinstance(one, Signature) for one in given), given
    row.refresh_from_db()
    assert row.state == "in_force"
    assert row.parties.filter(owes_edition__isnull=False).count() == 0
    assert [one.state for one in row.editions.all()] == ["in_force"]


def test_the_same_signature_sent_twice_counts_once(here: Workshop) -> None:
    row = agreements.sent(here)
    given = at_once(signing(here, row, PARTICIPANT), signing(here, row, PARTICIPANT))
    assert sorted(type(one).__name__ for one in given) == ["NothingToSign", "Signature"]
    assert any(isinstance(one, NothingToSign) for one in given)
    assert Signature.objects.count() == 1
    row.refresh_from_db()
    assert row.state == "partly_signed"


def test_two_amend_at_once_and_the_second_sees_that_it_is_stale(here: Workshop) -> None:
    row = agreements.in_force(here)
    amendment = Amendment(changes=[agreements.hours_change(row)], reason="hours")

    def amending() -> object:
        return actions.amend(
            agreement_public_id=row.public_id, amendment=amendment, version=row.version, by=here.worker, at=NOW
        )

    given = at_once(amending, amending)
    assert sum(isinstance(one, Stale) for one in given) == 1, given
    row.refresh_from_db()
    assert (row.state, row.edition, row.editions.count()) == ("amended", 2, 2)


def test_one_signs_while_the_other_says_no(here: Workshop) -> None:
    row = agreements.in_force(here)
    agreements.amend(here, row)

    def declining() -> object:
        return actions.decline_to_sign(agreement_public_id=row.public_id, edition=2, party=BODY, by=here.member, at=NOW)

    signed, declined = at_once(signing(here, row, PARTICIPANT, edition=2), declining)
    # In whichever order they came: the amendment is off, and a late signature was told so.
    assert isinstance(signed, Signature | Refused), signed
    assert not isinstance(declined, ParvisError), declined
    row.refresh_from_db()
    assert row.state == "in_force"
    assert [one.state for one in row.editions.order_by("number")] == ["in_force", "withdrawn"]
    assert row.parties.filter(owes_edition__isnull=False).count() == 0


def test_a_signature_of_the_old_text_loses_to_an_amendment(here: Workshop) -> None:
    row = agreements.in_force(here)
    agreements.amend(here, row)
    (given,) = at_once(signing(here, row, PARTICIPANT, edition=1))
    assert isinstance(given, TextChanged)


def test_she_and_her_adviser_answer_at_once_and_one_answer_stays(here: Workshop) -> None:
    (check,) = actions.plan_outcome_checks(engagement_id=here.engagement.pk, months=[0], by=here.worker, at=NOW)

    def answering(said: str, by: object) -> Callable[[], object]:
        return lambda: actions.answer_outcome(check_public_id=check.public_id, answer=said, by=by, at=NOW)

    given = at_once(answering("yes", here.herself), answering("no", here.worker))
    assert sum(isinstance(one, OutcomeCheck) for one in given) == 1
    assert sum(isinstance(one, OutcomeAnswered) for one in given) == 1
    check.refresh_from_db()
    assert check.answer == ("yes" if check.noted_by_id is None else "no")
