"""Shares of a secret: any k give it back, fewer tell nothing, a slip of the pen is found."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.engines.secrecy import Share, ShareTorn, combine, read_share, split, write_share
from parvis.engines.secrecy.shamir import _inverse, _times

SECRET = bytes(range(100, 132))
some_bytes = st.binary(min_size=1, max_size=40)


def test_the_field_is_that_of_aes() -> None:
    """FIPS 197 §4.2: {57}·{83} = {c1}; §4.2.1: {57}·{13} = {fe}; every element but 0 has its inverse."""
    assert _times(0x57, 0x83) == 0xC1
    assert _times(0x57, 0x13) == 0xFE
    assert all(_times(a, _inverse(a)) == 1 for a in range(1, 256))
    assert _times(0, 7) == _times(7, 0) == 0


@given(some_bytes, st.integers(2, 6), st.integers(0, 4))
def test_any_k_of_n_give_the_secret_back(secret: bytes, need: int, more: int) -> None:
    shares = split(secret, need=need, shares=need + more)
    for chosen in combinations(shares.items(), need):
        assert combine(dict(chosen)) == secret
    assert combine(shares) == secret


def test_one_too_few_tell_nothing() -> None:
    """With k−1 shares every secret is still possible: for each there is exactly one last share that would give it."""
    shares = split(b"\x2a", need=3, shares=3)
    known = {x: shares[x] for x in (1, 2)}
    possible = {combine({**known, 3: bytes([last])}) for last in range(256)}
    assert possible == {bytes([secret]) for secret in range(256)}


def test_shares_of_equal_secrets_differ() -> None:
    assert split(SECRET, need=2, shares=2) != split(SECRET, need=2, shares=2)


@pytest.mark.parametrize(("need", "shares"), [(1, 3), (4, 3), (2, 256), (0, 0)])
def test_what_is_no_sharing_is_refused(need: int, shares: int) -> None:
    with pytest.raises(ValueError, match="shares"):
        split(SECRET, need=need, shares=shares)


@pytest.mark.parametrize("shares", [{}, {0: b"a", 1: b"b"}, {1: b"a", 2: b"bb"}])
def test_what_are_no_shares_is_refused(shares: dict[int, bytes]) -> None:
    with pytest.raises(ValueError, match="numbers"):
        combine(shares)


@given(st.binary(min_size=4, max_size=4), st.integers(2, 255), st.integers(1, 255), st.binary(min_size=32, max_size=32))
def test_a_share_is_read_as_it_was_written(of_set: bytes, need: int, number: int, value: bytes) -> None:
    share = Share(of_set, need, number, value)
    text = write_share(share)
    assert read_share(text) == share
    assert read_share(f"  {text.lower().replace('-', ' ')}\n") == share
    assert read_share(text.replace("O", "0").replace("I", "1").replace("B", "8")) == share
    assert [len(group) for group in text.split("-")] == [4] * 17


@given(st.integers(0, 66), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))
def test_a_slip_of_the_pen_is_found(at: int, letter: str) -> None:
    letters = write_share(Share(b"abcd", 3, 1, SECRET)).replace("-", "")
    wrong = letters[:at] + letter + letters[at + 1 :]
    if wrong != letters:
        with pytest.raises(ShareTorn):
            read_share(wrong)


@pytest.mark.parametrize("text", ["", "A", "AAAA", "no share", "ÄÖÜ", "A" * 68, "9999-9999"])
def test_what_is_no_share_is_said(text: str) -> None:
    with pytest.raises(ShareTorn):
        read_share(text)
