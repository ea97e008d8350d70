"""Who is expected at which session: follows from who has a place, and from nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from parvis.core.rows import bump
from parvis.core.transitions import move, record_transition
from parvis.engagement.choices import AttendanceState, SessionState, SupportState
from parvis.engagement.choices import EngagementState as S
from parvis.engagement.models import Attendance, Engagement, Session, Support
from parvis.engagement.rules import ATTENDANCE, SUPPORT
from parvis.kernel.actor import Actor

LEFT = "left"


def expect(row: Engagement, *, by: Actor, at: datetime) -> None:
    """At the session she chose, or at every one to come."""
    coming = Session.objects.filter(offer_id=row.offer_id, state=SessionState.PLANNED, starts_at__gt=at)
    if row.session_id:
        coming = coming.filter(pk=row.session_id)
    _expect([(row, session) for session in coming], by=by, at=at)


def expect_everybody(session: Session, *, by: Actor, at: datetime) -> None:
    """A new session of an offer: all who have a place in the whole row of sessions come to it."""
    has_place = Engagement.objects.filter(
        offer_id=session.offer_id, session__isnull=True, state__in=[S.ACCEPTED, S.ACTIVE]
    )
    _expect([(row, session) for row in has_place], by=by, at=at)


def expect_no_more(row: Engagement, *, by: Actor, at: datetime) -> None:
    """Whoever has left is excused from what is still to come, and what she had asked for there is called off."""
    coming = Attendance.objects.filter(
        engagement=row,
        state=AttendanceState.EXPECTED,
        session__state=SessionState.PLANNED,
        session__starts_at__gt=at,
    )
    for attendance in coming.select_for_update(of=("self",)):
        attendance.reason = LEFT
        settle(attendance, AttendanceState.EXCUSED, by=by, at=at, why=LEFT)


def settle(row: Attendance, state: str, *, by: Actor, at: datetime, why: str = "") -> Attendance:
    """What happened. Who does not come needs no interpreter, no childcare: open supports are called off."""
    move(row, state, machine=ATTENDANCE, by=by, at=at, why=why)
    bump(row)
    row.save()
    if state == AttendanceState.EXCUSED:
        call_off([row.pk], by=by, at=at)
    return row


def call_off(attendance_ids: Iterable[int], *, by: Actor, at: datetime) -> int:
    """Cancel the open supports of these attendances; returns how many."""
    still_open = Support.objects.filter(
        attendance__in=list(attendance_ids), state__in=[SupportState.ASKED, SupportState.CONFIRMED]
    )
    rows = list(still_open.select_for_update(of=("self",)))
    for row in rows:
        move(row, SupportState.CANCELLED, machine=SUPPORT, by=by, at=at)
        bump(row)
        row.save()
    return len(rows)


def _expect(pairs: Iterable[tuple[Engagement, Session]], *, by: Actor, at: datetime) -> None:
    for row, session in pairs:
        expected, made = Attendance.objects.get_or_create(
            session=session,
            person_id=row.person_id,
            defaults={
                "controller_id": row.controller_id,
                "engagement": row,
                "case_ref": row.case_ref,
                "step_ref": row.step_ref,
            },
        )
        if made:
            record_transition(ATTENDANCE.name, expected.pk, frm="", to=expected.state, by=by, at=at)
        elif expected.state == AttendanceState.EXCUSED and expected.reason == LEFT:
            _expect_again(expected, row, by=by, at=at)


def _expect_again(attendance: Attendance, row: Engagement, *, by: Actor, at: datetime) -> None:
    """She had left, and has taken a place once more: the same line stands for her new engagement."""
    record_transition(
        ATTENDANCE.name, attendance.pk, frm=attendance.state, to=AttendanceState.EXPECTED, by=by, at=at, why="back"
    )
    attendance.state, attendance.reason, attendance.engagement = AttendanceState.EXPECTED, "", row
    bump(attendance)
    attendance.save()
