"""The second factor: each code once, few tries whoever sends them, nothing of use in the store."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from parvis.access import actions
from parvis.access.entering import factors_of
from parvis.access.errors import CodesWait, CodeWrong, PasswordWrong
from parvis.access.models import Account, CodeApp, RecoveryCode
from parvis.access.rules import LONGEST_WAIT, as_digits, as_printed, as_recovery_code, wait_after
from parvis.core.models import Change
from parvis.core.rotation import rotate
from parvis.engines.secrecy.onetime import code_at
from parvis.kernel.errors import NotFound
from tests.factories import access
from tests.factories.access import NOW, SETUP

LATER = NOW + timedelta(minutes=10)
pytestmark = pytest.mark.django_db


@pytest.fixture
def who() -> Account:
    return access.account(password="a-long-enough-secret")


def refused(who: Account, code: str, at: object = LATER) -> bool:
    try:
        actions.check_code(account_id=who.pk, code=code, at=at)
    except CodeWrong:
        return True
    return False


def test_a_code_is_taken_once(who: Account) -> None:
    secret, _paper = access.with_app(who)
    assert refused(who, code_at(secret, NOW), NOW), "with the one that set it up nobody signs in"
    assert actions.check_code(account_id=who.pk, code=code_at(secret, LATER), at=LATER) == "app"
    assert refused(who, code_at(secret, LATER))
    assert refused(who, code_at(secret, LATER - timedelta(seconds=30)))
    soon = LATER + timedelta(seconds=30)
    assert actions.check_code(account_id=who.pk, code=code_at(secret, soon), at=soon) == "app"


def test_each_of_ten_codes_on_paper_is_good_once(who: Account) -> None:
    _secret, paper = access.with_app(who)
    assert len(set(paper)) == 10
    for code in paper:
        assert actions.check_code(account_id=who.pk, code=as_printed(code).lower(), at=LATER) == "paper"
        assert refused(who, code)
    assert factors_of(who.pk).codes_left == 0


def test_nobody_else_s_code_fits(who: Account) -> None:
    access.with_app(who)
    other = access.account()
    secret, paper = access.with_app(other)
    assert refused(who, paper[0])
    assert refused(who, code_at(secret, LATER))
    assert actions.check_code(account_id=other.pk, code=paper[0], at=LATER) == "paper"


def test_after_five_wrong_ones_nobody_is_heard_and_twice_as_long_each_time(who: Account) -> None:
    secret, _paper = access.with_app(who)
    at, waits = LATER, []
    for _ in range(4):
        for _ in range(5):
            assert refused(who, "000000" if code_at(secret, at) != "000000" else "000001", at)
        with pytest.raises(CodesWait) as error:
            actions.check_code(account_id=who.pk, code=code_at(secret, at), at=at)
        waits.append(error.value.params["minutes"])
        at += timedelta(minutes=waits[-1])
    assert waits == [5, 10, 20, 40]
    assert actions.check_code(account_id=who.pk, code=code_at(secret, at), at=at) == "app"
    assert Account.objects.get(pk=who.pk).wrong_codes == 0
    assert wait_after(500) == LONGEST_WAIT


def test_the_store_holds_neither_secret_nor_code(who: Account) -> None:
    secret, paper = access.with_app(who)
    with connection.cursor() as cursor:
        for model in (CodeApp, RecoveryCode, Change):
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")
            stored = repr(cursor.fetchall())
            assert stored.count("(") > 1
            assert secret not in stored
            assert not [code for code in paper if code in stored]


def test_the_secret_goes_over_to_a_new_key(own_keys: Path, who: Account) -> None:
    secret, _paper = access.with_app(who)
    before = CodeApp.objects.values_list("secret", flat=True).get()
    rotate(["common"], at=NOW, wait=lambda _seconds: None)
    after = CodeApp.objects.values_list("secret", flat=True).get()
    assert str(before) != str(after)
    assert actions.check_code(account_id=who.pk, code=code_at(secret, LATER), at=LATER) == "app"


def test_another_app_ends_the_first_its_paper_and_every_session(who: Account) -> None:
    first, paper = access.with_app(who)
    began_with = Account.objects.get(pk=who.pk).get_session_auth_hash()
    second, _paper = access.with_app(who, at=LATER)
    at = LATER + timedelta(minutes=1)
    assert refused(who, code_at(first, at), at)
    assert refused(who, paper[0], at)
    assert actions.check_code(account_id=who.pk, code=code_at(second, at), at=at) == "app"
    assert Account.objects.get(pk=who.pk).get_session_auth_hash() != began_with


def test_other_codes_for_paper_take_a_code_and_end_the_earlier_ones(who: Account) -> None:
    secret, paper = access.with_app(who)
    with pytest.raises(CodeWrong):
        actions.renew_codes(account_id=who.pk, code="000000", at=LATER)
    others = actions.renew_codes(account_id=who.pk, code=code_at(secret, LATER), at=LATER)
    assert not set(others) & set(paper)
    assert refused(who, paper[0])
    assert actions.check_code(account_id=who.pk, code=others[0], at=LATER) == "paper"


def test_a_code_that_does_not_fit_sets_nothing_up(who: Account) -> None:
    with pytest.raises(CodeWrong):
        actions.set_up_app(account_id=who.pk, secret="A" * 32, code="000000", by=SETUP, at=NOW)
    assert not CodeApp.objects.exists()
    assert not RecoveryCode.objects.exists()


def test_a_closed_account_has_no_code(who: Account) -> None:
    secret, _paper = access.with_app(who)
    Account.objects.filter(pk=who.pk).update(is_active=False)
    with pytest.raises(NotFound):
        actions.check_code(account_id=who.pk, code=code_at(secret, LATER), at=LATER)


def test_another_password_takes_the_one_of_today(who: Account) -> None:
    with pytest.raises(PasswordWrong):
        actions.change_password(account_id=who.pk, old="wrong", new="another-long-secret", by=SETUP, at=NOW)
    began_with = who.get_session_auth_hash()
    now = actions.change_password(
        account_id=who.pk, old="a-long-enough-secret", new="another-long-secret", by=SETUP, at=NOW
    )
    assert now.check_password("another-long-secret")
    assert now.get_session_auth_hash() != began_with


@pytest.mark.parametrize(
    ("typed", "read"),
    [("123 456", "123456"), ("١٢٣٤٥٦", "123456"), ("１２３４５６", "123456"), ("12a456", ""), ("²", "2")],
)
def test_digits_of_any_script_are_digits(typed: str, read: str) -> None:
    assert as_digits(typed) == read


def test_a_code_from_paper_is_read_however_it_is_written() -> None:
    assert as_recovery_code("bcdfg-hjkmn") == as_recovery_code(" BCDFG HJKMN ") == "BCDFGHJKMN"
    assert as_recovery_code("AEIOU-AEIOU") == as_recovery_code("") == ""
