"""What a private calendar says: from when to when, moved or called off. Nothing else of anybody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from parvis.access import queries as access
from parvis.core.house import house
from parvis.core.rows import one
from parvis.core.tokens import digest
from parvis.engagement.agreement_policy import engagements_accompanied_by
from parvis.engagement.choices import AttendanceState, SessionState
from parvis.engagement.models import Attendance, Feed, Session
from parvis.engagement.permissions import WORKERS, feeds_visible_to
from parvis.kernel.actor import Actor, ActorKind
from parvis.kernel.errors import NotFound

FEED = "feed"
LOOK_BACK, LOOK_AHEAD = timedelta(days=60), timedelta(days=400)
GONE = frozenset({AttendanceState.EXCUSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEvent:
    """An entry. A session that was moved keeps its `uid`, and counts one more `sequence`."""

    uid: UUID
    sequence: int
    starts_at: datetime
    ends_at: datetime
    cancelled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedView:
    """A calendar in its reader's language."""

    language: str
    events: tuple[FeedEvent, ...]


def feed(token: str, at: datetime) -> FeedView:
    """The calendar behind an address, or `NotFound` for a wrong, torn or closed one, and for a worker's whose role has ended or whose
    account is closed. Three queries.
    """
    works = Q(account__isnull=True) | Q(account__is_active=True)
    rows = Feed.objects.filter(works, closed_at__isnull=True).select_related("person")
    row = one(rows, token_digest=digest(token, purpose=FEED))
    sessions = _of_person(_herself(row), at) if row.person else _of_account(row.account_id or 0, at)
    return FeedView(language=row.language, events=tuple(_events(sessions)))


def feed_opened(actor: Actor) -> datetime | None:
    """Since when one has a calendar; None without one."""
    row = feeds_visible_to(actor).filter(closed_at__isnull=True).first()
    return row.opened_at if row else None


def _herself(row: Feed) -> Actor:
    """The person whose calendar it is, as she is at her own page."""
    assert row.person is not None
    return Actor(kind=ActorKind.PERSON, person_id=row.person_id, controller_id=row.person.controller_id)


def _of_person(herself: Actor, at: datetime) -> list[tuple[Session, bool]]:
    """Her sessions, and whether she comes; those that she gives of her own time; those of whom she accompanies as a tutor."""
    person_id = herself.person_id
    within = {"session__starts_at__gte": at - LOOK_BACK, "session__starts_at__lte": at + LOOK_AHEAD}
    beside = engagements_accompanied_by(herself)
    taken = Attendance.objects.filter(Q(person_id=person_id) | Q(engagement__in=beside.values("pk")), **within)
    given = Session.objects.filter(
        offer__given_by_id=person_id, starts_at__gte=at - LOOK_BACK, starts_at__lte=at + LOOK_AHEAD
    )
    return [
        *((row.session, row.state not in GONE) for row in taken.select_related("session").order_by("id")),
        *((row, True) for row in given.order_by("id")),
    ]


def _of_account(account_id: int, at: datetime) -> list[tuple[Session, bool]]:
    """What she holds for whom she works today; an earlier employer's appointments are not hers any more."""
    now_for = access.controllers_worked_for(account_id, on=house().day(at), roles=WORKERS)
    if not now_for:
        raise NotFound
    rows = Session.objects.filter(
        host_id=account_id,
        controller_id__in=now_for,
        starts_at__gte=at - LOOK_BACK,
        starts_at__lte=at + LOOK_AHEAD,
    )
    return [(row, True) for row in rows.order_by("id")]


def _events(sessions: Iterable[tuple[Session, bool]]) -> Iterable[FeedEvent]:
    found = {row.pk: (row, comes) for row, comes in sessions}
    after = {row.moved_from_id for row, _comes in found.values() if row.moved_from_id}
    for row, comes in found.values():
        if row.pk in after:
            continue
        first, moves = row, 0
        while first.moved_from_id in found:
            first, moves = found[first.moved_from_id][0], moves + 1
        yield FeedEvent(
            uid=first.public_id,
            sequence=moves * 100 + row.version,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            cancelled=not comes or row.state in {SessionState.CANCELLED, SessionState.MOVED},
        )
