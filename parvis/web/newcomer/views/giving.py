"""What she gives of her own time: who asks for it, her answer, the beginning and the end. Who asks has a number, or lets herself be known."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.core.clock import now
from parvis.engagement import actions, queries
from parvis.engagement.endings import BY_PROVIDER
from parvis.engagement.kinds import kind_of
from parvis.engagement.queries import GivenOffer
from parvis.kernel.errors import NotFound
from parvis.web.shell.doors import herself, herself_with_record
from parvis.web.shell.participants import Known, known_to_giver
from parvis.web.shell.sending import done_or_said, version_in
from parvis.web.shell.words import choices, said
from parvis.web.shell.words.endings import END_REASONS
from parvis.web.shell.words.engagement import STATES, TONES

OPEN = frozenset({"requested", "waitlisted", "offered", "accepted", "active"})
ACTS: dict[str, Callable[..., Any]] = {
    "offer": actions.offer_place,
    "no": lambda **facts: actions.end(reason="not_the_right_fit", **facts),
    "start": actions.start,
    "complete": actions.complete,
}
# What she can do, said as she would say it.
NEXT: dict[str, list[tuple[str, Any]]] = {
    "requested": [("offer", gettext_lazy("Yes, I would like to meet")), ("no", gettext_lazy("Not this time"))],
    "waitlisted": [("offer", gettext_lazy("Yes, I would like to meet")), ("no", gettext_lazy("Not this time"))],
    "accepted": [("start", gettext_lazy("We have begun"))],
    "active": [("complete", gettext_lazy("We have come to the end"))],
}
SAID = {
    "start": gettext_lazy("You have begun. It stands on both your pages."),
    "complete": gettext_lazy("You have come to the end. Thank you for your time."),
}


@herself_with_record
def giving(request: HttpRequest) -> HttpResponse:
    """Each of her offers, with who asks, who has a place, and its days."""
    actor, at = request.actor, now()  # type: ignore[attr-defined]
    found = queries.given_offers(actor, at)
    names = known_to_giver(actor, _open(found), at)
    shown = [
        {
            "offer": one.offer,
            "kind": kind_of(one.offer.kind),
            "rows": [_row(line, names, one) for line in one.lines if line.state in OPEN],
            "untold": [day for day in one.days if day.starts_at <= at and day.expected],
            "coming": [day for day in one.days if day.starts_at > at and day.state == "planned"],
        }
        for one in found
    ]
    parts = request.herself.record.parts  # type: ignore[attr-defined]
    context = {
        "offers": shown,
        "reasons": choices(END_REASONS, *BY_PROVIDER),
        "may_write": queries.kinds_to_give(actor, at, parts),
    }
    return render(request, "newcomer/giving.html", context)


@herself
def answer(request: HttpRequest, engagement: UUID) -> HttpResponse:
    """Yes, until a time; or no, which blames nobody. Later: it has begun, it has come to its end, or it ends before."""
    actor, at, verb = request.actor, now(), request.POST.get("do", "")  # type: ignore[attr-defined]
    if request.method != "POST":
        return redirect("newcomer:giving")
    facts = {"engagement_public_id": engagement, "version": version_in(request.POST), "by": actor, "at": at}

    def work() -> None:
        if verb == "end":
            actions.end(reason=request.POST.get("reason", ""), **facts)
        elif verb in ACTS:
            ACTS[verb](**facts)
        else:
            raise NotFound

    done = str(SAID.get(verb, _("They are told that there is news.")))
    return done_or_said(request, reverse("newcomer:giving"), work=work, done=done)


def _open(found: Iterable[GivenOffer]) -> list[tuple[int, int]]:
    return [(line.person_id, one.offer.organisation_id) for one in found for line in one.lines if line.state in OPEN]


def _row(line: queries.RosterLine, names: dict[tuple[int, int], Known], one: GivenOffer) -> dict[str, Any]:
    return {
        "one": line,
        "who": names.get((line.person_id, one.offer.organisation_id)),
        "words": said(STATES, line.state),
        "tone": TONES.get(line.state, ""),
        "verbs": NEXT.get(line.state, []),
        "may_end": line.state in {"offered", "accepted", "active"},
    }
