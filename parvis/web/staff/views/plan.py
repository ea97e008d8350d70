"""The plan: what was agreed, a new edition of it, its steps, and the sheet in two languages."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parvis.casework import actions, queries
from parvis.casework.actions import NewStep
from parvis.core.clock import now
from parvis.engagement import queries as engagement
from parvis.kernel.errors import NotFound
from parvis.web.design.words import when
from parvis.web.shell.doors import staff
from parvis.web.shell.sending import done_or_said
from parvis.web.staff.forms.plan import PlanForm, StepSet
from parvis.web.staff.posting import sent, version_of
from parvis.web.staff.roles import WORKERS
from parvis.web.staff.shown import heads, hosts, parts

FIRST_LINES = 3


@staff(*WORKERS)
def plan(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The plan in force and its steps."""
    at = now()
    page = queries.case_page(request.actor, case_id, at, tab="plan")  # type: ignore[attr-defined]
    shown = [parts.step(one, case_id, page.person.language) for one in page.steps]
    taken = engagement.engagements_of_cases(case_refs=[page.case.id], language=request.actor.language, at=at)  # type: ignore[attr-defined]
    for piece, step in zip(shown, page.steps, strict=True):
        piece.met_by = [hosts.engagement(one) for one in taken if one.step_ref == step.id]
    context = {
        "head": heads.head(page),
        "tab": "plan",
        "plan": parts.plan(page.plan),
        "steps": [one for one in shown if not one.over],
        "older": [one for one in shown if one.over],
    }
    return render(request, "staff/case_plan.html", context)


@staff(*WORKERS)
def plan_print(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Both languages side by side, without a name."""
    page = queries.case_page(request.actor, case_id, now(), tab="plan")  # type: ignore[attr-defined]
    language = page.person.language
    shown = [parts.step(one, case_id, language) for one in page.steps]
    with translation.override(_spoken_here(language)):
        title = _("What we agreed")
        for one, step in zip(shown, page.steps, strict=True):
            doer = {"person": _("You do this."), "provider": _("A partner does this with you.")}
            one.doer_there = doer.get(step.doer, _("Your adviser does this."))
            one.due_there = when(step.due_on, "day")
            one.bring_there = _("Bring:")
    context = {
        "head": heads.head(page),
        "plan": parts.plan(page.plan),
        "steps": [one for one in shown if not one.over],
        "language": language,
        "title_there": title,
        "back_url": reverse("staff:case_plan", args=[case_id]),
    }
    return render(request, "staff/plan_print.html", context)


@staff(*WORKERS)
def plan_new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Agree on steps: a new edition. "One more step" gives a line and loses nothing."""
    at = now()
    page = queries.case_page(request.actor, case_id, at, tab="plan")  # type: ignore[attr-defined]
    needs = [(str(one.public_id), f"{parts.need(one, case_id).title}") for one in page.needs if one.state == "open"]
    form = PlanForm(initial={"version": page.plan.edition if page.plan else 0, "language": page.person.language})
    steps = StepSet(form_kwargs={"needs": needs}, initial=[{}] * FIRST_LINES, prefix="step")
    if request.method == "POST" and request.POST.get("do") == "more":
        form, steps = _one_more(request.POST, needs)
    elif request.method == "POST":
        form, steps = PlanForm(request.POST), StepSet(request.POST, form_kwargs={"needs": needs}, prefix="step")
        answer = (
            sent(form, at=at, work=lambda: _agree(request, case_id, form, steps, at))
            if _complete(form, steps)
            else None
        )
        if answer is not None:
            return answer
    context = {
        "form": form,
        "steps": steps,
        "kept": [one for one in (parts.step(step, case_id) for step in page.steps) if not one.over],
        "back_url": reverse("staff:case_plan", args=[case_id]),
    }
    return render(request, "staff/plan_new.html", context)


@staff(*WORKERS)
@require_POST
def step_move(request: HttpRequest, case_id: UUID, step_id: UUID) -> HttpResponse:
    """Begun, done, confirmed, not done, dropped."""
    verb = request.POST.get("do", "")
    facts: dict[str, Any] = {
        "step_public_id": step_id,
        "version": version_of(request),
        "by": request.actor,  # type: ignore[attr-defined]
        "at": now(),
    }
    act = {
        "start": lambda: actions.start_step(**facts),
        "claim": lambda: actions.claim_done(**facts),
        "confirm": lambda: actions.confirm_step(**facts),
        "not_done": lambda: actions.not_done(reason="said_at_desk", **facts),
        "drop": lambda: actions.drop_step(reason="said_at_desk", **facts),
    }.get(verb)
    queries.case_row(facts["by"], case_id)
    if act is None:
        raise NotFound
    back = reverse("staff:case_plan", args=[case_id])
    return done_or_said(request, back, work=act, done=_("The step is kept as you said."))


def _agree(request: HttpRequest, case_id: UUID, form: PlanForm, steps: Any, at: Any) -> str:
    given = [one.cleaned_data for one in steps.forms if one.cleaned_data.get("text")]
    new = [
        NewStep(
            text=one["text"],
            text_for_person=one["text_for_person"],
            bring=one["bring"],
            doer=one["doer"] or "person",
            due_on=one["due_on"],
            need_public_id=one["need"] or None,
        )
        for one in given
    ]
    facts = form.cleaned_data
    actions.agree_plan(
        case_public_id=case_id, steps=new, language=facts["language"], manner=facts["manner"], version=facts["version"],
        by=request.actor, at=at,  # type: ignore[attr-defined]
    )  # fmt: skip
    messages.success(request, _("The plan is kept, and on the person’s path."), extra_tags="yes")
    return reverse("staff:case_plan", args=[case_id])


def _complete(form: PlanForm, steps: Any) -> bool:
    right = form.is_valid() & steps.is_valid()
    if right and not any(one.cleaned_data.get("text") for one in steps.forms):
        form.add_error(None, _("Write at least one step."))
        return False
    return right


def _one_more(post: QueryDict, needs: list[tuple[str, str]]) -> tuple[PlanForm, Any]:
    names = ("text", "text_for_person", "bring", "doer", "due_on", "need")
    total = post.get("step-TOTAL_FORMS", "")
    lines = min(int(total), 11) if total.isdecimal() else FIRST_LINES
    typed = [{name: post.get(f"step-{n}-{name}", "") for name in names} for n in range(lines)]
    form = PlanForm(initial={name: post.get(name) for name in ("version", "language", "manner", "agreed")})
    return form, StepSet(form_kwargs={"needs": needs}, initial=[*typed, {}], prefix="step")


def _spoken_here(language: str) -> str:
    """The interface's language nearest to the person's."""
    return language if translation.check_for_language(language) else translation.get_language() or "fr"
