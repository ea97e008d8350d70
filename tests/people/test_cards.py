import pytest

from parvis.core.models import Change
from parvis.kernel.actor import Actor
from parvis.kernel.errors import Invalid, NotFound
from parvis.people import actions, queries
from parvis.people.errors import CardLocked, PinWrong
from parvis.people.models import Card, Person
from parvis.people.rules import is_pin
from tests.factories import access, people
from tests.factories.access import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def amal(worker: Actor) -> Person:
    return people.person(worker, "Amal")


@pytest.fixture
def card(worker: Actor, amal: Person) -> actions.IssuedCard:
    return people.card(worker, amal)


def open_it(card: actions.IssuedCard, pin: str = "481526") -> actions.Opened:
    return actions.open_with_pin(token=card.token, pin=pin, at=NOW)


def actor(opened: actions.Opened) -> Actor | None:
    page = queries.own_page_of_card(opened.card_id, epoch=opened.epoch, language="ar")
    return page.actor if page else None


def test_qr_then_pin_opens_her_own_path(amal: Person, card: actions.IssuedCard) -> None:
    entry = queries.card_entry(card.token)
    assert (entry.language, entry.locked) == ("ar", False)
    her = actor(open_it(card))
    assert her == people.herself(amal)


@pytest.mark.parametrize("pin", ["٤٨١٥٢٦", "481 526", " 481526 "])
def test_her_own_digits_will_do(card: actions.IssuedCard, pin: str) -> None:
    assert open_it(card, pin).card_id == card.card_id


def test_five_tries_then_the_desk(card: actions.IssuedCard) -> None:
    left = []
    for pin in ("000000", "", "4815260", "x"):
        with pytest.raises(PinWrong) as wrong:
            open_it(card, pin)
        left.append(wrong.value.tries_left)
    assert left == [4, 3, 2, 1]
    for pin in ("999999", "481526"):
        with pytest.raises(CardLocked):
            open_it(card, pin)
    assert queries.card_entry(card.token).locked


def test_the_right_pin_gives_the_tries_back(card: actions.IssuedCard) -> None:
    for _ in range(2):
        with pytest.raises(PinWrong):
            open_it(card, "000000")
        open_it(card)
    assert Card.objects.get().tries_left == 5


def test_a_new_card_ends_the_old_one_and_its_sessions(worker: Actor, amal: Person, card: actions.IssuedCard) -> None:
    opened = open_it(card)
    new = actions.issue_card(person_id=amal.pk, by=worker, at=NOW)
    assert actor(opened) is None
    with pytest.raises(NotFound):
        queries.card_entry(card.token)
    with pytest.raises(NotFound):
        open_it(card)
    assert actor(open_it(new, new.pin)) is not None


def test_wrong_torn_and_revoked_are_the_same(card: actions.IssuedCard) -> None:
    for token in ("", "x" * 500, card.token[:-1], card.token.upper() + "a", "\x00"):
        with pytest.raises(NotFound):
            queries.card_entry(token)
        with pytest.raises(NotFound):
            actions.open_with_pin(token=token, pin="481526", at=NOW)


def test_i_am_done_ends_every_session(worker: Actor, amal: Person, card: actions.IssuedCard) -> None:
    opened = open_it(card)
    actions.end_sessions(card_id=card.card_id, by=people.herself(amal), at=NOW)
    assert actor(opened) is None
    assert actor(open_it(card)) is not None


def test_nobody_ends_the_sessions_of_another(worker: Actor, card: actions.IssuedCard) -> None:
    for by in (people.herself(people.person(worker)), access.worker(access.controller())):
        with pytest.raises(NotFound):
            actions.end_sessions(card_id=card.card_id, by=by, at=NOW)


def test_neither_secret_is_kept_or_shown(card: actions.IssuedCard) -> None:
    row = Card.objects.get()
    assert card.token not in row.token_digest
    assert len(row.token_digest) == 64
    assert "481526" not in row.pin_hash
    assert row.pin_hash.count("$") >= 2
    assert card.token not in repr(card)
    assert card.pin not in repr(card)


@pytest.mark.parametrize("pin", ["", "12345", "111111", "123456", "987654", "abcdef", "4815262"])
def test_a_pin_everybody_tries_first_is_none(worker: Actor, amal: Person, pin: str) -> None:
    with pytest.raises(Invalid):
        actions.issue_card(person_id=amal.pk, pin=pin, by=worker, at=NOW)


def test_the_pin_given_is_one(worker: Actor, amal: Person) -> None:
    pins = {actions.issue_card(person_id=amal.pk, by=worker, at=NOW).pin for _ in range(5)}
    assert len(pins) > 1
    assert all(is_pin(pin, 6) for pin in pins)


def test_a_try_is_written_by_the_card(card: actions.IssuedCard) -> None:
    open_it(card)
    assert Change.objects.filter(table="people_card", operation="U").get().actor == "system:people.card"


def test_a_session_asks_once(card: actions.IssuedCard, django_assert_num_queries: object) -> None:
    opened = open_it(card)
    with django_assert_num_queries(1):
        actor(opened)
