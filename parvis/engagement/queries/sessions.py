"""Sessions of an offer: when, where, how many places each has left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from parvis.engagement.choices import EngagementState as S
from parvis.engagement.choices import SessionState
from parvis.engagement.models import Engagement, Session
from parvis.engagement.queries.places import told_place
from parvis.engagement.rules import places_left


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionView:
    """One session; `left` is None where it has no places of its own."""

    public_id: UUID
    starts_at: datetime
    ends_at: datetime
    zone: str
    state: str
    place: str
    room: str
    left: int | None
    moved: bool
    cancelled_by: str
    version: int


def sessions_of(offer_id: int, at: datetime, *, limit: int = 60) -> list[SessionView]:
    """Of an offer, those to come, the next first. Public; one query."""
    rows = Session.objects.filter(offer_id=offer_id, state=SessionState.PLANNED, starts_at__gt=at)
    return [session_view(row) for row in with_places(rows, at).order_by("starts_at", "id")[:limit]]


def with_places(rows: QuerySet[Session], at: datetime) -> QuerySet[Session]:
    """With `taken`, the places of each session that are taken now."""
    kept = Q(offer_expires_at__isnull=True) | Q(offer_expires_at__gt=at)
    held = Engagement.objects.filter(
        Q(state__in=[S.ACCEPTED, S.ACTIVE]) | (Q(state=S.OFFERED) & kept), session=OuterRef("pk")
    )
    number = held.order_by().values("session").annotate(n=Sum("size")).values("n")
    return rows.select_related("location").annotate(taken=Coalesce(Subquery(number), 0))


def session_view(row: Session) -> SessionView:
    """A row of `with_places`."""
    place = told_place(row)
    return SessionView(
        public_id=row.public_id,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        zone=row.zone,
        state=row.state,
        place=place.name if place else "",
        room=row.room,
        left=places_left(row.capacity, row.taken),  # type: ignore[attr-defined]
        moved=row.moved_from_id is not None,
        cancelled_by=row.cancelled_by,
        version=row.version,
    )
