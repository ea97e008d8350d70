"""Shares, lock and opening: all keys that seal go into one envelope, whose private key nobody holds but k of n keepers together.

A lock needs no keeper: the public key lies in the folder. What is left there then opens nothing (`locked.keys`, `shares.json`,
the key of token digests, the signing key).
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from parvis.core.keys import folder
from parvis.core.keys.errors import KeysRefused
from parvis.core.keys.ring import TOKENS, forget_rings
from parvis.engines import secrecy

SHARES = "shares.json"
MOST_KEEPERS = 20


@dataclass(frozen=True, slots=True)
class Keeper:
    """Somebody who keeps a share; `text` is told once, when it is made."""

    name: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """The shares that are out: how many open, and who has one."""

    need: int
    keepers: tuple[Keeper, ...]
    made_at: str


def share_out(names: Sequence[str], *, need: int, at: datetime) -> tuple[Keeper, ...]:
    """A new set of shares, one a keeper; those of an earlier set open no later lock. Tried before it is told."""
    names = [" ".join(name.split()) for name in names]
    if len({name.casefold() for name in names}) != len(names) or not all(names):
        raise KeysRefused("keys.keepers_alike")
    if not 2 <= need <= len(names) <= MOST_KEEPERS:
        raise KeysRefused("keys.too_few_keepers", most=MOST_KEEPERS)
    private, public = secrecy.new_pair()
    of_set = hashlib.sha256(public).digest()[:4]
    split = secrecy.split(private, need=need, shares=len(names))
    assert secrecy.combine(dict(list(split.items())[-need:])) == private
    texts = [secrecy.write_share(secrecy.Share(of_set, need, x, value)) for x, value in split.items()]
    told = {
        "public": base64.b64encode(public).decode(),
        "need": need,
        "made_at": at.isoformat(),
        "keepers": [
            {"name": name, "number": x, "digest": hashlib.sha256(split[x]).hexdigest()}
            for x, name in enumerate(names, start=1)
        ],
    }
    with folder.guarded():
        if folder.is_locked():
            raise KeysRefused("keys.locked_already")
        folder.replace(folder.folder() / SHARES, json.dumps(told, ensure_ascii=False, indent=1))
    return tuple(Keeper(name, text) for name, text in zip(names, texts, strict=True))


def shares_out() -> Kept | None:
    """Who keeps shares of the next lock, or of this one."""
    told = _told()
    if told is None:
        return None
    return Kept(told["need"], tuple(Keeper(one["name"]) for one in told["keepers"]), told["made_at"])


def lock(*, at: datetime) -> int:
    """Shut every key that seals away; how many. Again, it finishes what was cut short.

    Raises `KeysRefused` when nobody holds shares: without them this would be the end of the data.
    """
    told = _told()
    if told is None:
        raise KeysRefused("keys.no_shares")
    with folder.guarded():
        path = folder.folder() / folder.LOCKED
        if not path.exists():
            files = {one.name: one.read_text() for one in _sealing_files()}
            public = base64.b64decode(told["public"])
            body = secrecy.seal_envelope(json.dumps(files).encode(), public=public)
            sums = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in files.items()}
            bundle = {
                "shares": told,
                "locked_at": at.isoformat(),
                "sums": sums,
                "body": base64.b64encode(body).decode(),
            }
            folder.replace(path, json.dumps(bundle))
        sums = json.loads(path.read_text())["sums"]
        for one in _sealing_files():
            if hashlib.sha256(one.read_bytes()).hexdigest() != sums.get(one.name):
                raise KeysRefused("keys.not_in_lock", file=one.name)
            one.rename(one.with_name(f".{one.name}.gone"))
        for left in folder.folder().glob(".*.key.*"):  # drafts and removals that a sudden end left behind
            _wipe(left)
        folder.settle(folder.folder())
    forget_rings()
    return len(sums)


def unlock(texts: Iterable[str]) -> int:
    """Open with shares in any order; how many rings came back. Nothing is changed unless all of them fit."""
    with folder.guarded():
        path = folder.folder() / folder.LOCKED
        if not path.exists():
            raise KeysRefused("keys.not_locked")
        bundle = json.loads(path.read_text())
        files = json.loads(_opened(bundle, _private(bundle["shares"], texts)))
        for name, text in files.items():
            folder.replace(folder.folder() / name, text)
        path.unlink()
        folder.settle(folder.folder())
    forget_rings()
    return len(files)


def _private(told: dict[str, Any], texts: Iterable[str]) -> bytes:
    """What the shares give, or the plain reason why they give nothing."""
    public = base64.b64decode(told["public"])
    keepers = {one["number"]: one for one in told["keepers"]}
    found: dict[int, bytes] = {}
    for place, text in enumerate(texts, start=1):
        try:
            share = secrecy.read_share(text)
        except secrecy.ShareTorn:
            raise KeysRefused("keys.share_torn", place=place) from None
        if share.of_set != hashlib.sha256(public).digest()[:4] or share.number not in keepers:
            raise KeysRefused("keys.share_of_another_set", place=place)
        if hashlib.sha256(share.value).hexdigest() != keepers[share.number]["digest"]:
            raise KeysRefused("keys.share_wrong", place=place, name=keepers[share.number]["name"])
        found[share.number] = share.value
    if len(found) < told["need"]:
        raise KeysRefused("keys.too_few_shares", have=len(found), need=told["need"])
    private = secrecy.combine(found)
    if secrecy.public_of(private) != public:
        raise KeysRefused("keys.shares_do_not_open")
    return private


def _opened(bundle: dict[str, Any], private: bytes) -> bytes:
    try:
        return secrecy.open_envelope(base64.b64decode(bundle["body"]), private=private)
    except ValueError:
        raise KeysRefused("keys.lock_damaged") from None


def _told() -> dict[str, Any] | None:
    try:
        return json.loads((folder.folder() / SHARES).read_text())  # type: ignore[no-any-return]
    except FileNotFoundError:
        return None


def _sealing_files() -> list[Path]:
    return [folder.folder() / f"{scope}.key" for scope in folder.scopes() if scope != TOKENS]


def _wipe(path: Path) -> None:
    """Overwrite before removing. A disk may keep what was written before all the same: hence an encrypted one for this folder."""
    with path.open("r+b") as file:
        file.write(os.urandom(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
