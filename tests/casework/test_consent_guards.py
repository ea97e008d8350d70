"""Nothing is sent without a live consent for this very receiver and these very fields; it all ends with it."""

from datetime import timedelta

import pytest

from parvis.casework import actions, queries
from parvis.casework.errors import (
    ConsentMissing,
    IdentityClosed,
    PreviewMissing,
    PreviewNamesPerson,
    ReceiverUnreachable,
)
from parvis.casework.models import Referral, ReferralLink, Share
from parvis.core import outbox
from parvis.kernel.errors import NotFound, ParvisError, Refused, Stale
from parvis.people import actions as people_actions
from tests.factories import access, casework, people
from tests.factories.access import NOW
from tests.factories.casework import FIELDS, Town, act, referral_in


def send(here: Town, **facts: object) -> Referral:
    row = casework.draft(here.worker, here.case, here.receiver, **facts)
    return actions.send_referral(referral_public_id=row.public_id, by=here.worker, at=NOW)


def test_without_any_consent_nothing_is_sent(here: Town) -> None:
    with pytest.raises(ConsentMissing):
        send(here)
    assert not ReferralLink.objects.exists()
    assert not Share.objects.exists()
    assert not outbox.messages().exists()
    assert Referral.objects.get().state == "draft"


def test_a_consent_for_another_receiver_does_not_count(here: Town) -> None:
    people.consent(here.worker, here.person, access.partner(here.controller), *FIELDS)
    with pytest.raises(ConsentMissing):
        send(here)


def test_a_consent_for_fewer_fields_does_not_count(here: Town) -> None:
    people.consent(here.worker, here.person, here.receiver, "language")
    with pytest.raises(ConsentMissing):
        send(here, fields=("language", "identity"))
    assert send(here, fields=("language",)).state == "sent"


def test_an_expired_consent_does_not_count(here: Town) -> None:
    people.consent(here.worker, here.person, here.receiver, *FIELDS, expires_at=NOW + timedelta(days=1))
    row = casework.draft(here.worker, here.case, here.receiver)
    with pytest.raises(ConsentMissing):
        actions.send_referral(referral_public_id=row.public_id, by=here.worker, at=NOW + timedelta(days=1))


def test_a_receiver_without_contact_is_not_asked(here: Town) -> None:
    listing = access.organisation()
    people.consent(here.worker, here.person, listing, *FIELDS)
    row = casework.draft(here.worker, here.case, listing)
    with pytest.raises(ReceiverUnreachable):
        actions.send_referral(referral_public_id=row.public_id, by=here.worker, at=NOW)


@pytest.mark.parametrize("words", ["For AMÁL and her children", "Call 0639981001", "+33 6 39 98 10 01"])
@pytest.mark.parametrize("field", ["preview", "note"])
def test_what_names_the_person_is_not_sent(here: Town, words: str, field: str) -> None:
    people.consent(here.worker, here.person, here.receiver, *FIELDS)
    with pytest.raises(PreviewNamesPerson) as refused:
        send(here, **{"preview": "A home.", field: words})
    assert refused.value.params == {"field": field}


@pytest.mark.parametrize("words", ["It is for AMÁL", "Ask her: 06 39 98 10 01"])
def test_an_answer_that_names_the_person_does_not_leave(here: Town, words: str) -> None:
    row = referral_in("asked", here)
    with pytest.raises(PreviewNamesPerson) as refused:
        actions.answer_question(referral_public_id=row.public_id, words=words, by=here.worker, at=NOW)
    assert refused.value.params == {"field": "words"}
    (question,) = queries.preview_by_link(casework.token(), NOW).questions
    assert question.answer == ""


def test_without_a_word_on_what_is_needed_nothing_is_sent(here: Town) -> None:
    people.consent(here.worker, here.person, here.receiver, *FIELDS)
    with pytest.raises(PreviewMissing):
        send(here, preview=" ")


