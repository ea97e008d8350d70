"""Appointments: booked with an interpreter, moved, cancelled, and who came."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parvis.casework import queries
from parvis.core.clock import now
from parvis.engagement import actions as engagement_actions
from parvis.engagement import queries as engagement
from parvis.engagement.actions import Appointment
from parvis.web.design.piece import Piece
from parvis.web.design.words import foreign
from parvis.web.shell import supports
from parvis.web.shell.doors import staff
from parvis.web.shell.moments import warn_of_holiday
from parvis.web.shell.sending import done_or_said
from parvis.web.shell.words import choices, said
from parvis.web.shell.words.casework import ATTENDANCE, SESSION_STATES
from parvis.web.staff.forms.appointment import AppointmentForm, WhenForm
from parvis.web.staff.posting import sent
from parvis.web.staff.roles import WORKERS

WENT = ("present", "late", "absent", "excused", "not_served")


@staff(*WORKERS)
def appointment_new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Book one with the person; it stands on her path at once."""
    by, at = request.actor, now()  # type: ignore[attr-defined]
    case = queries.case_row(by, case_id)
    form = AppointmentForm(request.POST or None)
    back = reverse("staff:case", args=[case_id])

    def work() -> str:
        facts = form.cleaned_data
        wanted = Appointment(
            starts_at=form.starts_at,
            ends_at=form.starts_at + _length(facts["minutes"]),
            subject=facts["subject"],
            bring=facts["bring"],
            room=facts["room"],
            interpreter_language=facts["interpreter"],
        )
        engagement_actions.book_appointment(
            person_id=case.person_id, appointment=wanted, case_ref=case.pk, by=by, at=at
        )
        messages.success(request, _("The appointment is booked, and on the person’s path."), extra_tags="yes")
        return back

    answer = sent(form, at=at, work=work) if request.method == "POST" else None
    context = {"form": form, "heading": _("An appointment with the person"), "button": _("Book it"), "back_url": back}
    return answer or render(request, "staff/appointment_new.html", context)


@staff(*WORKERS)
def appointment(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """One appointment, what can still be done with it, and how it went."""
    by, at = request.actor, now()  # type: ignore[attr-defined]
    visit = engagement.session_page(by, session_id, at)
    context = {
        "one": _shown(visit, at),
        "attendance": choices(ATTENDANCE, *WENT),
        "supports": supports.shown(engagement.supports_of(by, [visit.attendance_id])[visit.attendance_id]),
        "support_url": reverse("staff:support_new", args=[session_id]),
        "back_url": _file_of(by, visit, at),
    }
    return render(request, "staff/appointment.html", context)


@staff(*WORKERS)
def appointment_move(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """To another time; the old one stays readable as moved."""
    by, at = request.actor, now()  # type: ignore[attr-defined]
    visit = engagement.session_page(by, session_id, at)
    local = timezone.localtime(visit.starts_at)
    minutes = str(int((visit.ends_at - visit.starts_at).total_seconds() // 60))
    form = WhenForm(request.POST or None, initial={"day": local.date(), "hour": local.time(), "minutes": minutes})

    def work() -> str:
        starts = form.starts_at
        moved = engagement_actions.move_session(
            session_public_id=session_id,
            starts_at=starts,
            ends_at=starts + _length(form.cleaned_data["minutes"]),
            by=by,
            at=at,
        )
        messages.success(request, _("Moved. Tell the person: her path shows the new time."), extra_tags="yes")
        warn_of_holiday(request, starts)
        return reverse("staff:appointment", args=[moved.public_id])

    answer = sent(form, at=at, work=work) if request.method == "POST" else None
    back = reverse("staff:appointment", args=[session_id])
    context = {"form": form, "heading": _("Another time"), "button": _("Move it"), "back_url": back}
    return answer or render(request, "staff/appointment_new.html", context)


@staff(*WORKERS)
@require_POST
def appointment_cancel(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Nobody comes."""
    by, at = request.actor, now()  # type: ignore[attr-defined]
    back = reverse("staff:appointment", args=[session_id])
    return done_or_said(
        request,
        back,
        work=lambda: engagement_actions.cancel_session(session_public_id=session_id, by=by, at=at),
        done=_("Cancelled. Tell the person: her path says so."),
    )


@staff(*WORKERS)
@require_POST
def appointment_attend(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Who came."""
    by, at = request.actor, now()  # type: ignore[attr-defined]
    back = reverse("staff:appointment", args=[session_id])
    visit = engagement.session_page(by, session_id, at)
    state = request.POST.get("state", "")
    return done_or_said(
        request,
        back,
        work=lambda: engagement_actions.attend(
            session_public_id=session_id, person_id=visit.person_id, state=state, by=by, at=at
        ),
        done=_("Kept."),
    )


def _length(minutes: str) -> timedelta:
    return timedelta(minutes=int(minutes) if minutes.isdecimal() else 30)


def _file_of(by: Any, visit: Any, at: Any) -> str:
    cases = queries.cases_of_person(by, visit.person_id, at)
    case = next((one for one in cases if one.id == visit.case_ref), cases[0] if cases else None)
    return reverse("staff:case", args=[case.public_id]) if case else reverse("staff:day")


def _shown(visit: Any, at: Any) -> Piece:
    planned = visit.state == "planned"
    to_come = planned and visit.starts_at > at
    words = said(SESSION_STATES, visit.state)
    if visit.state == "held" or visit.attendance != "expected":
        words = said(ATTENDANCE, visit.attendance)
    rows = [
        (_("About"), visit.subject or foreign(visit.offer_title.text, visit.offer_title.language)),
        (_("Where"), " · ".join(part for part in (visit.room, visit.place, visit.address) if part)),
        (_("Bring"), visit.bring),
        (_("With"), visit.host_name or visit.organisation_name),
    ]
    can = [visit.public_id]
    return Piece(
        starts_at=visit.starts_at,
        words=words,
        tone={"present": "yes", "late": "yes", "absent": "no"}.get(
            visit.attendance, "no" if visit.state == "cancelled" else ""
        ),
        rows=[{"label": label, "value": value} for label, value in rows if value],
        move_url=reverse("staff:appointment_move", args=can) if to_come else "",
        cancel_url=reverse("staff:appointment_cancel", args=can),
        attend_url=reverse("staff:appointment_attend", args=can)
        if visit.attendance == "expected" and visit.starts_at <= at and visit.state in {"planned", "held"}
        else "",
    )
