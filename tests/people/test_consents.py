from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from parvis.core import events as registry
from parvis.core import transitions
from parvis.core.models import Read
from parvis.kernel.actor import Actor
from parvis.kernel.errors import Invalid, NotFound, Refused
from parvis.people import actions, events, queries
from parvis.people.choices import ConsentState
from parvis.people.entries import Birth
from parvis.people.errors import ConsentNeedsGuardian, OnlyAtTheDesk
from parvis.people.models import Consent, Person
from parvis.people.rules import CONSENT
from tests.factories import access, people
from tests.factories.access import NOW

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def amal(worker: Actor) -> Person:
    return people.person(worker, "Amal")


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """Everything announced."""
    told: list[object] = []
    kinds = (events.ConsentWithdrawn, events.ConsentExpired, events.ConsentReplaced)
    monkeypatch.setattr(registry, "_handlers", {kind: [told.append] for kind in kinds})
    return told


def states(by: Actor, person: Person, at: object = NOW) -> list[str]:
    return [one.state for one in queries.consents_of(by, person.pk, at)]


def live(person: Person, recipient: object, *fields: str, at: object = NOW) -> Consent | None:
    return queries.live_consent(person.pk, recipient.pk, "referral", fields or ("identity",), at)


def withdraw(consent: Consent, by: Actor, at: object = NOW) -> Consent:
    return actions.withdraw_consent(consent_public_id=consent.public_id, by=by, at=at)


def test_given_is_live_for_its_fields_and_recipient_until_its_end(
    worker: Actor, amal: Person, provider: object
) -> None:
    row = people.consent(worker, amal, provider, "contact", "identity", expires_at=NOW + DAY)
    assert (row.fields, row.given_at, row.expires_at) == (["identity", "contact"], NOW, NOW + DAY)
    assert live(amal, provider, "identity", "contact") == row
    assert live(amal, provider, "identity", "needs") is None
    assert live(amal, access.organisation()) is None
    assert live(amal, provider, at=NOW + DAY - timedelta(microseconds=1)) == row
    assert live(amal, provider, at=NOW + DAY) is None


def test_what_is_over_reads_expired_before_any_night(worker: Actor, amal: Person, provider: object) -> None:
    people.consent(worker, amal, provider, expires_at=NOW + DAY)
    assert states(worker, amal, NOW + DAY) == ["expired"]
    assert states(worker, amal, NOW) == ["given"]


def test_the_usual_end_is_the_house_s(worker: Actor, amal: Person, provider: object) -> None:
    assert people.consent(worker, amal, provider).expires_at == NOW + timedelta(days=180)


