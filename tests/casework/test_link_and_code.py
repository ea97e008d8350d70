"""The link and the one-time code of a receiver without an account."""

from datetime import timedelta

import pytest

from parvis.casework import actions, queries
from parvis.casework.errors import CodeExpired, CodeLocked, CodeWrong, LinkExpired, TooManyCodes
from parvis.casework.models import Referral
from parvis.core.audit import reads_of
from parvis.core.house import house
from parvis.kernel.errors import Invalid, NotFound
from tests.factories import casework, people
from tests.factories.access import NOW
from tests.factories.casework import Town, act


@pytest.fixture
def token(here: Town) -> str:
    casework.sent(here)
    return casework.token()


@pytest.fixture
def accepted(here: Town) -> str:
    row = casework.sent(here)
    act("accept", row, here)
    return casework.token()


def test_opening_changes_nothing_and_is_noted(here: Town, token: str) -> None:
    before = Referral.objects.values().get()
    seen = queries.preview_by_link(token, NOW)
    assert Referral.objects.values().get() == before
    read = reads_of(here.person.pk).first()
    assert (read.what, read.actor.split(":")[0], read.organisation_id) == ("preview", "link", here.receiver.pk)
    assert seen.text == casework.PREVIEW
    assert "Amal" not in repr(seen)
    assert (seen.language, seen.interpreter, seen.household_band, seen.age_band) == ("ar", True, "unknown", None)


def test_only_consented_facts_are_in_the_preview(here: Town) -> None:
    casework.sent(here, fields=("identity",))
    seen = queries.preview_by_link(casework.token(), NOW)
    assert (seen.language, seen.interpreter, seen.household_band, seen.age_band) == (None, None, None, None)


def test_a_wrong_link_is_no_link(here: Town, token: str) -> None:
    for wrong in (token[:-1], token + "x", "", "é"):
        with pytest.raises(NotFound):
            queries.preview_by_link(wrong, NOW)
        with pytest.raises(NotFound):
            actions.answer_by_link(token=wrong, answer="accept", at=NOW)


def test_the_link_expires(here: Town, token: str) -> None:
    over = NOW + timedelta(days=house().link_days)
    assert queries.preview_by_link(token, over - timedelta(seconds=1))
    with pytest.raises(LinkExpired):
        queries.preview_by_link(token, over)
    with pytest.raises(LinkExpired):
        actions.answer_by_link(token=token, answer="accept", at=over)


def test_the_link_never_outlives_the_consent(here: Town) -> None:
    people.consent(here.worker, here.person, here.receiver, *casework.FIELDS, expires_at=NOW + timedelta(days=5))
    row = casework.draft(here.worker, here.case, here.receiver)
    row = actions.send_referral(referral_public_id=row.public_id, by=here.worker, at=NOW)
    assert row.links.get().expires_at == row.expires_at == NOW + timedelta(days=5)


def test_the_link_is_bound_to_one_referral(here: Town, token: str) -> None:
    first = Referral.objects.get()
    second = casework.sent(here)
    actions.answer_by_link(token=token, answer="accept", at=NOW)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("accepted", "sent")


@pytest.mark.parametrize(("answer", "field"), [("decline", "reason"), ("ask", "words"), ("perhaps", "answer")])
def test_an_answer_says_what_it_must(token: str, answer: str, field: str) -> None:
    with pytest.raises(Invalid) as wrong:
        actions.answer_by_link(token=token, answer=answer, at=NOW)
    assert list(wrong.value.fields) == [field]


def test_question_and_answer_by_link(here: Town, token: str) -> None:
    row = actions.answer_by_link(token=token, answer="ask", words="Ground floor?", at=NOW)
    actions.answer_question(referral_public_id=row.public_id, words="No matter.", by=here.worker, at=NOW)
    (question,) = queries.preview_by_link(token, NOW).questions
    assert (question.text, question.answer) == ("Ground floor?", "No matter.")


def test_a_code_opens_once(accepted: str) -> None:
    until = actions.send_identity_code(token=accepted, at=NOW)
    assert until == NOW + timedelta(minutes=20)
    typed = casework.code().lower()
    identity = actions.open_with_code(token=accepted, code=f"{typed[:4]}-{typed[4:]} ", at=NOW)
    assert identity.values["identity"][0]["text"] == "Amal Exemple"
    assert set(identity.values) == set(casework.FIELDS)
    with pytest.raises(CodeExpired):
        actions.open_with_code(token=accepted, code=typed, at=NOW)


def test_a_code_lasts_twenty_minutes(accepted: str) -> None:
    actions.send_identity_code(token=accepted, at=NOW)
    with pytest.raises(CodeExpired):
        actions.open_with_code(token=accepted, code=casework.code(), at=NOW + timedelta(minutes=20))


def test_five_tries_then_a_new_code(accepted: str) -> None:
    actions.send_identity_code(token=accepted, at=NOW)
    right = casework.code()
    for left in (4, 3, 2, 1):
        with pytest.raises(CodeWrong) as wrong:
            actions.open_with_code(token=accepted, code="ABABABAB", at=NOW)
        assert wrong.value.params == {"tries_left": left}
    for typed in ("ABABABAB", right):
        with pytest.raises(CodeLocked):
            actions.open_with_code(token=accepted, code=typed, at=NOW)
    actions.send_identity_code(token=accepted, at=NOW + timedelta(seconds=1))
    assert actions.open_with_code(token=accepted, code=casework.code(), at=NOW + timedelta(seconds=2))


def test_a_new_code_replaces_the_old(accepted: str) -> None:
    actions.send_identity_code(token=accepted, at=NOW)
    old = casework.code()
    actions.send_identity_code(token=accepted, at=NOW + timedelta(seconds=1))
    with pytest.raises(CodeWrong):
        actions.open_with_code(token=accepted, code=old, at=NOW + timedelta(seconds=2))


def test_codes_of_a_day_are_counted(accepted: str) -> None:
    for second in range(5):
        actions.send_identity_code(token=accepted, at=NOW + timedelta(seconds=second))
    with pytest.raises(TooManyCodes):
        actions.send_identity_code(token=accepted, at=NOW + timedelta(seconds=9))
    assert actions.send_identity_code(token=accepted, at=NOW + timedelta(days=2))


def test_a_code_of_one_referral_opens_no_other(here: Town, accepted: str) -> None:
    actions.send_identity_code(token=accepted, at=NOW)
    code = casework.code()
    row = casework.sent(here)
    act("accept", row, here)
    other = casework.token()
    with pytest.raises(CodeExpired):
        actions.open_with_code(token=other, code=code, at=NOW)
    actions.send_identity_code(token=other, at=NOW + timedelta(seconds=1))
    with pytest.raises(CodeWrong):
        actions.open_with_code(token=other, code=code, at=NOW + timedelta(seconds=1))


def test_the_outcome_by_link(here: Town, accepted: str) -> None:
    row = actions.start_by_link(token=accepted, at=NOW)
    row = actions.report_outcome_by_link(token=accepted, outcome="not_given", reason="did_not_come", at=NOW)
    assert (row.state, row.outcome, row.reason) == ("done", "not_given", "did_not_come")
    assert queries.preview_by_link(accepted, NOW).state == "done"


def test_given_back_by_link(accepted: str) -> None:
    assert actions.return_referral_by_link(token=accepted, reason="full", at=NOW).state == "returned"
