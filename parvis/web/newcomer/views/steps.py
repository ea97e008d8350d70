"""Done: said by her, confirmed by another; or said by another, and confirmed by her."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.casework import actions as casework
from parvis.core.clock import now
from parvis.web.shell.doors import herself
from parvis.web.shell.sending import done_or_said


@herself
def done(request: HttpRequest, step: UUID) -> HttpResponse:
    """She says that it is done."""
    return _told(request, lambda: casework.claim_done(step_public_id=step, by=request.actor, at=now()),  # type: ignore[attr-defined]
                 _("Well done. Your adviser confirms it."))  # fmt: skip


@herself
def confirm(request: HttpRequest, step: UUID) -> HttpResponse:
    """Somebody said so, and she agrees."""
    return _told(request, lambda: casework.confirm_step(step_public_id=step, by=request.actor, at=now()),  # type: ignore[attr-defined]
                 _("Done and confirmed."))  # fmt: skip


def _told(request: HttpRequest, work: Callable[[], object], said: str) -> HttpResponse:
    if request.method != "POST":
        return redirect("newcomer:path")
    return done_or_said(request, reverse("newcomer:path"), work=work, done=said)
