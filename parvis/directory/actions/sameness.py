"""Listings that look alike are proposed; a person says whether they are the same. Nothing merges by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from parvis.core.actions import action, bump, locked
from parvis.directory import comparing, publishing
from parvis.directory.choices import UNDECIDED, LookAlikeKind, LookAlikeState
from parvis.directory.errors import AlreadyDecided
from parvis.directory.models import LookAlike, OrganisationProfile, Service
from parvis.directory.permissions import lookalikes_kept_by, services_visible_to
from parvis.engines.likeness import Likeness, alike
from parvis.kernel.actor import Actor
from parvis.kernel.errors import Invalid

BATCH = 500
ANSWERS = (LookAlikeState.SAME, LookAlikeState.DIFFERENT, LookAlikeState.LATER)


@action
def compare_listings(*, by: Actor, at: datetime) -> dict[str, int]:
    """Look through the whole directory; how many proposals are `new`, `open` and `gone`. What was decided stays decided."""
    counts = {"new": 0, "open": 0, "gone": 0}
    kinds = (
        (LookAlikeKind.SERVICE, comparing.services(services_visible_to(Actor.public()))),
        (LookAlikeKind.ORGANISATION, comparing.organisations(OrganisationProfile.objects.filter(organisation__services__isnull=False).distinct())),
    )  # fmt: skip
    for kind, items in kinds:
        for name, count in _propose(kind, alike(list(items)), at=at).items():
            counts[name] += count
    return counts


@action
def say_same(
    *, pair_public_id: UUID | str, shown_id: UUID | str, version: int | None = None, by: Actor, at: datetime
) -> LookAlike:
    """The two are one: the one named is listed, the other points to it. Raises `Invalid`, `Stale`, `NotFound`, `AlreadyDecided`."""
    row = _undecided(pair_public_id, version, by)
    pair = {str(one.public_id): one.pk for one in _pair(row)}
    if str(shown_id) not in pair:
        raise Invalid({"shown": "not_a_choice"})
    parents = _parents(row.kind)
    shown = pair.pop(str(shown_id))
    # Each of the two may stand for others already: the listed ones are joined.
    row.shown_id, row.hidden_id = _root(shown, parents), _root(next(iter(pair.values())), parents)
    if row.shown_id == row.hidden_id:
        row.hidden_id = None
    _decide(row, LookAlikeState.SAME, by=by, at=at)
    _point_all(row.kind)
    return row


@action
def say_different(*, pair_public_id: UUID | str, version: int | None = None, by: Actor, at: datetime) -> LookAlike:
    """The two are not the same: never proposed again. Same errors."""
    row = _undecided(pair_public_id, version, by)
    _decide(row, LookAlikeState.DIFFERENT, by=by, at=at)
    return row


@action
def put_off_pair(*, pair_public_id: UUID | str, version: int | None = None, by: Actor, at: datetime) -> LookAlike:
    """Not now. Same errors."""
    row = _undecided(pair_public_id, version, by)
    _decide(row, LookAlikeState.LATER, by=by, at=at)
    return row


@action
def reopen_pair(*, pair_public_id: UUID | str, version: int | None = None, by: Actor, at: datetime) -> LookAlike:
    """Undo: both are listed again, and the question is open. Raises `AlreadyDecided` when nothing was decided."""
    row = locked(lookalikes_kept_by(by), version=version, public_id=pair_public_id)
    if row.state not in ANSWERS:
        raise AlreadyDecided
    row.shown_id = row.hidden_id = row.decided_at = row.decided_by = None
    row.state = LookAlikeState.OPEN
    bump(row)
    row.save()
    _point_all(row.kind)
    return row


def _propose(kind: str, found: Iterable[Likeness], *, at: datetime) -> dict[str, int]:
    known = {(row.one_id, row.other_id): row for row in LookAlike.objects.filter(kind=kind)}
    fresh, touched = [], []
    counts = {"new": 0, "open": 0, "gone": 0}
    for pair in found:
        row = known.pop((pair.one, pair.other), None)
        reasons = [asdict(reason) for reason in pair.reasons]
        if row is None:
            fresh.append(
                LookAlike(
                    kind=kind, one_id=pair.one, other_id=pair.other, score=pair.score, reasons=reasons, found_at=at
                )
            )
        elif row.state == LookAlikeState.GONE or (
            row.state in UNDECIDED and (row.score != pair.score or row.reasons != reasons)
        ):
            row.state = LookAlikeState.OPEN if row.state == LookAlikeState.GONE else row.state
            row.score, row.reasons, row.found_at = pair.score, reasons, at
            touched.append(row)
        counts["open"] += row is None or row.state in UNDECIDED
    for row in known.values():
        if row.state in UNDECIDED:
            row.state = LookAlikeState.GONE
            touched.append(row)
            counts["gone"] += 1
    counts["new"] = len(fresh)
    LookAlike.objects.bulk_create(fresh, batch_size=BATCH)
    LookAlike.objects.bulk_update(touched, ["state", "score", "reasons", "found_at"], batch_size=BATCH)
    return counts


def _undecided(public_id: UUID | str, version: int | None, by: Actor) -> LookAlike:
    row = locked(lookalikes_kept_by(by), version=version, public_id=public_id)
    if row.state not in UNDECIDED:
        raise AlreadyDecided
    return row


def _decide(row: LookAlike, state: str, *, by: Actor, at: datetime) -> None:
    row.state, row.decided_at, row.decided_by = state, at, by.account_id
    bump(row)
    row.save()


def _pair(row: LookAlike) -> list[Service] | list[OrganisationProfile]:
    ids = (row.one_id, row.other_id)
    if row.kind == LookAlikeKind.SERVICE:
        return list(Service.objects.filter(pk__in=ids))
    return list(OrganisationProfile.objects.filter(pk__in=ids))


def _parents(kind: str) -> dict[int, int]:
    """Of every listing that is the same as another: the one that a decision put in its place. A listing has one at most."""
    rows = LookAlike.objects.filter(kind=kind, state=LookAlikeState.SAME, hidden_id__isnull=False)
    return {int(hidden or 0): int(shown or 0) for hidden, shown in rows.values_list("hidden_id", "shown_id")}


def _root(pk: int, parents: dict[int, int]) -> int:
    while pk in parents:
        pk = parents[pk]
    return pk


def _point_all(kind: str) -> None:
    """Every listing that is the same as another points to the one that is shown, through however many decisions."""
    parents = _parents(kind)
    wanted = {pk: _root(pk, parents) for pk in parents}
    model = Service if kind == LookAlikeKind.SERVICE else OrganisationProfile
    changed = []
    for row in model._default_manager.filter(listed_as__isnull=False):
        if row.listed_as_id != wanted.get(row.pk):
            row.listed_as_id = wanted.get(row.pk)
            changed.append(row)
    missing = [pk for pk in wanted if pk not in {row.pk for row in changed}]
    for row in model._default_manager.filter(pk__in=missing, listed_as__isnull=True):
        row.listed_as_id = wanted[row.pk]
        changed.append(row)
    for row in changed:
        if isinstance(row, Service):
            bump(row)
            row.save(update_fields=["listed_as", "version", "changed_at"])
        else:
            row.save(update_fields=["listed_as"])
    if kind == LookAlikeKind.SERVICE:
        publishing.publish(row.pk for row in changed)
