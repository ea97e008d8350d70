"""What a person needs in order to come: asked for, confirmed, and whether it came."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parvis.core.clock import now
from parvis.engagement import actions, queries
from parvis.kernel.errors import NotFound
from parvis.web.shell.doors import staff
from parvis.web.shell.sending import done_or_said
from parvis.web.staff.forms.taking import SupportForm
from parvis.web.staff.posting import sent, version_of
from parvis.web.staff.roles import WORKERS

ACTS: dict[str, Callable[..., object]] = {
    "confirm": actions.confirm_support,
    "not_available": actions.support_not_available,
    "cancel": actions.cancel_support,
}


@staff(*WORKERS)
def support_new(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Ask for one more."""
    by, at = request.actor, now()  # type: ignore[attr-defined]
    visit = queries.session_page(by, session_id, at)
    back = reverse("staff:appointment", args=[session_id])
    form = SupportForm(request.POST if request.method == "POST" else None)

    def work() -> str:
        facts = form.cleaned_data
        wanted = actions.NewSupport(kind=facts["kind"], language=facts["language"], number=facts["number"] or 1)
        actions.ask_support(session_public_id=session_id, person_id=visit.person_id, support=wanted, by=by, at=at)
        messages.success(request, _("Asked for. Confirm it once it is sure."), extra_tags="yes")
        return back

    answer = sent(form, at=at, work=work) if request.method == "POST" else None
    return answer or render(request, "staff/support_new.html", {"form": form, "one": visit, "back_url": back})


@staff(*WORKERS)
@require_POST
def support_move(request: HttpRequest, support_id: UUID) -> HttpResponse:
    """Confirmed, not to be had, called off; afterwards, whether it came."""
    by, at, verb = request.actor, now(), request.POST.get("do", "")  # type: ignore[attr-defined]
    session_id = queries.session_of_support(by, support_id)
    facts = {"support_public_id": support_id, "version": version_of(request), "by": by, "at": at}
    if verb in ACTS:
        work: Callable[[], object] = lambda: ACTS[verb](**facts)  # noqa: E731
    elif verb in {"came", "no_show"}:
        work = lambda: actions.tell_support(came=verb == "came", **facts)  # noqa: E731
    else:
        raise NotFound
    return done_or_said(request, reverse("staff:appointment", args=[session_id]), work=work, done=_("Kept."))
