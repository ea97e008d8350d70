"""Receiving somebody: the notice first, then the few things she wants to tell, a look back, and the file is made."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.casework import actions as casework
from parvis.casework import queries as casework_queries
from parvis.core.clock import now
from parvis.kernel.actor import Actor
from parvis.people import actions as people_actions
from parvis.people import queries as people
from parvis.people.entries import NoticeDone
from parvis.web.shell.doors import staff
from parvis.web.shell.words import said
from parvis.web.shell.words.people import NOTICE_MANNERS
from parvis.web.staff import drafts
from parvis.web.staff.forms.person import GROUPS, TEAM, PersonForm
from parvis.web.staff.noticing import facts_of, notice_done, notice_page
from parvis.web.staff.posting import sent
from parvis.web.staff.registration import answers, household_of, is_taken, new_person
from parvis.web.staff.roles import WORKERS
from parvis.web.staff.views.people import known_rows


@staff(*WORKERS, purpose="registration")
def notice(request: HttpRequest) -> HttpResponse:
    """The notice in the person's language beside the worker's. Before it nothing can be written down."""
    form, context = notice_page(request, part="newcomer")
    if request.method == "POST" and form.is_valid():
        visit = _visit(request.POST.get("visit", ""))
        draft = drafts.begin(request, {"notice": facts_of(form), "visit": visit})
        return redirect("staff:receive_about", draft=draft)
    context["visit"] = request.POST.get("visit") or request.GET.get("visit", "")
    return render(request, "staff/receive_notice.html", context)


@staff(*WORKERS, purpose="registration")
def person_notice(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Somebody brought in from another list is told first; then her file is opened."""
    by, at = request.actor, now()  # type: ignore[attr-defined]
    person = people.person(by, person_id)
    form, context = notice_page(request, part="newcomer", language=person.language)
    if request.method == "POST" and form.is_valid():
        answer = sent(form, at=at, work=lambda: _told(by, person, notice_done(facts_of(form)), at=at))
        if answer:
            return answer
    return render(request, "staff/receive_notice.html", context)


def _told(by: Actor, person: Any, notice: NoticeDone, *, at: datetime) -> str:
    people_actions.give_notice(person_public_id=person.public_id, notice=notice, by=by, at=at)
    if casework_queries.cases_of_person(by, person.pk, at):
        return reverse("staff:person", args=[person.public_id])
    return reverse("staff:case", args=[casework.open_case(person_id=person.pk, by=by, at=at).public_id])


@staff(*WORKERS, purpose="registration")
def about(request: HttpRequest, draft: UUID) -> HttpResponse:
    """The registration, in groups on one page; what was typed is kept even when something is wrong."""
    facts = drafts.load(request, draft)
    if facts is None:
        return _gone(request)
    if request.method == "POST":
        facts["about"] = _typed(request.POST)
        drafts.save(request, draft, facts)
        form = PersonForm(request.POST)
        if form.is_valid() and is_taken(form, request.actor, now()):  # type: ignore[attr-defined]
            return redirect("staff:receive_check", draft=draft)
    else:
        form = _kept_form(facts, unbound=True)
    return _about(request, draft, facts, form)


def _about(request: HttpRequest, draft: UUID, facts: dict[str, Any], form: PersonForm) -> HttpResponse:
    groups = [(one, form[one.lead] if one.lead else None, [form[name] for name in one.fields]) for one in GROUPS]
    context = {
        "form": form,
        "groups": groups,
        "who": TEAM,
        "here": reverse("staff:receive_about", args=[draft]),
        "notice": facts["notice"],
        "manner": said(NOTICE_MANNERS, facts["notice"]["manner"]),
        "kept": drafts.sealed(request, draft, {**facts, "about": {}}),
    }
    return render(request, "staff/receive_about.html", context)


@staff(*WORKERS, purpose="registration")
def check(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Check the answers, look at who is perhaps known already, then make the file."""
    facts = drafts.load(request, draft)
    if facts is None or "about" not in facts:
        return _gone(request)
    form = _kept_form(facts)
    by = request.actor  # type: ignore[attr-defined]
    if not form.is_valid() or not is_taken(form, by, now()):
        return _about(request, draft, facts, form)
    if request.method == "POST":
        form.cleaned_data["once"] = request.POST.get("once", "")
        answer = sent(form, at=now(), work=lambda: _create(request, draft, facts, form))
        return answer or _about(request, draft, facts, form)
    known = people.known_already(by, new_person(form), now())
    context = {
        "form": form,
        "rows": answers(form, reverse("staff:receive_about", args=[draft])),
        "same": known_rows(by, known, now()),
        "elsewhere": known.elsewhere,
        "kept": drafts.sealed(request, draft, facts),
        "about_url": reverse("staff:receive_about", args=[draft]),
    }
    return render(request, "staff/receive_check.html", context)


def _create(request: HttpRequest, draft: UUID, facts: dict[str, Any], form: PersonForm) -> str:
    by, at = request.actor, now()  # type: ignore[attr-defined]
    told = notice_done(facts["notice"])
    person = people_actions.register(person=new_person(form), notice=told, by=by, at=at)
    _join_family(person, form.cleaned_data, by=by, at=at)
    case = casework.open_case(person_id=person.pk, by=by, at=at)
    if facts.get("visit"):
        casework.close_visit(visit_public_id=facts["visit"], outcome="registered", person_id=person.pk, by=by, at=at)
    drafts.forget(request, draft)
    return reverse("staff:case", args=[case.public_id])


def _join_family(person: Any, facts: dict[str, Any], *, by: Any, at: datetime) -> None:
    """Into the household of the relative whose file number was typed; the two begin one where there is none."""
    relative = household_of(by, facts["household"], at)
    if relative is None:
        return
    there = people.person_view(by, relative, at)
    home = there.household_public_id
    if home is None:
        home = people_actions.start_household(person_id=there.id, role="adult", by=by, at=at).public_id
    people_actions.join_household(
        person_public_id=person.public_id, household_public_id=home, role=facts["role"] or "adult", by=by, at=at
    )


def _visit(text: str) -> str:
    """The visit's number, or nothing when it is none."""
    try:
        return str(UUID(text))
    except ValueError:
        return ""


def _typed(post: QueryDict) -> dict[str, list[str]]:
    return {name: values for name, values in post.lists() if name not in {"csrfmiddlewaretoken", "kept"}}


def _kept_form(facts: dict[str, Any], *, unbound: bool = False) -> PersonForm:
    """The form as it was last sent; as first values when it is only shown again."""
    given = facts.get("about") or {}
    data = QueryDict(mutable=True)
    for name, values in given.items():
        data.setlist(name, values)
    if not unbound:
        return PersonForm(data)
    first: dict[str, Any] = {
        "language": facts["notice"]["language"],
        "interpreter": facts["notice"]["manner"] == "interpreted",
    }
    if given:
        first = {**{name: data.get(name) for name in given if name != "once"}, "interpreter": "interpreter" in given}
    return PersonForm(initial=first)


def _gone(request: HttpRequest) -> HttpResponse:
    messages.info(request, _("That registration is no longer open here: it was finished, or you signed out. Begin again with the notice."), extra_tags="now")  # fmt: skip
    return redirect("staff:receive")
