"""A host: what she does here, how her checks stand, what she takes part in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parvis.casework.queries import finding
from parvis.core.clock import now
from parvis.engagement import queries as engagement
from parvis.kernel.errors import NotFound
from parvis.people import actions
from parvis.people import queries as people
from parvis.people.entries import NewPart, VettingSeen
from parvis.people.queries import PartView
from parvis.web.shell.doors import staff
from parvis.web.shell.links import link
from parvis.web.shell.sending import done_or_said
from parvis.web.shell.words import choices, said
from parvis.web.shell.words.parts import PARTS
from parvis.web.staff.forms.host import PartForm, VettingForm
from parvis.web.staff.noticing import facts_of, notice_done, notice_page
from parvis.web.staff.posting import sent
from parvis.web.staff.roles import WORKERS
from parvis.web.staff.shown import hosts as shown
from parvis.web.staff.shown.known import reached


@staff(*WORKERS)
def host(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The parts in which she stands and stood, how to reach her, what she has taken up."""
    by, at = request.actor, now()  # type: ignore[attr-defined]
    person = people.person_view(by, person_id, at)
    parts = people.parts_of(by, person.id, at)
    case = finding.cases_of_persons(by, [person.id]).get(person.id)
    newcomer = any(part.runs and not part.is_host for part in parts)
    context = {
        "head": shown.head(person, parts, "parts"),
        "parts": [shown.part(one, person_id) for one in parts if one.state != "ended"],
        "ended": [shown.part(one, person_id) for one in parts if one.state == "ended"],
        "contacts": reached(person),
        "engagements": [shown.engagement(one) for one in engagement.engagements_of(by, person.id, at)],
        "case_url": link("staff:case", case.public_id) if case else "",
        "open_url": reverse("staff:case_open", args=[person_id]) if newcomer and not case else "",
        "part_url": reverse("staff:part_new", args=[person_id]),
    }
    return render(request, "staff/host.html", context)


@staff(*WORKERS, purpose="registration")
def part_new(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """One more part: which, then its notice where she has not had it, then for whom and from when."""
    by, at = request.actor, now()  # type: ignore[attr-defined]
    person = people.person_view(by, person_id, at)
    back = reverse("staff:host", args=[person_id])
    part = request.POST.get("part") or request.GET.get("part", "")
    if part not in PARTS:
        return render(request, "staff/part_choose.html", {"back_url": back, "choices": choices(PARTS)})
    form = PartForm(request.POST or None, part=part)
    context: dict[str, Any] = {"part_form": form, "part": said(PARTS, part), "back_url": back, "form": form}
    told = None
    if people.needs_notice(by, person.id, part):
        told, notice = notice_page(request, part=part, language=person.language)
        context |= {**notice, "told": told}
    if request.method == "POST" and form.is_valid() and (told is None or told.is_valid()):

        def work() -> str:
            new = NewPart(part=part, organisation_id=form.organisation_id, starts_on=form.cleaned_data["starts_on"])
            done = notice_done(facts_of(told)) if told is not None else None
            actions.begin_part(person_public_id=person_id, part=new, notice=done, by=by, at=at)
            messages.success(request, _("Kept. It begins on its day."), extra_tags="yes")
            return back

        answer = sent(form, at=at, work=work)
        if answer is not None:
            return answer
    return render(request, "staff/part_new.html", context)


@staff(*WORKERS)
@require_POST
def part_end(request: HttpRequest, person_id: UUID, part_id: UUID) -> HttpResponse:
    """From today on. No reason is asked, and the part stays as history."""
    by, at = request.actor, now()  # type: ignore[attr-defined]
    _part(request, person_id, part_id)
    return done_or_said(
        request,
        reverse("staff:host", args=[person_id]),
        work=lambda: actions.end_part(part_public_id=part_id, by=by, at=at),
        done=_("Ended today. What she did stays in the list."),
    )


@staff(*WORKERS)
def part_check(request: HttpRequest, person_id: UUID, part_id: UUID) -> HttpResponse:
    """Which kind of paper was seen, until when it counts; the paper goes back."""
    by, at = request.actor, now()  # type: ignore[attr-defined]
    found = _part(request, person_id, part_id)
    if not found.is_host:
        raise NotFound
    back = reverse("staff:host", args=[person_id])
    first = {
        "vetting": "asked" if found.vetting == "expired" else found.vetting,
        "paper": found.vetting_paper,
        "until": found.vetting_until,
        "version": found.version,
    }
    form = VettingForm(request.POST or None, initial=first)

    def work() -> str:
        facts = form.cleaned_data
        seen = VettingSeen(vetting=facts["vetting"], paper=facts["paper"], until=facts["until"])
        actions.note_vetting(part_public_id=part_id, seen=seen, version=facts["version"], by=by, at=at)
        messages.success(request, _("Kept. The paper goes back to its owner."), extra_tags="yes")
        return back

    answer = sent(form, at=at, work=work) if request.method == "POST" else None
    context = {"form": form, "doing": shown.doing(found), "back_url": back, "check": shown.check_tag(found)}
    return answer or render(request, "staff/part_check.html", context)


def _part(request: HttpRequest, person_id: UUID, part_id: UUID) -> PartView:
    """A part of this very person, or `NotFound`."""
    by = request.actor  # type: ignore[attr-defined]
    rows = people.parts_of(by, people.person(by, person_id).pk, now())
    found = next((row for row in rows if row.public_id == part_id), None)
    if found is None:
        raise NotFound
    return found
