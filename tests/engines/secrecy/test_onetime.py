"""Six digits as RFC 6238 has them: its own examples, the time around, and each taken once."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta

import pytest

from parvis.engines.secrecy import onetime

NOW = datetime(2026, 3, 10, 9, 30, 10, tzinfo=UTC)
RFC = base64.b32encode(b"12345678901234567890").decode()


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (2000000000, "279037")],
)
def test_the_examples_of_the_standard(seconds: int, code: str) -> None:
    assert onetime.code_at(RFC, datetime.fromtimestamp(seconds, UTC)) == code


def test_a_telephone_may_be_half_a_minute_wrong_and_no_more() -> None:
    secret = onetime.new_secret()
    for wrong, right in ((-60, False), (-30, True), (0, True), (30, True), (60, False)):
        code = onetime.code_at(secret, NOW + timedelta(seconds=wrong))
        assert (onetime.step_of(secret, code, at=NOW) is not None) is right, wrong


def test_a_code_that_was_taken_is_not_taken_again_nor_one_from_before_it() -> None:
    secret = onetime.new_secret()
    earlier, now = (onetime.code_at(secret, NOW - timedelta(seconds=ago)) for ago in (30, 0))
    step = onetime.step_of(secret, now, at=NOW)
    assert step is not None
    assert onetime.step_of(secret, now, at=NOW, after=step) is None
    assert onetime.step_of(secret, earlier, at=NOW, after=step) is None


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "é"])
def test_what_is_no_code_is_none(code: str) -> None:
    assert onetime.step_of(RFC, code, at=NOW) is None


def test_two_secrets_are_never_the_same_and_long_enough() -> None:
    secrets = {onetime.new_secret() for _ in range(100)}
    assert len(secrets) == 100
    assert {len(base64.b32decode(one)) for one in secrets} == {20}