def test_two_workers_send_once(here: Town) -> None:
    people.consent(here.worker, here.person, here.receiver, *FIELDS)
    row = casework.draft(here.worker, here.case, here.receiver)
    actions.send_referral(referral_public_id=row.public_id, version=row.version, by=here.worker, at=NOW)
    with pytest.raises(Stale):
        actions.send_referral(referral_public_id=row.public_id, version=row.version, by=here.worker, at=NOW)


def test_the_message_is_neutral_and_only_the_digest_stays(here: Town) -> None:
    row = casework.sent(here)
    message = outbox.messages().get()
    told = message.subject + message.body
    for word in ("Amal", "Exemple", "housing", "Foyer", "urgent", row.number, "sent"):
        assert word not in told
    token = casework.token()
    assert token in message.body
    assert not ReferralLink.objects.filter(token_digest=token).exists()
    assert (message.to, message.language) == (here.receiver.contact_email, here.receiver.language)


def end_by(how: str, here: Town, row: Referral) -> None:
    match how:
        case "consent":
            people_actions.withdraw_consent(consent_public_id=row.consent.public_id, by=here.herself, at=NOW)
        case "person":
            actions.withdraw_referral(referral_public_id=row.public_id, by=here.herself, at=NOW)
        case "sender":
            actions.withdraw_referral(referral_public_id=row.public_id, by=here.worker, at=NOW)


