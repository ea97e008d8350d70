"""What can be taken up for a need, asked for with the person; and how it stands afterwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parvis.casework import queries
from parvis.core.clock import now
from parvis.engagement import actions
from parvis.engagement import queries as engagement
from parvis.engagement.endings import BY_PROVIDER
from parvis.engagement.kinds import kind_of
from parvis.engagement.queries import EngagementView
from parvis.kernel.errors import NotFound
from parvis.people import queries as people
from parvis.web.agreements import shown
from parvis.web.shell.doors import staff
from parvis.web.shell.sending import done_or_said
from parvis.web.shell.words import choices, said
from parvis.web.shell.words.endings import END_REASONS, told
from parvis.web.shell.words.engagement import PARTS, STATES, TONES, VERBS
from parvis.web.staff.forms.taking import TakeForm
from parvis.web.staff.posting import sent, version_of
from parvis.web.staff.roles import WORKERS
from parvis.web.staff.shown import offers, parts

# What staff may do from each state, beside ending it.
NEXT = {
    "interested": ("withdraw",),
    "requested": ("offer", "waitlist", "withdraw"),
    "waitlisted": ("offer", "unlist", "withdraw"),
    "offered": ("accept", "decline"),
    "accepted": ("start", "withdraw"),
    "active": ("complete", "withdraw"),
}
ACTS: dict[str, Callable[..., Any]] = {
    "offer": actions.offer_place,
    "waitlist": actions.waitlist,
    "unlist": actions.take_off_waitlist,
    "accept": actions.accept_place,
    "decline": actions.decline_place,
    "start": actions.start,
    "complete": actions.complete,
    "withdraw": actions.withdraw,
}


@staff(*WORKERS)
def take_up(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """Offers of every kind for a need, ranked with reasons."""
    found = queries.taking_up(request.actor, need_id, now())  # type: ignore[attr-defined]
    context = {
        "need": parts.need(found.need, found.case_public_id),
        "offers": [offers.proposed(one, need_id, step=_step_asked(request)) for one in found.ranked],
        "aside": [offers.aside(one) for one in found.set_aside],
        "places_url": reverse("staff:places", args=[need_id]),
        "back_url": reverse("staff:case_needs", args=[found.case_public_id]),
    }
    return render(request, "staff/take_up.html", context)


@staff(*WORKERS)
def take(request: HttpRequest, need_id: UUID, offer_id: UUID) -> HttpResponse:
    """Ask for a place in an offer for a need."""
    by, at = request.actor, now()  # type: ignore[attr-defined]
    found = queries.need_row(by, need_id)
    offer = engagement.offer(offer_id, by.language, at)
    kind = kind_of(offer.kind)
    sessions = engagement.sessions_of(offer.id, at) if kind.picks_session else []
    form = TakeForm(
        request.POST if request.method == "POST" else None,
        kind=kind,
        sessions=sessions,
        steps=found.steps,
        initial={"wish": "request", "step": _step_asked(request) or _only_step(found.steps)},
    )

    def work() -> str:
        asked = actions.Asked(
            session_public_id=form.cleaned_data.get("session") or None,
            case_ref=found.case_id,
            step_ref=form.step_ref(),
        )
        act = actions.request if form.cleaned_data["wish"] == "request" else actions.show_interest
        row = act(offer_public_id=offer_id, person_id=found.person_id, asked=asked, by=by, at=at)
        messages.success(request, _("Kept: %(state)s.") % {"state": said(STATES, row.state)}, extra_tags="yes")
        return reverse("staff:engagement", args=[row.public_id])

    answer = sent(form, at=at, work=work) if request.method == "POST" else None
    context = {
        "need": parts.need(found.need, found.case_public_id),
        "offer": offer,
        "kind": kind,
        "form": form,
        "no_day": kind.picks_session and not sessions,
        "back_url": reverse("staff:take_up", args=[need_id]),
    }
    return answer or render(request, "staff/take.html", context)


def _step_asked(request: HttpRequest) -> str:
    """The step from whose line she comes."""
    return request.GET.get("step", "")[:40]


def _only_step(steps: list[queries.StepToMeet]) -> str:
    """The one step of this need, where there is one alone."""
    own = [str(one.public_id) for one in steps if one.of_this_need]
    return own[0] if len(own) == 1 else ""


@staff(*WORKERS)
def taken(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """One engagement: how it stands, its days, what can be done."""
    by, at = request.actor, now()  # type: ignore[attr-defined]
    row = engagement.engagement(by, engagement_id, at)
    visits = engagement.sessions_taken(by, row.id)
    context = {
        "one": row,
        "kind": kind_of(row.offer_kind),
        "words": said(STATES, row.state),
        "tone": TONES.get(row.state, ""),
        "part": said(PARTS, row.part),
        "verbs": [(verb, said(VERBS, verb)) for verb in NEXT.get(row.state, ())],
        "may_end": row.state in NEXT,
        "reasons": choices(END_REASONS, *BY_PROVIDER),
        "ended": told(row.ending),
        "visits": visits,
        **_agreed(by, row, at),
        "unchecked": engagement.check_missing(by, row.public_id, at) if kind_of(row.offer_kind).given_by_person else "",
        "back_url": (back := _file_of(by, row, at)),
        "back_words": _("The file") if "/cases/" in back else _("The person"),
    }
    return render(request, "staff/taken.html", context)


@staff(*WORKERS)
@require_POST
def taken_move(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """One button of that page."""
    by, at, verb = request.actor, now(), request.POST.get("do", "")  # type: ignore[attr-defined]
    row = engagement.engagement(by, engagement_id, at)
    facts = {"engagement_public_id": engagement_id, "version": version_of(request), "by": by, "at": at}
    if verb == "end":
        work: Callable[[], object] = lambda: actions.end(reason=request.POST.get("reason", ""), **facts)  # noqa: E731
    elif verb in ACTS:
        work = lambda: ACTS[verb](**facts)  # noqa: E731
    else:
        raise NotFound
    return done_or_said(request, reverse("staff:engagement", args=[row.public_id]), work=work, done=_("Kept."))


def _agreed(by: Any, row: EngagementView, at: Any) -> dict[str, Any]:
    """The agreement with which it begins, where its kind asks for one: as it stands, or the way to write it."""
    if not kind_of(row.offer_kind).agreement:
        return {}
    lines = [
        one for one in engagement.agreements_of(by, row.person_id, at) if one.engagement_public_id == row.public_id
    ]
    first = reverse("staff:taken_agreement", args=[row.public_id]) if row.state in {"offered", "accepted"} else ""
    return {
        "agreements": [shown.line(one, reverse("staff:agreement", args=[one.public_id])) for one in lines],
        "agree_url": "" if any(one.is_open for one in lines) else first,
    }


def _file_of(by: Any, row: Any, at: Any) -> str:
    cases = queries.cases_of_person(by, row.person_id, at)
    case = next((one for one in cases if one.id == row.case_ref), cases[0] if cases else None)
    if case is None:
        return reverse("staff:host", args=[people.person_by_id(by, row.person_id).public_id])
    return reverse("staff:case", args=[case.public_id])
