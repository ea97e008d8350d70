"""What a person decides about the directory: a source against a hand, and two that may be the same. Every decision can be undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parvis.access import queries as access
from parvis.access.choices import Role
from parvis.core.clock import now
from parvis.core.sentences import sentence
from parvis.directory import actions
from parvis.directory import queries as directory
from parvis.kernel.actor import Actor
from parvis.kernel.errors import Invalid, Refused, Stale
from parvis.web.admin_desk.shown_directory import shown_conflict, shown_pair
from parvis.web.shell.doors import staff

LENGTH, PAIRS = 20, 10


@staff(Role.ADMIN, purpose="administration")
def conflicts(request: HttpRequest) -> HttpResponse:
    """Where a source says something else than what was written here by hand."""
    actor, number = _asked(request)
    rows, total = directory.conflicts(actor, offset=(number - 1) * LENGTH, limit=LENGTH)
    context = {
        "rows": [shown_conflict(one) for one in rows],
        "page": _page(total, number),
        "waiting": directory.waiting(actor),
        "tab": "conflicts",
    }
    return render(request, "admin_desk/conflicts.html", context)


@staff(Role.ADMIN, purpose="administration")
def lookalikes(request: HttpRequest) -> HttpResponse:
    """Two listings that may be the same, the surest first: services, or organisations (`?kind=organisation`)."""
    actor, number = _asked(request)
    kind = "organisation" if request.GET.get("kind") == "organisation" else "service"
    rows, total = directory.lookalikes(actor, kind=kind, offset=(number - 1) * PAIRS, limit=PAIRS)
    context = {
        "rows": [shown_pair(one) for one in rows],
        "kind": kind,
        "page": _page(total, number, PAIRS),
        "waiting": directory.waiting(actor),
        "tab": "lookalikes",
    }
    return render(request, "admin_desk/lookalikes.html", context)


@staff(Role.ADMIN, purpose="administration")
def decided(request: HttpRequest) -> HttpResponse:
    """The last decisions, newest first, each with its undo."""
    actor, _number = _asked(request)
    settled, _total = directory.conflicts(actor, decided=True, limit=LENGTH)
    pairs, _all = directory.lookalikes(actor, decided=True, limit=LENGTH)
    deciders = [*(one.decided_by for one in settled), *(one.decided_by for one in pairs)]
    names = access.account_names(actor, [pk for pk in deciders if pk])
    context = {
        "conflicts": [{"shown": shown_conflict(one), "who": names.get(one.decided_by or 0, "")} for one in settled],
        "pairs": [{"shown": shown_pair(one), "who": names.get(one.decided_by or 0, "")} for one in pairs],
        "waiting": directory.waiting(actor),
        "tab": "decided",
    }
    return render(request, "admin_desk/decided.html", context)


@staff(Role.ADMIN, purpose="administration")
@require_POST
def settle(request: HttpRequest, conflict: UUID) -> HttpResponse:
    """Ours, theirs or later."""
    choice, version = request.POST.get("choice", ""), _version(request)
    _try(
        request,
        {"ours": _("Kept as it stands here."), "theirs": _("It says now what its source says.")}.get(
            choice, _("Put off.")
        ),
        lambda by, at: actions.settle_conflict(
            conflict_public_id=conflict, choice=choice, version=version, by=by, at=at
        ),
    )
    return redirect("admin_desk:conflicts")


@staff(Role.ADMIN, purpose="administration")
@require_POST
def reopen_conflict(request: HttpRequest, conflict: UUID) -> HttpResponse:
    """Undo."""
    _try(
        request,
        _("Undone: the question waits again."),
        lambda by, at: actions.reopen_conflict(conflict_public_id=conflict, version=_version(request), by=by, at=at),
    )
    return redirect("admin_desk:decided")


@staff(Role.ADMIN, purpose="administration")
@require_POST
def answer(request: HttpRequest, pair: UUID) -> HttpResponse:
    """The same, and which of the two is listed (`shown`); different; or later."""
    said, version = request.POST.get("answer", ""), _version(request)
    given: dict[str, Any] = {"pair_public_id": pair, "version": version}

    def work(by: Actor, at: Any) -> object:
        if said == "different":
            return actions.say_different(**given, by=by, at=at)
        if said == "later":
            return actions.put_off_pair(**given, by=by, at=at)
        return actions.say_same(**given, shown_id=said, by=by, at=at)

    words = {"different": _("Noted: they are not proposed again."), "later": _("Put off.")}
    row = _try(request, words.get(said, _("Listed as one from now on.")), work)
    kind = "?kind=organisation" if getattr(row, "kind", "") == "organisation" else ""
    return redirect(f"{reverse('admin_desk:lookalikes')}{kind}")


@staff(Role.ADMIN, purpose="administration")
@require_POST
def reopen_pair(request: HttpRequest, pair: UUID) -> HttpResponse:
    """Undo."""
    _try(
        request,
        _("Undone: both are listed, and the question waits again."),
        lambda by, at: actions.reopen_pair(pair_public_id=pair, version=_version(request), by=by, at=at),
    )
    return redirect("admin_desk:decided")


def _try(request: HttpRequest, done: str, work: Callable[[Actor, Any], object]) -> object:
    """Do it and say so, or say in words why not. What is not for her stays a 404."""
    try:
        row = work(request.actor, now())  # type: ignore[attr-defined]
    except (Refused, Stale, Invalid) as error:
        messages.error(request, sentence(error), extra_tags="no")
        return None
    messages.success(request, done)
    return row


def _asked(request: HttpRequest) -> tuple[Actor, int]:
    text = request.GET.get("page", "")
    number = int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 6 else 1
    return request.actor, max(1, number)  # type: ignore[attr-defined]


def _page(total: int, number: int, length: int = LENGTH) -> Any:
    return Paginator(range(total), length).get_page(number)


def _version(request: HttpRequest) -> int | None:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
