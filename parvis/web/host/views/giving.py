"""What one's organisation gives: its offers, who asks for them, who has a place. Persons have a number until they say otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from parvis.access.choices import Role
from parvis.core.clock import now
from parvis.engagement import actions, queries
from parvis.engagement.choices import OfferState
from parvis.engagement.endings import BY_PROVIDER
from parvis.engagement.kinds import kind_of
from parvis.engagement.queries import RosterLine
from parvis.kernel.errors import NotFound
from parvis.web.shell.doors import staff
from parvis.web.shell.participants import known
from parvis.web.shell.sending import done_or_said, version_in
from parvis.web.shell.words import choices, said
from parvis.web.shell.words.endings import END_REASONS, told
from parvis.web.shell.words.engagement import KEPT, OFFER_STATES, PARTS, STATES, TONES, VERBS

GIVERS = (Role.PROVIDER, Role.CASEWORKER, Role.MEDIATOR)
NEXT = {
    "requested": ("offer", "waitlist"),
    "waitlisted": ("offer", "unlist"),
    "accepted": ("start",),
    "active": ("complete",),
}
ACTS: dict[str, Callable[..., Any]] = {
    "offer": actions.offer_place,
    "waitlist": actions.waitlist,
    "unlist": actions.take_off_waitlist,
    "start": actions.start,
    "complete": actions.complete,
}
GROUPS = (
    (gettext_lazy("They ask for a place"), ("requested",)),
    (gettext_lazy("They have a place"), ("offered", "accepted", "active")),
    (gettext_lazy("They wait"), ("waitlisted",)),
    (gettext_lazy("Over"), ("completed", "withdrawn", "ended", "no_longer_possible")),
)


@staff(*GIVERS, purpose="participation")
def offers(request: HttpRequest) -> HttpResponse:
    """Those that somebody asks for first."""
    ended = request.GET.get("tab") == "ended"
    asked = request.GET.get("page", "1")
    page = int(asked) if asked.isascii() and asked.isdigit() and 0 < len(asked) < 5 else 1
    lines, more = queries.given_by(request.actor, now(), ended=ended, page=page)  # type: ignore[attr-defined]
    context = {
        "rows": [{"one": line, "kind": kind_of(line.kind), "state": said(OFFER_STATES, line.state)} for line in lines],
        "ended": ended,
        "next_page": page + 1 if more else 0,
        "before_page": page - 1,
    }
    return render(request, "host/offers.html", context)


@staff(*GIVERS, purpose="participation")
def offer(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """One offer: who asks, who has a place, who waits; and its days."""
    actor, at = request.actor, now()  # type: ignore[attr-defined]
    found = queries.roster(actor, offer_id, at)
    names = known(actor, found.offer.organisation_id, [line.person_id for line in found.lines], at)
    shown = [_line(line, names) for line in found.lines]
    context = {
        "offer": found.offer,
        "kind": kind_of(found.offer.kind),
        "state": said(OFFER_STATES, found.offer.state),
        "groups": [
            (str(title), rows)
            for title, states in GROUPS
            if (rows := [row for row in shown if row["one"].state in states])
        ],
        "coming": [one for one in found.sessions if one.state == "planned" and one.starts_at > at],
        "past": [one for one in found.sessions if one.starts_at <= at and one.state in {"planned", "held"}],
        "kept": [(one, said(KEPT, one.part)) for one in found.kept],
        "reasons": choices(END_REASONS, *BY_PROVIDER),
        "states": choices(OFFER_STATES, *OfferState.values),
    }
    return render(request, "host/offer.html", context)


@staff(*GIVERS, purpose="participation")
@require_POST
def decide(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """One button beside one participant."""
    actor, at, verb = request.actor, now(), request.POST.get("do", "")  # type: ignore[attr-defined]
    offer_id = queries.offer_of_engagement(actor, engagement_id)
    facts = {"engagement_public_id": engagement_id, "version": version_in(request.POST), "by": actor, "at": at}
    if verb == "end":
        return _done(request, offer_id, lambda: actions.end(reason=request.POST.get("reason", ""), **facts))
    if verb not in ACTS:
        raise NotFound
    return _done(request, offer_id, lambda: ACTS[verb](**facts))


@staff(*GIVERS, purpose="participation")
@require_POST
def change(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """Open, paused, closed; or how many places there are."""
    actor, at = request.actor, now()  # type: ignore[attr-defined]
    queries.roster(actor, offer_id, at)
    if "state" in request.POST:
        state = request.POST["state"]
        return _done(
            request, offer_id, lambda: actions.set_offer_state(offer_public_id=offer_id, state=state, by=actor, at=at)
        )
    typed = request.POST.get("capacity", "").strip()
    if not (typed.isascii() and typed.isdigit() and len(typed) < 6):
        messages.error(request, _("Write the places in figures."), extra_tags="no")
        return redirect("host:offer", offer_id)
    return _done(
        request, offer_id, lambda: actions.set_capacity(offer_public_id=offer_id, capacity=int(typed), by=actor, at=at)
    )


def _line(line: RosterLine, names: dict[int, Any]) -> dict[str, Any]:
    return {
        "one": line,
        "who": names.get(line.person_id),
        "words": said(STATES, line.state),
        "tone": TONES.get(line.state, ""),
        "part": said(PARTS, line.part),
        "verbs": [(verb, said(VERBS, verb)) for verb in NEXT.get(line.state, ())],
        "may_end": line.state in {"requested", "waitlisted", "offered", "accepted", "active"},
        "ended": told(line.ending),
    }


def _done(request: HttpRequest, offer_id: UUID, work: Callable[[], object]) -> HttpResponse:
    return done_or_said(request, reverse("host:offer", args=[offer_id]), work=work, done=_("Kept."))
