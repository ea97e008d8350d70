"""Her days as who gives: planned, moved, called off; who comes, what each needs, who came. Another's day is a page that does not exist."""

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

from parvis.core.clock import now
from parvis.engagement import actions, queries
from parvis.engagement.kinds import kind_of
from parvis.engagement.queries import GivenDay
from parvis.kernel.errors import NotFound
from parvis.web.design.words import when
from parvis.web.newcomer.forms.giving import DayForm
from parvis.web.shell import telling
from parvis.web.shell.doors import herself
from parvis.web.shell.moments import MoveForm, warn_of_holiday
from parvis.web.shell.participants import known_to_giver
from parvis.web.shell.rollcall import WENT, RollCall
from parvis.web.shell.sending import done_or_said, send, version_in
from parvis.web.shell.words import choices, said
from parvis.web.shell.words.casework import ATTENDANCE, SESSION_STATES
from parvis.web.shell.words.engagement import SKIPPED

SUPPORT_ACTS: dict[str, Callable[..., object]] = {
    "confirm": actions.confirm_support,
    "not_available": actions.support_not_available,
    "came": lambda **facts: actions.tell_support(came=True, **facts),
    "no_show": lambda **facts: actions.tell_support(came=False, **facts),
}


@herself
def plan(request: HttpRequest, offer: UUID) -> HttpResponse:
    """One day, or some weeks in a row: everybody who has a place is expected there."""
    actor, at = request.actor, now()  # type: ignore[attr-defined]
    found = next((one for one in queries.given_offers(actor, at) if one.offer.public_id == offer), None)
    if found is None:
        raise NotFound
    kind = kind_of(found.offer.kind)
    form = DayForm(request.POST if request.method == "POST" else None, by_session=kind.picks_session)

    def work() -> None:
        made = actions.plan_row(offer_public_id=offer, schedule=form.schedule(), by=actor, at=at)
        messages.success(request, _planned(made))

    answer = send(form, at=at, to=reverse("newcomer:giving"), work=work) if request.method == "POST" else None
    return answer or render(request, "newcomer/giving_plan.html", {"form": form, "offer": found.offer, "kind": kind})


def _planned(made: actions.Planned) -> str:
    number = len(made.sessions)
    text = ngettext("%(n)s day is planned.", "%(n)s days are planned.", number) % {"n": number}
    left = [f"{when(one.day, 'short')} ({said(SKIPPED, one.why)})" for one in made.skipped]
    return " ".join([text, _("Left out:"), _(", ").join(left)]) if left else text


@herself
def day(request: HttpRequest, session: UUID) -> HttpResponse:
    """Who is expected and what they need; once it has begun, who came."""
    found = queries.given_day(request.actor, session, now())  # type: ignore[attr-defined]
    return _page(request, found, RollCall())


@herself
def came(request: HttpRequest, session: UUID) -> HttpResponse:
    """Every line that was answered is kept, or none."""
    actor, at = request.actor, now()  # type: ignore[attr-defined]
    if request.method != "POST":
        return redirect("newcomer:given_day", session)
    call = RollCall(request.POST)
    if call.keep(queries.given_day(actor, session, at).lines, session=session, by=actor, at=at):
        messages.success(request, _("Kept. Thank you."))
        return redirect("newcomer:given_day", session)
    messages.error(request, call.said, extra_tags="no")
    return _page(request, queries.given_day(actor, session, at), call)


@herself
def move(request: HttpRequest, session: UUID) -> HttpResponse:
    """To another time, or called off; everybody who is expected is told, each in her language."""
    actor, at = request.actor, now()  # type: ignore[attr-defined]
    found = queries.given_day(actor, session, at)
    form = MoveForm.of(found.session, request.POST if request.method == "POST" else None)

    def work() -> None:
        silent = queries.not_reached(actor, session)
        actions.move_session(session_public_id=session, **form.moved, by=actor, at=at)
        messages.success(request, telling.moved(silent))
        warn_of_holiday(request, form.starts_at)

    answer = send(form, at=at, to=reverse("newcomer:giving"), work=work) if request.method == "POST" else None
    return answer or render(request, "newcomer/giving_move.html", {"form": form, "one": found})


@herself
def cancel(request: HttpRequest, session: UUID) -> HttpResponse:
    """Nobody comes; everybody is told."""
    facts: dict[str, Any] = {"session_public_id": session, "version": version_in(request.POST)}
    silent = queries.not_reached(request.actor, session)  # type: ignore[attr-defined]
    done = telling.called_off(silent)
    return _pressed(request, session, lambda **who: actions.cancel_session(**facts, **who), done)


@herself
def support(request: HttpRequest, support: UUID) -> HttpResponse:
    """It is sure, or not to be had; afterwards, whether it came."""
    if request.method != "POST":
        return redirect("newcomer:giving")
    actor, verb = request.actor, request.POST.get("do", "")  # type: ignore[attr-defined]
    session = queries.session_of_support(actor, support)
    queries.given_day(actor, session, now())
    if verb not in SUPPORT_ACTS:
        raise NotFound
    facts = {"support_public_id": support, "version": version_in(request.POST)}
    return _pressed(request, session, lambda **who: SUPPORT_ACTS[verb](**facts, **who), _("Kept."))


def _pressed(request: HttpRequest, session: UUID, work: Callable[..., object], done: str) -> HttpResponse:
    """A button: what it did, or why not, is said on the day's page."""
    to = reverse("newcomer:given_day", args=[session])
    if request.method != "POST":
        return redirect(to)
    return done_or_said(request, to, work=lambda: work(by=request.actor, at=now()), done=done)  # type: ignore[attr-defined]


def _page(request: HttpRequest, found: GivenDay, call: RollCall) -> HttpResponse:
    actor, at = request.actor, now()  # type: ignore[attr-defined]
    names = known_to_giver(actor, [(line.person_id, found.organisation_id) for line in found.lines], at)
    rows = call.rows(
        found.lines,
        session=found.session,
        asked=found.supports,
        who=lambda line: names.get((line.person_id, found.organisation_id)),
        at=at,
    )
    context = {
        "one": found,
        "kind": kind_of(found.offer_kind),
        "words": said(SESSION_STATES, found.session.state),
        "rows": rows,
        "attendance": choices(ATTENDANCE, *WENT),
        "may_tell": any(row["may_tell"] for row in rows),
        "to_come": found.session.state == "planned" and found.session.starts_at > at,
    }
    return render(request, "newcomer/giving_day.html", context)