@pytest.mark.parametrize(("end", "code"), [(NOW, "past"), (NOW - DAY, "past"), (NOW + 733 * DAY, "too_far")])
def test_an_end_that_cannot_be(worker: Actor, amal: Person, provider: object, end: object, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        people.consent(worker, amal, provider, expires_at=end)
    assert refused.value.fields == {"expires_at": code}
    assert states(worker, amal) == []


def test_explained_then_given(worker: Actor, amal: Person, provider: object) -> None:
    terms = people.terms(provider)
    row = actions.explain_consent(person_id=amal.pk, terms=terms, by=worker, at=NOW)
    assert (row.state, live(amal, provider)) == ("explained", None)
    given = actions.give_consent(person_id=amal.pk, terms=terms, explained=row.public_id, by=worker, at=NOW + DAY)
    assert (given.pk, given.explained_at, given.given_at) == (row.pk, NOW, NOW + DAY)
    log = transitions.of("consent", [row.pk])
    assert [(one.frm, one.to, one.account_id) for one in log] == [
        ("", "explained", worker.account_id),
        ("explained", "given", worker.account_id),
    ]


def test_a_yes_is_to_what_was_explained(worker: Actor, amal: Person, provider: object) -> None:
    row = actions.explain_consent(person_id=amal.pk, terms=people.terms(provider), by=worker, at=NOW)
    more = people.terms(provider, "identity", "household")
    with pytest.raises(Invalid):
        actions.give_consent(person_id=amal.pk, terms=more, explained=row.public_id, by=worker, at=NOW)


def test_a_no_is_kept_and_changes_nothing(worker: Actor, amal: Person, provider: object) -> None:
    row = actions.refuse_consent(person_id=amal.pk, terms=people.terms(provider), by=worker, at=NOW)
    assert (row.state, live(amal, provider)) == ("refused", None)
    assert people.consent(worker, amal, provider).state == "given"


def test_withdrawn_by_the_desk_or_by_herself_is_told_at_once(
    worker: Actor, amal: Person, provider: object, heard: list[object]
) -> None:
    for by in (worker, people.herself(amal)):
        row = people.consent(worker, amal, provider)
        withdraw(row, by)
        assert live(amal, provider) is None
        event = heard.pop()
        assert isinstance(event, events.ConsentWithdrawn)
        assert (event.consent_id, event.person_id, event.recipient_id, event.actor) == (
            row.pk,
            amal.pk,
            provider.pk,
            by,
        )
    assert heard == []


def test_what_a_listener_refuses_undoes_the_withdrawal(
    worker: Actor, amal: Person, provider: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(event: object) -> None:
        raise Refused("tests.no")

    row = people.consent(worker, amal, provider)
    monkeypatch.setattr(registry, "_handlers", {events.ConsentWithdrawn: [refuse]})
    with pytest.raises(Refused, match=r"tests\.no"):
        withdraw(row, worker)
    assert live(amal, provider) == row


def test_only_her_own(worker: Actor, amal: Person, provider: object) -> None:
    row = people.consent(worker, amal, provider)
    other = people.herself(people.person(worker, "Sami"))
    for by in (other, access.worker(access.controller()), Actor.public()):
        with pytest.raises(NotFound):
            withdraw(row, by)
    assert live(amal, provider) == row


@pytest.mark.parametrize("act", [actions.explain_consent, actions.give_consent, actions.refuse_consent])
def test_the_card_withdraws_but_does_not_give(amal: Person, provider: object, act: object) -> None:
    with pytest.raises(OnlyAtTheDesk):
        act(person_id=amal.pk, terms=people.terms(provider), by=people.herself(amal), at=NOW)


def test_a_wider_consent_takes_the_place_of_the_older(
    worker: Actor, amal: Person, provider: object, heard: list[object]
) -> None:
    old = people.consent(worker, amal, provider, "identity")
    new = people.consent(worker, amal, provider, "identity", "contact")
    assert states(worker, amal) == ["given", "withdrawn"]
    (event,) = heard
    assert isinstance(event, events.ConsentReplaced)
    assert (event.consent_id, event.by_consent_id) == (old.pk, new.pk)


def test_a_narrower_one_withdraws_what_it_leaves_out(
    worker: Actor, amal: Person, provider: object, heard: list[object]
) -> None:
    old = people.consent(worker, amal, provider, "identity", "contact")
    people.consent(worker, amal, provider, "identity")
    assert [(type(one), one.consent_id) for one in heard] == [(events.ConsentWithdrawn, old.pk)]
    assert live(amal, provider, "contact") is None


def test_one_live_consent_a_recipient_by_the_database_s_word(worker: Actor, amal: Person, provider: object) -> None:
    for recipient in (provider, None):
        row = people.consent(worker, amal, recipient)
        row.pk = None
        row.public_id = "6d3c7a3e-0000-4000-8000-000000000000"
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)


def test_other_recipients_and_purposes_stand_beside(worker: Actor, amal: Person, provider: object) -> None:
    people.consent(worker, amal, provider)
    people.consent(worker, amal, access.organisation())
    people.consent(worker, amal, None)
    people.consent(worker, amal, None, purpose="statistics", fields=[])
    assert states(worker, amal) == ["given"] * 4


def test_the_night_writes_down_what_is_over_once(
    worker: Actor, amal: Person, provider: object, heard: list[object]
) -> None:
    people.consent(worker, amal, provider, expires_at=NOW + DAY)
    people.consent(worker, amal, None, expires_at=NOW + 2 * DAY)
    night = {"by": Actor.system("nightly"), "at": NOW + DAY}
    assert [actions.expire_consents(**night), actions.expire_consents(**night)] == [1, 0]
    assert [type(one) for one in heard] == [events.ConsentExpired]


def test_what_is_over_is_replaced_as_expired(
    worker: Actor, amal: Person, provider: object, heard: list[object]
) -> None:
    people.consent(worker, amal, provider, expires_at=NOW + DAY)
    people.consent(worker, amal, provider, at=NOW + 2 * DAY)
    assert states(worker, amal, NOW + 2 * DAY) == ["given", "expired"]
    assert [type(one) for one in heard] == [events.ConsentExpired]


def test_what_is_over_cannot_be_withdrawn(worker: Actor, amal: Person, provider: object) -> None:
    row = people.consent(worker, amal, provider, expires_at=NOW + DAY)
    with pytest.raises(Refused):
        withdraw(row, worker, NOW + DAY)


def test_every_transition_not_listed_is_refused() -> None:
    allowed = {
        ("explained", "given"),
        ("given", "expired"),
        *((frm, to) for frm in ("explained", "given") for to in ("refused", "withdrawn")),
    }
    every = {(str(frm), str(to)) for frm in ConsentState for to in ConsentState}
    assert {(frm, to) for frm, to in every if CONSENT.may(frm, to)} == allowed


def consent_in(state: str, worker: Actor, amal: Person, provider: object) -> Consent:
    """Brought there by the verbs of the room."""
    facts = {"person_id": amal.pk, "terms": people.terms(provider), "by": worker, "at": NOW}
    row = actions.explain_consent(**facts)
    if state == "refused":
        actions.refuse_consent(**facts, explained=row.public_id)
    elif state != "explained":
        actions.give_consent(**facts, explained=row.public_id, expires_at=NOW + DAY)
    if state == "withdrawn":
        withdraw(row, worker)
    elif state == "expired":
        actions.expire_consents(by=worker, at=NOW + DAY)
    row.refresh_from_db()
    assert row.state == state
    return row


@pytest.mark.parametrize("verb", ["give", "refuse", "withdraw"])
@pytest.mark.parametrize("state", list(ConsentState.values))
def test_every_verb_in_every_state(state: str, verb: str, worker: Actor, amal: Person, provider: object) -> None:
    row = consent_in(state, worker, amal, provider)
    facts = {"person_id": amal.pk, "terms": people.terms(provider), "by": worker, "at": NOW + DAY / 2}
    act, to = {
        "give": (lambda: actions.give_consent(**facts, explained=row.public_id), "given"),
        "refuse": (lambda: actions.refuse_consent(**facts, explained=row.public_id), "refused"),
        "withdraw": (lambda: withdraw(row, worker, NOW + DAY / 2), "withdrawn"),
    }[verb]
    log = transitions.of("consent", [row.pk])
    before = log.count()
    if CONSENT.may(state, to):
        act()
        last = log.last()
        assert (last.frm, last.to, last.account_id, last.organisation_id) == (
            state,
            to,
            worker.account_id,
            worker.organisation_id,
        )
    else:
        with pytest.raises(Refused):
            act()
        assert log.count() == before
    row.refresh_from_db()
    assert row.state == (to if CONSENT.may(state, to) else state)


def test_a_no_to_what_was_given_takes_it_back(
    worker: Actor, amal: Person, provider: object, heard: list[object]
) -> None:
    row = consent_in("given", worker, amal, provider)
    terms = people.terms(provider)
    actions.refuse_consent(person_id=amal.pk, terms=terms, explained=row.public_id, by=worker, at=NOW)
    assert live(amal, provider) is None
    assert [(type(one), one.consent_id) for one in heard] == [(events.ConsentWithdrawn, row.pk)]
    actions.refuse_consent(person_id=amal.pk, terms=terms, by=worker, at=NOW)
    assert len(heard) == 1


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"fields": ["everything"]}, "fields"),
        ({"fields": []}, "fields"),
        ({"recipient_id": None}, "recipient"),
        ({"purpose": "curiosity"}, "purpose"),
        ({"text_version": "1999-1"}, "text_version"),
        ({"manner": "nod"}, "manner"),
        ({"language": "??"}, "language"),
    ],
)
def test_terms_that_cannot_be(worker: Actor, amal: Person, provider: object, facts: dict, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        people.consent(worker, amal, provider, **facts)
    assert set(refused.value.fields) == {field}


def test_a_recipient_there_is_none_of(worker: Actor, amal: Person, provider: object) -> None:
    with pytest.raises(NotFound):
        people.consent(worker, amal, provider, recipient_id=provider.pk + 999)


@pytest.mark.parametrize(
    ("birth", "needs"),
    [(people.born(2010, 3, 11), True), (people.born(2010, 3, 10), False), (Birth(precision="year", value=2010), False),
     (Birth(precision="about", value=14), True), (Birth(), False)],
)  # fmt: skip
def test_under_sixteen_an_adult_of_the_household_says_yes(
    worker: Actor, provider: object, birth: Birth, needs: bool
) -> None:
    child, mother = people.person(worker, birth=birth), people.person(worker)
    people.household(worker, (mother, "adult"), (child, "child"))
    if needs:
        with pytest.raises(ConsentNeedsGuardian):
            people.consent(worker, child, provider)
    row = people.consent(worker, child, provider, guardian_id=mother.pk if needs else None)
    assert queries.consent_receipt(worker, row.public_id, NOW).by_guardian is needs


def test_a_guardian_lives_with_the_child_and_is_of_age(worker: Actor, provider: object) -> None:
    child, brother = people.person(worker, birth=people.born(2015)), people.person(worker, birth=people.born(2012))
    people.household(worker, (brother, "adult"), (child, "child"))
    for wrong, error in (
        (people.person(worker).pk, NotFound),
        (child.pk, NotFound),
        (brother.pk, ConsentNeedsGuardian),
    ):
        with pytest.raises(error):
            people.consent(worker, child, provider, guardian_id=wrong)


def test_the_receipt_says_it_in_her_words(worker: Actor, amal: Person, provider: object) -> None:
    row = people.consent(worker, amal, provider, "identity", "contact", language="en", interpreter="Samira")
    receipt = queries.consent_receipt(worker, row.public_id, NOW)
    assert "Foyer du Pont" in receipt.text.paragraphs[0]
    assert [code for code, _ in receipt.text.fields] == ["identity", "contact"]
    assert (receipt.text.language, receipt.text.unread_by_native, receipt.interpreter) == ("en", True, "Samira")
    assert row.expires_at.date().isoformat() in receipt.text.text
    assert Read.objects.get(what="consent").subject_id == row.pk


def test_consents_are_one_query(
    worker: Actor, amal: Person, provider: object, django_assert_num_queries: object
) -> None:
    people.consent(worker, amal, provider)
    people.consent(worker, amal, None)
    with django_assert_num_queries(1):
        assert {one.recipient_name for one in queries.consents_of(worker, amal.pk, NOW)} == {"Foyer du Pont", ""}
