"""My path: the one next thing in each part, then everything else on one page, which prints to one sheet."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from parvis.core.clock import now
from parvis.web.newcomer import home
from parvis.web.newcomer.shown import (
    SHOWN_STEPS,
    first_name,
    known_to,
    shown_consents,
    shown_reads,
    shown_shares,
    shown_steps,
)
from parvis.web.shell.doors import herself_with_record


@herself_with_record
def path(request: HttpRequest) -> HttpResponse:
    """What is next, who is there, what was shared, who looked."""
    opened, at = request.herself, now()  # type: ignore[attr-defined]
    seen = home.look(opened, at)
    found, sides = seen.path, home.sides(seen)
    steps = shown_steps(found)
    consents = shown_consents(found.consents)
    context = {
        "language": opened.language,
        "sides": sides,
        "parts": home.shown_parts(seen),
        "gives": home.gives(seen),
        "steps": steps[:SHOWN_STEPS],
        "more_steps": steps[SHOWN_STEPS:],
        "people": [
            {"name": first_name(one.name), "organisation": one.organisation_name, "phone": one.organisation_phone}
            for one in found.people
        ],
        "shares": [one for one in shown_shares(found.shared) if one.can_withdraw or one.is_open][:3],
        "known_to": known_to(consents),
        "consents": [one for one in consents if one.is_live],
        "reads": shown_reads(opened.record.reads)[:2],
    }
    return render(request, "newcomer/path.html", context)