@pytest.mark.parametrize("how", ["consent", "person", "sender"])
@pytest.mark.parametrize("state", ["sent", "asked", "answered", "accepted", "active"])
def test_withdrawal_closes_at_once(here: Town, state: str, how: str) -> None:
    row = referral_in(state, here)
    token = casework.token()
    end_by(how, here, row)
    row.refresh_from_db()
    assert (row.state, row.share.state, row.share.closed_at) == ("withdrawn", "closed", NOW)
    assert outbox.messages().first().template == "casework.changed"
    seen = queries.preview_by_link(token, NOW)
    assert (seen.state, seen.text, seen.topic, seen.fields, seen.language) == ("withdrawn", "", "", (), None)
    signed_in = queries.received_referral(here.member, row.public_id, NOW)
    assert (signed_in.identity, signed_in.preview.text) == (None, "")
    for attempt in (
        lambda: actions.answer_by_link(token=token, answer="accept", at=NOW),
        lambda: actions.send_identity_code(token=token, at=NOW),
        lambda: actions.report_outcome_by_link(token=token, outcome="given", at=NOW),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.code == "casework.referral_closed"


def test_a_code_sent_before_the_withdrawal_opens_nothing(here: Town) -> None:
    row = referral_in("accepted", here)
    token = casework.token()
    actions.send_identity_code(token=token, at=NOW)
    code = casework.code()
    end_by("consent", here, row)
    with pytest.raises(ParvisError):
        actions.open_with_code(token=token, code=code, at=NOW)


def test_a_consent_that_ran_out_closes_before_the_timer_says_so(here: Town) -> None:
    row = referral_in("accepted", here)
    over = row.consent.expires_at
    assert queries.received_referral(here.member, row.public_id, over - timedelta(seconds=1)).identity is not None
    assert queries.received_referral(here.member, row.public_id, over).identity is None
    with pytest.raises(ParvisError):
        actions.open_with_code(token=casework.token(), code="BBBBBBBB", at=over)


@pytest.mark.parametrize("state", ["sent", "asked", "accepted"])
def test_what_is_over_tells_its_receiver_nothing_before_the_timer_says_so(here: Town, state: str) -> None:
    row = referral_in(state, here)
    over = row.expires_at
    seen = queries.received_referral(here.member, row.public_id, over).preview
    assert (seen.state, seen.text, seen.topic, seen.fields, seen.language) == ("expired", "", "", (), None)
    assert (seen.can_answer, seen.is_accepted, seen.questions) == (False, False, [])
    for verb in ("ask", "decline", "start", "done"):
        with pytest.raises(Refused) as refused:
            act(verb, row, here, at=over)
        assert refused.value.code == "casework.referral_closed"


@pytest.mark.parametrize("state", ["withdrawn", "declined", "returned", "expired", "done"])
def test_a_list_of_what_has_ended_tells_no_need(here: Town, state: str) -> None:
    people.consent(here.worker, here.person, here.receiver, *FIELDS)
    need = casework.need(here.worker, here.case, "safety")
    row = casework.sent(here, need_public_id=need.public_id)
    (before,), _more = queries.received(here.member, NOW, tab="new")
    assert before.topic == "safety"
    for verb in casework.REACH[state]:
        act(verb, row, here)
    (after,), _more = queries.received(here.member, NOW, tab="ended")
    assert (after.number, after.state, after.topic, after.service_name) == (row.number, state, "", "")


def test_the_timer_then_makes_it_durable(here: Town) -> None:
    row = referral_in("accepted", here)
    people_actions.expire_consents(at=row.consent.expires_at, by=access.SETUP)
    row.refresh_from_db()
    assert (row.state, row.share.state, row.share.close_reason) == ("expired", "closed", "expired")


def test_a_newer_consent_for_the_same_receiver_keeps_the_share_open(here: Town) -> None:
    row = referral_in("accepted", here)
    newer = people.consent(here.worker, here.person, here.receiver, *FIELDS, at=NOW + timedelta(days=1))
    row.refresh_from_db()
    assert (row.state, row.consent_id, row.expires_at) == ("accepted", newer.pk, newer.expires_at)
    assert queries.received_referral(here.member, row.public_id, NOW + timedelta(days=2)).identity is not None


def test_a_yes_needs_the_consent_to_live_still(here: Town) -> None:
    row = casework.sent(here)
    Referral.objects.filter(pk=row.pk).update(expires_at=row.consent.expires_at + timedelta(days=9))
    with pytest.raises(ConsentMissing):
        actions.answer_as_member(
            referral_public_id=row.public_id, answer="accept", by=here.member, at=row.consent.expires_at
        )


@pytest.mark.parametrize("state", ["done", "declined", "returned"])
def test_the_end_closes_the_share(here: Town, state: str) -> None:
    row = referral_in(state, here)
    assert row.share.state == "closed"
    assert queries.received_referral(here.member, row.public_id, NOW).identity is None


@pytest.mark.parametrize("state", ["sent", "asked", "answered"])
def test_before_a_yes_there_is_no_identity(here: Town, state: str) -> None:
    row = referral_in(state, here)
    assert queries.received_referral(here.member, row.public_id, NOW).identity is None
    with pytest.raises(Refused) as refused:
        actions.send_identity_code(token=casework.token(), at=NOW)
    assert refused.value.code == "casework.not_accepted"


def test_after_a_yes_exactly_the_named_fields_and_it_is_noted(here: Town) -> None:
    row = casework.sent(here, fields=("identity", "language"), note="Calm family.")
    act("accept", row, here)
    identity = queries.received_referral(here.member, row.public_id, NOW).identity
    assert identity is not None
    assert identity.fields == ("identity", "language")
    assert set(identity.values) == {"identity", "language"}
    assert (identity.note, identity.need_words) == ("", "")
    from parvis.core.audit import reads_of

    last = reads_of(here.person.pk).first()
    assert (last.what, last.organisation_id, last.account_id) == ("identity", here.receiver.pk, here.member.account_id)


def test_others_see_nothing(here: Town) -> None:
    row = referral_in("accepted", here)
    stranger = access.worker(access.partner(here.controller), "provider")
    for actor in (stranger, here.worker, access.worker(here.receiver, "manager"), here.herself):
        with pytest.raises(NotFound):
            queries.received_referral(actor, row.public_id, NOW)
    assert queries.received(stranger, NOW, tab="running") == ([], False)


def test_hand_over_itself_asks_again(here: Town) -> None:
    from parvis.casework.shares import hand_over

    row = referral_in("sent", here)
    with pytest.raises(IdentityClosed):
        hand_over(row, actor=here.member, at=NOW)
