"""Lock and opening: quick, without a keeper; open again only with enough right shares; nothing lost on the way."""

import base64
import itertools
import time
from pathlib import Path

import pytest
from django.utils.translation import override

from parvis.core.fields import blind_index
from parvis.core.keys import KeysLocked, KeysRefused, folder, lock, locked, open_sealed, ring, seal, versions
from parvis.core.sentences import sentence
from parvis.core.tokens import digest
from tests.factories.access import NOW

NAMES = ("Ana", "Ben", "Chi", "Dea", "Eli")


@pytest.fixture
def shares(own_keys: Path) -> list[str]:
    for scope in ("common", "backup", "tokens", "c1", "c2"):
        ring(scope)
    return [one.text for one in lock.share_out(NAMES, need=3, at=NOW)]


def test_nothing_opens_while_it_is_locked_and_everything_afterwards(shares: list[str]) -> None:
    value, token = seal("Amal", scope="c1", bound_to="x"), digest("t", purpose="p")
    began = time.monotonic()
    assert lock.lock(at=NOW) == 4
    assert time.monotonic() - began < 10
    assert locked()
    for attempt in (
        lambda: open_sealed(value, bound_to="x"),
        lambda: seal("Amal", scope="c1", bound_to="x"),
        lambda: seal("Amal", scope="c99", bound_to="x"),
        lambda: blind_index("amal", controller_id=1, purpose="p"),
        lambda: ring("backup"),
        lambda: versions.prepare("c1"),
        lambda: lock.share_out(NAMES, need=3, at=NOW),
    ):
        with pytest.raises((KeysLocked, KeysRefused)) as refused:
            attempt()
        assert "locked" in refused.value.code
    assert digest("t", purpose="p") == token, "sessions and links are found, so that a page can say that it is closed"
    assert lock.unlock(shares[:3]) == 4
    assert open_sealed(value, bound_to="x") == "Amal"
    assert not locked()


def test_what_lies_there_while_it_is_locked_holds_no_key(shares: list[str], own_keys: Path) -> None:
    keys = [key for scope in ("common", "backup", "c1", "c2") for key in ring(scope).keys.values()]
    lock.lock(at=NOW)
    left = b"".join(path.read_bytes() for path in own_keys.iterdir())
    for key in keys:
        assert key not in left
        assert base64.b64encode(key) not in left
        assert key.hex().encode() not in left
    assert sorted(path.name for path in own_keys.iterdir()) == [".guard", "locked.keys", "shares.json", "tokens.key"]


def test_any_three_of_five_open_it_in_any_order(shares: list[str]) -> None:
    for chosen in itertools.combinations(reversed(shares), 3):
        lock.lock(at=NOW)
        lock.unlock(chosen)
    assert folder.scopes() == ["backup", "c1", "c2", "common", "tokens"]


def slipped(share: str) -> str:
    return share[:-2] + ("A" if share[-2] != "A" else "B") + share[-1]


@pytest.mark.parametrize(
    ("given", "code", "says"),
    [
        (lambda s: s[:2], "keys.too_few_shares", "Not enough shares: 2 of the 3 different ones that open the house."),
        (lambda s: [s[0]] * 3, "keys.too_few_shares", "Not enough shares: 1 of the 3"),
        (lambda _: [], "keys.too_few_shares", "0 of the 3"),
        (lambda s: [s[0], slipped(s[1]), s[2]], "keys.share_torn", "Share 2 is not written right"),
        (lambda s: [*s[:2], "hello"], "keys.share_torn", "Share 3"),
    ],
)
def test_shares_that_do_not_open_are_told_plainly(shares: list[str], given, code: str, says: str) -> None:
    lock.lock(at=NOW)
    with pytest.raises(KeysRefused) as refused:
        lock.unlock(given(shares))
    assert refused.value.code == code
    with override("en"):
        assert says in sentence(refused.value)
    assert locked()


def test_a_share_of_another_set_is_told(shares: list[str]) -> None:
    newer = [one.text for one in lock.share_out(NAMES[:3], need=2, at=NOW)]
    lock.lock(at=NOW)
    with pytest.raises(KeysRefused) as refused:
        lock.unlock([newer[0], shares[1]])
    assert (refused.value.code, refused.value.params["place"]) == ("keys.share_of_another_set", 2)
    lock.unlock(newer[1:])


def test_a_share_that_was_forged_is_told_with_its_keeper(shares: list[str]) -> None:
    from parvis.engines.secrecy import Share, read_share, write_share

    true = read_share(shares[1])
    forged = write_share(Share(true.of_set, true.need, true.number, bytes(32)))
    lock.lock(at=NOW)
    with pytest.raises(KeysRefused) as refused:
        lock.unlock([shares[0], forged, shares[2]])
    assert refused.value.code == "keys.share_wrong"
    assert "Ben" in sentence(refused.value)


def test_it_is_not_locked_when_nobody_could_open_it(own_keys: Path) -> None:
    ring("c1")
    with pytest.raises(KeysRefused) as refused:
        lock.lock(at=NOW)
    assert refused.value.code == "keys.no_shares"
    with pytest.raises(KeysRefused, match="not_locked"):
        lock.unlock([])


@pytest.mark.parametrize(
    ("names", "need", "code"),
    [
        (["Ana", "ana"], 2, "keys.keepers_alike"),
        (["Ana", " "], 2, "keys.keepers_alike"),
        (["Ana"], 2, "keys.too_few_keepers"),
        (["Ana", "Ben"], 1, "keys.too_few_keepers"),
        (["Ana", "Ben"], 3, "keys.too_few_keepers"),
        ([f"n{i}" for i in range(21)], 2, "keys.too_few_keepers"),
    ],
)
def test_sharing_that_makes_no_sense_is_refused(own_keys: Path, names: list[str], need: int, code: str) -> None:
    with pytest.raises(KeysRefused, match=code):
        lock.share_out(names, need=need, at=NOW)


def test_a_lock_that_was_cut_short_is_finished_by_locking_again(shares: list[str], own_keys: Path, monkeypatch) -> None:
    value = seal("Amal", scope="c2", bound_to="x")
    wiped: list[str] = []
    wipe = lock._wipe

    def dies(path: Path) -> None:
        if wiped:
            raise KeyboardInterrupt
        wiped.append(path.name)
        wipe(path)

    monkeypatch.setattr(lock, "_wipe", dies)
    with pytest.raises(KeyboardInterrupt):
        lock.lock(at=NOW)
    monkeypatch.undo()
    assert folder.is_locked(), "the mark stands before the first key goes"
    (own_keys / ".c1.key.0123456789abcdef").write_text("a draft that a sudden end left behind")
    lock.lock(at=NOW)
    assert sorted(path.name for path in own_keys.iterdir()) == [".guard", "locked.keys", "shares.json", "tokens.key"]
    lock.unlock(shares[2:])
    assert open_sealed(value, bound_to="x") == "Amal"


def test_a_damaged_lock_is_told_and_nothing_is_changed(shares: list[str], own_keys: Path) -> None:
    lock.lock(at=NOW)
    path = own_keys / "locked.keys"
    whole = path.read_text()
    at = whole.index('"body": "') + 60
    path.write_text(whole[:at] + ("A" if whole[at] != "A" else "B") + whole[at + 1 :])
    with pytest.raises(KeysRefused, match="lock_damaged"):
        lock.unlock(shares[:3])
    path.write_text(whole)
    assert lock.unlock(shares[:3]) == 4
