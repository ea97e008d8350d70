"""Two administrators let a colleague in again; one alone, herself among them, can't."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from parvis.access import actions
from parvis.access.errors import ByAnother, CodeWrong, PasswordKnown, ReadmissionOver, TooNew, WorksElsewhere
from parvis.access.models import Account, CodeApp, Membership, Organisation, Readmission
from parvis.access.readmitting import readmission_of, readmissions_waiting
from parvis.core.models import Change, Message
from parvis.kernel.actor import Actor
from parvis.kernel.errors import Invalid, NotFound
from tests.factories import access
from tests.factories.access import NOW, SETUP

WHY = "Elle est venue au guichet"
pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> Organisation:
    return access.controller()


@pytest.fixture
def admins(ours: Organisation) -> tuple[Actor, Actor]:
    both = access.worker(ours, "admin", name="Ana"), access.worker(ours, "admin", name="Ben")
    access.long_standing()
    return both


@pytest.fixture
def lost(ours: Organisation) -> Account:
    who = access.account(name="Inès", password="a-long-enough-secret")
    access.membership(who, ours)
    access.with_app(who)
    return Account.objects.get(pk=who.pk)


def ask(lost: Account, by: Actor, **more: object) -> str:
    return actions.ask_to_readmit(**{"account_public_id": lost.public_id, "reason": WHY, "at": NOW, **more}, by=by).text


def agree(by: Actor, **more: object) -> str:
    row = Readmission.objects.order_by("id").last()
    return actions.agree_to_readmit(**{"public_id": row.public_id, "reason": WHY, "at": NOW, **more}, by=by).text


def test_two_halves_make_a_password_and_the_old_factors_go(lost: Account, admins: tuple[Actor, Actor]) -> None:
    began_with = lost.get_session_auth_hash()
    first = ask(lost, admins[0])
    lost.refresh_from_db()
    assert lost.get_session_auth_hash() == began_with, "nothing changes before the second"
    assert CodeApp.objects.filter(account=lost).exists()
    second = agree(admins[1])
    lost.refresh_from_db()
    assert lost.check_password(first + second)
    assert lost.password_until == NOW + timedelta(hours=24)
    assert lost.get_session_auth_hash() != began_with
    assert not CodeApp.objects.filter(account=lost).exists()
    assert not lost.recovery_codes.exists()
    assert not readmissions_waiting(admins[0], at=NOW)


def test_one_alone_can_not(lost: Account, admins: tuple[Actor, Actor]) -> None:
    ask(lost, admins[0])
    with pytest.raises(ByAnother):
        agree(admins[0])
    row = Readmission.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Readmission.objects.filter(pk=row.pk).update(agreed_by_id=admins[0].account_id)


def test_nor_she_herself(admins: tuple[Actor, Actor]) -> None:
    own = Account.objects.get(pk=admins[0].account_id)
    with pytest.raises(ByAnother):
        ask(own, admins[0])
    ask(own, admins[1])
    with pytest.raises(ByAnother):
        agree(admins[0])
    row = Readmission.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Readmission.objects.filter(pk=row.pk).update(agreed_by_id=admins[0].account_id)


def test_nor_whoever_is_no_administrator_of_hers(
    lost: Account, ours: Organisation, admins: tuple[Actor, Actor]
) -> None:
    ask(lost, admins[0])
    strangers = [
        access.worker(access.controller(), "admin"),
        *(access.worker(ours, one) for one in ("manager", "dpo", "caseworker")),
    ]
    for stranger in strangers:
        with pytest.raises(NotFound):
            ask(lost, stranger)
        with pytest.raises(NotFound):
            agree(stranger)
        with pytest.raises(NotFound):
            readmission_of(stranger, lost.public_id, at=NOW)
        assert readmissions_waiting(stranger, at=NOW) == []


def test_who_works_for_another_controller_too_is_not_theirs_to_let_in(
    lost: Account, admins: tuple[Actor, Actor]
) -> None:
    access.membership(lost, access.controller())
    with pytest.raises(WorksElsewhere):
        ask(lost, admins[0])


@pytest.mark.parametrize("days", [0, 3, 6])
def test_an_administrator_made_for_the_purpose_is_none(
    days: int, lost: Account, ours: Organisation, admins: tuple[Actor, Actor]
) -> None:
    """Whatever day it is said to run from."""
    puppet = access.worker(ours, "admin", name="Puppet")
    Membership.objects.filter(account_id=puppet.account_id).update(created_at=NOW - timedelta(days=days))
    with pytest.raises(TooNew):
        ask(lost, puppet)
    ask(lost, admins[0])
    with pytest.raises(TooNew):
        agree(puppet)


def test_a_day_later_it_is_over(lost: Account, admins: tuple[Actor, Actor]) -> None:
    ask(lost, admins[0])
    with pytest.raises(ReadmissionOver):
        agree(admins[1], at=NOW + timedelta(hours=24))
    assert not readmissions_waiting(admins[1], at=NOW + timedelta(hours=24))


def test_a_no_and_a_second_yes_are_too_late(lost: Account, admins: tuple[Actor, Actor]) -> None:
    ask(lost, admins[0])
    actions.refuse_to_readmit(public_id=Readmission.objects.get().public_id, by=admins[1], at=NOW)
    with pytest.raises(ReadmissionOver):
        agree(admins[1])
    ask(lost, admins[0])
    agree(admins[1])
    with pytest.raises(ReadmissionOver):
        agree(admins[1])


def test_asked_again_it_is_another_half_and_another_administrator_does_not_take_over(
    lost: Account, admins: tuple[Actor, Actor]
) -> None:
    first, again = ask(lost, admins[0]), ask(lost, admins[0])
    assert first != again
    with pytest.raises(ReadmissionOver):
        ask(lost, admins[1])
    second = agree(admins[1])
    lost.refresh_from_db()
    assert lost.check_password(again + second)
    assert not lost.check_password(first + second)


def test_no_reason_no_half(lost: Account, admins: tuple[Actor, Actor]) -> None:
    with pytest.raises(Invalid):
        ask(lost, admins[0], reason="  ")
    ask(lost, admins[0])
    with pytest.raises(Invalid):
        agree(admins[1], reason="")


def test_both_stand_in_the_log_and_she_is_told_without_a_name(lost: Account, admins: tuple[Actor, Actor]) -> None:
    Account.objects.filter(pk=lost.pk).update(email="ines@example.org")
    first, second = ask(lost, admins[0]), agree(admins[1])
    actors = set(Change.objects.filter(table="access_readmission").values_list("actor", flat=True))
    assert actors == {one.label for one in admins}
    message = Message.objects.get(template="access.readmitted")
    assert message.to == "ines@example.org"
    assert lost.name not in message.subject + message.body
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM access_readmission")
        stored = repr(cursor.fetchall())
    assert not [one for one in (first, second, WHY) if one in stored]


def test_the_password_of_two_is_only_good_to_choose_one_s_own(lost: Account, admins: tuple[Actor, Actor]) -> None:
    both = ask(lost, admins[0]) + agree(admins[1])
    with pytest.raises(PasswordKnown):
        actions.choose_password(account_id=lost.pk, new=both, by=SETUP, at=NOW)
    own = actions.choose_password(account_id=lost.pk, new="a-password-of-hers", by=SETUP, at=NOW)
    assert own.password_until is None
    with pytest.raises(PasswordKnown):
        actions.choose_password(account_id=lost.pk, new="another-one-again", by=SETUP, at=NOW)
    with pytest.raises(CodeWrong):
        actions.check_code(account_id=lost.pk, code="000000", at=NOW)
