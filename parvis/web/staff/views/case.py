"""The file of a person: timeline, needs, plan, consents, what we know, who read it."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from parvis.access import queries as access
from parvis.casework import actions, queries
from parvis.core.audit import reads_of
from parvis.core.clock import now
from parvis.kernel.actor import Actor
from parvis.people import queries as people
from parvis.web.design.piece import Piece
from parvis.web.shell.doors import staff
from parvis.web.shell.sending import done_or_said
from parvis.web.shell.words import said
from parvis.web.shell.words.casework import CASE_STATES, CASE_TONES, CLOSE_REASONS
from parvis.web.shell.words.reading import PURPOSES
from parvis.web.staff.forms.case import CloseForm, MoveForm
from parvis.web.staff.forms.note import NoteForm
from parvis.web.staff.numbers import page_number
from parvis.web.staff.posting import sent
from parvis.web.staff.roles import WORKERS
from parvis.web.staff.shown import entries, heads, known, parts
from parvis.web.staff.views.people import unfiled
from parvis.web.staff.words import KINDS

READS_SHOWN = 100


@staff(*WORKERS)
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Timeline, newest first, with what is open beside it."""
    return _timeline(request, case_id, NoteForm())


@staff(*WORKERS)
def note_new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A word on the timeline."""
    if request.method != "POST":
        return redirect("staff:case", case_id=case_id)
    form, at = NoteForm(request.POST), now()

    def work() -> str:
        facts = {name: form.cleaned_data[name] for name in ("text", "purpose", "readers")}
        actions.write_note(case_public_id=case_id, **facts, by=request.actor, at=at)  # type: ignore[attr-defined]
        messages.success(request, _("The note is on the timeline."), extra_tags="yes")
        return reverse("staff:case", args=[case_id])

    return sent(form, at=at, work=work) or _timeline(request, case_id, form)


def _timeline(request: HttpRequest, case_id: UUID, form: NoteForm) -> HttpResponse:
    at, kind = now(), request.GET.get("kind", "")
    number = page_number(request)
    wanted = {"kinds": (kind,)} if kind and kind in KINDS else {}
    page = queries.case_page(request.actor, case_id, at, tab="timeline", page=number, **wanted)  # type: ignore[attr-defined]
    line = page.timeline
    here = reverse("staff:case", args=[case_id])
    context = {
        "form": form,
        "note": form,
        "head": heads.head(page),
        "tab": "timeline",
        "entries": entries.told(line.entries, page) if line else [],
        "kinds": [
            Piece(url=f"{here}?kind={code}" if code else here, label=label, current=code == kind)
            for code, label in KINDS.items()
        ],
        "timeline_page": _page(number, more=bool(line and line.more)),
        "appointments": line.coming if line else [],
        "referrals": [parts.referral_line(one) for one in page.open_referrals],
        "steps": [parts.step(one, case_id) for one in page.steps if one.state not in parts.OVER],
        "reads": _readers(page.readers_this_week),
    }
    return render(request, "staff/case.html", context)


@staff(*WORKERS)
def file(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What we know, who read it, and the state of the file."""
    return _file(request, case_id)


@staff(*WORKERS)
def move(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Open, pause, reopen; or close with a reason."""
    if request.method != "POST":
        return redirect("staff:case_file", case_id=case_id)
    by, at = request.actor, now()  # type: ignore[attr-defined]
    back = reverse("staff:case_file", args=[case_id])
    form: CloseForm | MoveForm = (
        CloseForm(request.POST) if request.POST.get("to") == "closed" else MoveForm(request.POST)
    )
    if not form.is_valid():
        return _file(request, case_id, form if isinstance(form, CloseForm) else None)
    facts = form.cleaned_data
    target = {"case_public_id": case_id, "version": facts.get("version"), "by": by, "at": at}
    if isinstance(form, MoveForm):
        return done_or_said(
            request,
            back,
            work=lambda: actions.move_case(state=facts["to"], reason=facts["reason"], **target),
            done=_("Done."),
        )

    def work() -> str:
        actions.move_case(state="closed", reason=facts["reason"], **target)
        return back

    return sent(form, at=at, work=work) or _file(request, case_id, form)


@staff(*WORKERS)
@require_POST
def open_for(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """A file for somebody registered who has none here."""
    by, at = request.actor, now()  # type: ignore[attr-defined]
    person = people.person(by, person_id)
    if people.waits_for_notice(by, person.pk):
        return redirect("staff:person_notice", person_id=person_id)
    made = actions.open_case(person_id=person.pk, by=by, at=at)
    return redirect("staff:case", case_id=made.public_id)


@staff(*WORKERS)
def person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """From a member of a household to her file, or to the offer to open one."""
    by, at = request.actor, now()  # type: ignore[attr-defined]
    row = people.person(by, person_id)
    found = queries.cases_of_person(by, row.pk, at)
    if not found:
        return unfiled(request, people.person_view(by, row.public_id, at))
    return redirect("staff:case", case_id=found[0].public_id)


def _file(request: HttpRequest, case_id: UUID, close: CloseForm | None = None) -> HttpResponse:
    by, at = request.actor, now()  # type: ignore[attr-defined]
    page = queries.case_page(by, case_id, at, tab="household")
    context = {
        "form": close,
        "head": heads.head(page),
        "tab": "file",
        "facts": known.facts(page.person),
        "person_id": page.person.public_id,
        "reads": _reads(by, page.person.id),
        "state": _state(page.case),
        "kept": queries.case_kept(by, case_id) if page.case.state == "closed" else None,
        "close": close or CloseForm(initial={"version": page.case.version}),
    }
    return render(request, "staff/case_file.html", context)


def _state(case: Any) -> Piece:
    moves = {
        "enquiry": [("open", _("Open the file"))],
        "open": [("paused", _("Pause it"))],
        "paused": [("open", _("Go on with it"))],
        "closed": [("open", _("Reopen the file"))],
    }
    since = heads.short_day(case.closed_at or case.opened_at)
    if case.close_reason:
        since = f"{since} · {said(CLOSE_REASONS, case.close_reason)}"
    return Piece(
        words=said(CASE_STATES, case.state),
        tone=CASE_TONES.get(case.state, ""),
        since=since,
        moves=moves.get(case.state, []),
        may_close=case.state != "closed",
        url=reverse("staff:case_move", args=[case.public_id]),
        version=case.version,
    )


def _reads(by: Actor, person_id: int) -> list[Piece]:
    rows = list(reads_of(person_id)[:READS_SHOWN])
    names = access.account_names(by, [row.account_id for row in rows if row.account_id])
    bodies = access.organisation_names([row.organisation_id for row in rows if row.organisation_id])
    times: Counter[tuple[str, str, datetime]] = Counter()
    for row in rows:
        who = names.get(row.account_id or 0) or bodies.get(row.organisation_id or 0) or _("the person herself")
        times[who, said(PURPOSES, row.purpose), row.at.replace(minute=0, second=0, microsecond=0)] += 1
    return [Piece(who=who, what=what, at=hour) for who, what, hour in times]


def _readers(count: int) -> str:
    return (
        ngettext("%(n)s person this week.", "%(n)s people this week.", count) % {"n": count}
        if count
        else _("Nobody this week.")
    )


def _page(number: int, *, more: bool) -> Any:
    """A page of a list whose length nobody counts: as far as it is known to go."""
    return Paginator(range(number + more), 1).page(number) if number > 1 or more else None
