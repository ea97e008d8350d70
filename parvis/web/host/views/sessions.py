"""One session of an offer: who is expected, who came, what is needed; moved, called off, planned in rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from parvis.core.clock import now
from parvis.engagement import actions, queries
from parvis.engagement.kinds import kind_of
from parvis.engagement.queries import SessionRoster
from parvis.kernel.errors import NotFound, ParvisError
from parvis.web.host.forms.schedule import ScheduleForm
from parvis.web.host.views.giving import GIVERS
from parvis.web.shell import telling
from parvis.web.shell.doors import staff
from parvis.web.shell.moments import MoveForm, warn_of_holiday
from parvis.web.shell.participants import known
from parvis.web.shell.rollcall import WENT, RollCall
from parvis.web.shell.sending import done_or_said, send, version_in
from parvis.web.shell.words import choices, said
from parvis.web.shell.words.casework import ATTENDANCE, SESSION_STATES
from parvis.web.shell.words.engagement import SKIPPED

SUPPORT_ACTS: dict[str, Callable[..., object]] = {
    "confirm": actions.confirm_support,
    "not_available": actions.support_not_available,
}


@staff(*GIVERS, purpose="participation")
def session(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Who is expected, and what they need in order to come."""
    found = queries.session_roster(request.actor, session_id, now())  # type: ignore[attr-defined]
    return _page(request, found, RollCall())


def _page(request: HttpRequest, found: SessionRoster, call: RollCall) -> HttpResponse:
    actor, at = request.actor, now()  # type: ignore[attr-defined]
    names = known(actor, found.organisation_id, [line.person_id for line in found.lines], at)
    asked = queries.supports_of(actor, [line.attendance_id for line in found.lines])
    context = {
        "one": found,
        "kind": kind_of(found.offer_kind),
        "words": said(SESSION_STATES, found.session.state),
        "rows": call.rows(
            found.lines, session=found.session, asked=asked, who=lambda line: names.get(line.person_id), at=at
        ),
        "attendance": choices(ATTENDANCE, *WENT),
        "to_come": found.session.state == "planned" and found.session.starts_at > at,
    }
    return render(request, "host/session.html", context)


@staff(*GIVERS, purpose="participation")
@require_POST
def attend(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Who came: every line of the page that was answered is kept, or none."""
    actor, at = request.actor, now()  # type: ignore[attr-defined]
    found = queries.session_roster(actor, session_id, at)
    call = RollCall(request.POST)
    if call.keep(found.lines, session=session_id, by=actor, at=at):
        messages.success(request, _("Kept."), extra_tags="yes")
        return redirect("host:session", session_id)
    messages.error(request, call.said, extra_tags="no")
    return _page(request, queries.session_roster(actor, session_id, at), call)


@staff(*GIVERS, purpose="participation")
@require_POST
def support(request: HttpRequest, support_id: UUID) -> HttpResponse:
    """It is sure, or not to be had; afterwards, whether it came."""
    actor, at, verb = request.actor, now(), request.POST.get("do", "")  # type: ignore[attr-defined]
    session_id = queries.session_of_support(actor, support_id)
    queries.session_roster(actor, session_id, at)
    facts = {"support_public_id": support_id, "version": version_in(request.POST), "by": actor, "at": at}
    if verb in {"came", "no_show"}:
        return _done(request, session_id, lambda: actions.tell_support(came=verb == "came", **facts))
    if verb not in SUPPORT_ACTS:
        raise NotFound
    return _done(request, session_id, lambda: SUPPORT_ACTS[verb](**facts))


@staff(*GIVERS, purpose="participation")
@require_POST
def cancel(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Nobody comes; everybody is told."""
    actor, at = request.actor, now()  # type: ignore[attr-defined]
    queries.session_roster(actor, session_id, at)
    silent = queries.not_reached(actor, session_id)
    facts = {"session_public_id": session_id, "version": version_in(request.POST), "by": actor, "at": at}
    return _done(request, session_id, lambda: actions.cancel_session(**facts), telling.called_off(silent))


@staff(*GIVERS, purpose="participation")
def move(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """To another time; everybody is told, each in her language."""
    actor, at = request.actor, now()  # type: ignore[attr-defined]
    found = queries.session_roster(actor, session_id, at)
    form = MoveForm.of(found.session, request.POST if request.method == "POST" else None)

    def work() -> None:
        silent = queries.not_reached(actor, session_id)
        actions.move_session(session_public_id=session_id, **form.moved, by=actor, at=at)
        messages.success(request, telling.moved(silent), extra_tags="yes")
        warn_of_holiday(request, form.starts_at)

    to = reverse("host:offer", args=[found.offer_public_id])
    answer = send(form, at=at, to=to, work=work) if request.method == "POST" else None
    return answer or render(request, "host/move.html", {"form": form, "one": found})


@staff(*GIVERS, purpose="participation")
def plan(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """A row of days: looked at first, then kept."""
    actor, at = request.actor, now()  # type: ignore[attr-defined]
    found = queries.roster(actor, offer_id, at)
    kind = kind_of(found.offer.kind)
    form = ScheduleForm(request.POST if request.method == "POST" else None, by_session=kind.picks_session)
    context: dict[str, Any] = {"form": form, "offer": found.offer, "kind": kind}
    if request.method == "POST" and form.is_valid() and request.POST.get("do") == "look":
        try:
            row = actions.lay_out(form.schedule())
        except ParvisError as error:
            form.refuse(error)
        else:
            context["days"] = row.met[:60]
            context["left_out"] = [(one.day, said(SKIPPED, one.why)) for one in row.skipped]
        return render(request, "host/plan.html", context)

    def work() -> None:
        made = actions.plan_row(offer_public_id=offer_id, schedule=form.schedule(), by=actor, at=at)
        number = len(made.sessions)
        text = ngettext("%(n)s day is planned.", "%(n)s days are planned.", number) % {"n": number}
        messages.success(request, text, extra_tags="yes")

    to = reverse("host:offer", args=[offer_id])
    answer = send(form, at=at, to=to, work=work) if request.method == "POST" else None
    return answer or render(request, "host/plan.html", context)


def _done(request: HttpRequest, session_id: UUID, work: Callable[[], object], done: str = "") -> HttpResponse:
    return done_or_said(request, reverse("host:session", args=[session_id]), work=work, done=done or _("Kept."))
