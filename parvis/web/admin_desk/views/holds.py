"""Holds: placed and looked at again by the data protection officer, lifted with the yes of a second person."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from parvis.access.choices import Role
from parvis.core.clock import now
from parvis.oversight import actions, queries
from parvis.web.admin_desk.forms.hold import HoldForm, LiftForm, ReviewForm
from parvis.web.admin_desk.shown_retention import shown_hold
from parvis.web.shell.doors import staff
from parvis.web.shell.sending import VersionedForm, done_or_said, send, version_in


@staff(Role.DPO, Role.ADMIN, purpose="oversight")
@require_safe
def found(request: HttpRequest) -> HttpResponse:
    """The officer's list; to an administrator those that wait for a second yes."""
    actor = request.actor  # type: ignore[attr-defined]
    rows = [shown_hold(line) for line in queries.hold_lines(actor, now())]
    return render(request, "admin_desk/holds.html", {"rows": rows, "tab": "holds", "officer": actor.has_role(Role.DPO)})


@staff(Role.DPO, purpose="oversight")
def new(request: HttpRequest) -> HttpResponse:
    """A new hold."""
    form = HoldForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        at = now()

        def work() -> None:
            facts = {name: form.cleaned_data[name] for name in ("record", "reason", "words", "review_on")}
            actions.place_hold(**facts, by=request.actor, at=at)  # type: ignore[attr-defined]
            messages.success(request, _("Kept from now on."))

        answer = send(form, at=at, to=reverse("admin_desk:holds"), work=work)
        if answer is not None:
            return answer
    return render(request, "admin_desk/hold_new.html", {"form": form})


@staff(Role.DPO, Role.ADMIN, purpose="oversight")
@require_safe
def hold(request: HttpRequest, hold: UUID) -> HttpResponse:
    """One: what the officer wrote, and what can be done."""
    return _page(request, hold)


@staff(Role.DPO, purpose="oversight")
@require_POST
def review(request: HttpRequest, hold: UUID) -> HttpResponse:
    """Still needed."""
    form = ReviewForm(request.POST)
    answer = _sent(request, form, hold, actions.review_hold, _("Noted: looked at again by then."))
    return answer or _page(request, hold, review=form)


@staff(Role.DPO, purpose="oversight")
@require_POST
def ask(request: HttpRequest, hold: UUID) -> HttpResponse:
    """No longer needed, says the officer."""
    form = LiftForm(request.POST)
    done = _("Asked. It stands until an administrator or another officer says yes.")
    answer = _sent(request, form, hold, actions.ask_to_lift, done)
    return answer or _page(request, hold, ask=form)


@staff(Role.DPO, purpose="oversight")
@require_POST
def go_on(request: HttpRequest, hold: UUID) -> HttpResponse:
    """Needed after all."""
    by, at, version = request.actor, now(), version_in(request.POST)  # type: ignore[attr-defined]
    return done_or_said(
        request,
        reverse("admin_desk:hold", args=[hold]),
        work=lambda: actions.go_on_holding(hold_public_id=hold, version=version, by=by, at=at),
        done=_("It stays kept."),
    )


@staff(Role.DPO, Role.ADMIN, purpose="oversight")
@require_POST
def lift(request: HttpRequest, hold: UUID) -> HttpResponse:
    """The second yes."""
    by, at, version = request.actor, now(), version_in(request.POST)  # type: ignore[attr-defined]
    return done_or_said(
        request,
        reverse("admin_desk:holds"),
        work=lambda: actions.lift(hold_public_id=hold, version=version, by=by, at=at),
        done=_("Lifted. From now on the record is erased when its time is over."),
    )


def _sent(
    request: HttpRequest, form: VersionedForm, hold: UUID, act: Callable[..., object], done: str
) -> HttpResponse | None:
    """Its fields are what the action takes."""
    at = now()

    def work() -> None:
        facts = {name: value for name, value in form.cleaned_data.items() if name != "once"}
        act(hold_public_id=hold, **facts, by=request.actor, at=at)  # type: ignore[attr-defined]
        messages.success(request, done)

    return send(form, at=at, to=reverse("admin_desk:hold", args=[hold]), work=work)


def _page(
    request: HttpRequest, hold: UUID, *, review: ReviewForm | None = None, ask: LiftForm | None = None
) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    line = queries.hold_line(actor, hold, now())
    first = {"version": line.version}
    context = {
        "shown": shown_hold(line),
        "officer": actor.has_role(Role.DPO),
        "form": review or ask,
        "review": review or ReviewForm(initial={**first, "review_on": line.review_on}),
        "ask": ask or LiftForm(initial=first),
    }
    return render(request, "admin_desk/hold.html", context)
