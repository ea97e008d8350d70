"""The worker's day: what is late, what is for today, who waits at the desk."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from parvis.casework import actions, queries
from parvis.core.clock import now
from parvis.kernel import languages
from parvis.web.design.piece import Piece
from parvis.web.design.words import language_now
from parvis.web.shell.doors import staff
from parvis.web.shell.links import link
from parvis.web.shell.sending import done_or_said
from parvis.web.shell.words import said
from parvis.web.shell.words.casework import INTERPRETER
from parvis.web.shell.words.topics import TOPICS
from parvis.web.staff.forms.visit import VisitForm
from parvis.web.staff.numbers import page_number
from parvis.web.staff.posting import sent, version_of
from parvis.web.staff.roles import WORKERS
from parvis.web.staff.shown import heads, queue
from parvis.web.staff.words import GROUPS, TABS


@staff(*WORKERS)
def home(request: HttpRequest) -> HttpResponse:
    """The first room."""
    return redirect("staff:day")


@staff(*WORKERS)
def day(request: HttpRequest) -> HttpResponse:
    """The queue of a tab, the next person, the waiting room."""
    by, at = request.actor, now()  # type: ignore[attr-defined]
    tab = request.GET.get("tab", "today")
    tab = tab if tab in TABS else "today"
    found = queries.day(by, at, tab=tab, page=page_number(request))
    here = link("staff:day")
    context = {
        "today": timezone.localdate(at),
        "greeting": _greeting(found),
        "tabs": [
            Piece(
                url=f"{here}?tab={code}" if code != "today" else here,
                label=label,
                count=_counted(code, found.counts.get(code, 0)),
                current=code == tab,
            )
            for code, label in TABS.items()
        ],
        "tab": tab,
        "groups": [
            Piece(code=code, label=label, rows=[queue.row(one, at) for one in found.groups[code]])
            for code, label in GROUPS.items()
            if found.groups.get(code)
        ],
        "after": _after(found),
        "page": found.page,
        "more": found.more,
        "previous": found.page - 1,
        "next": found.page + 1,
        "current": _current(found.next_appointment, at),
        "waiting": [_visit(one) for one in found.desk.waiting],
        "serving": [_visit(one) for one in found.desk.with_worker if one.worker_is_me],
        "visit_form": VisitForm(),
    }
    return render(request, "staff/day.html", context)


@staff(*WORKERS)
@require_POST
def visit_new(request: HttpRequest) -> HttpResponse:
    """A ticket for somebody at the door; no name is asked."""
    form, at = VisitForm(request.POST), now()

    def work() -> str:
        facts = form.cleaned_data
        made = actions.receive_visit(topic=facts["topic"], language=facts["language"], by=request.actor, at=at)  # type: ignore[attr-defined]
        messages.success(request, _("Ticket %(ticket)s is waiting.") % {"ticket": made.ticket}, extra_tags="yes")
        return reverse("staff:day")

    answer = sent(form, at=at, work=work)
    if answer is None:
        messages.error(request, _("Choose a language and a topic from the lists."), extra_tags="no")
    return answer or redirect("staff:day")


@staff(*WORKERS)
@require_POST
def visit_take(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """Receive the visitor; a colleague may have been quicker, and that is said."""
    by, at = request.actor, now()  # type: ignore[attr-defined]
    onward = f"{reverse('staff:receive')}?visit={visit_id}"
    taken: list[Any] = []

    def work() -> None:
        taken.append(actions.take_visit(visit_public_id=visit_id, version=version_of(request), by=by, at=at))

    answer = done_or_said(request, reverse("staff:day"), work=work, done=_("You receive this visitor."))
    return redirect(onward) if taken and taken[0].person_id is None else answer


@staff(*WORKERS)
@require_POST
def visit_close(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """The visit is over, or the visitor left."""
    by, at, left = request.actor, now(), bool(request.POST.get("left"))  # type: ignore[attr-defined]
    return done_or_said(
        request,
        reverse("staff:day"),
        work=lambda: actions.close_visit(visit_public_id=visit_id, left=left, by=by, at=at),
        done=_("Noted: the visitor left.") if left else _("The visit is over."),
    )


def _counted(code: str, count: int) -> str:
    """A caseload is counted whole; of a large team it is enough to know that it is a hundred or more."""
    return f"{count - 1}+" if code == "team" and count >= queries.COUNT_CAP else str(count)


def _greeting(found: Any) -> str:
    late, today = len(found.groups.get("late", [])), len(found.groups.get("today", []))
    if not late and not today:
        return _("Nothing is late.")
    first = ngettext("%(n)s thing has waited too long,", "%(n)s things have waited too long,", late) % {"n": late}
    second = ngettext("%(n)s is for today.", "%(n)s are for today.", today) % {"n": today}
    return f"{first} {second}" if late else second


def _after(found: Any) -> str:
    following = found.next_appointment
    if following is None or following.due_at is None or following.group != "later":
        return _("After this, nothing waits today.")
    return _("After this, nothing waits today. Next appointment: %(when)s.") % {"when": heads.moment(following.due_at)}


def _current(item: Any, at: Any) -> Piece | None:
    if item is None:
        return None
    visit = item.params["appointment"]
    facts = [
        (_("About"), visit.subject),
        (_("Where"), visit.room or visit.place),
        (_("Interpreter"), said(INTERPRETER, visit.interpreter)),
    ]
    return Piece(
        topic=item.topic or "meet",
        when=f"{queue.in_time(visit.starts_at, at)} · {heads.moment(visit.starts_at)}",
        url=queue.subject_url(item),
        name=item.name or item.number,
        about=queue.about(item.language, item.household_size),
        facts=[{"label": label, "value": value} for label, value in facts if value],
    )


def _visit(one: Any) -> Piece:
    spoken = languages.name_in(one.language, language_now()) if one.language else _("language not known")
    about = " · ".join(part for part in (one.name, spoken, said(TOPICS, one.topic)) if part)
    return Piece(
        ticket=one.ticket,
        about=about,
        waited=queue.at_desk(one.waited),
        version=one.version,
        known=one.person_id is not None,
        url=f"{link('staff:receive')}?visit={one.public_id}" if one.person_id is None else link("staff:people"),
        take_url=link("staff:visit_take", one.public_id),
        close_url=link("staff:visit_close", one.public_id),
    )
