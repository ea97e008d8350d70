"""Registering a host: the notice first, then the few things she wants to tell, then a look at who is in the register already."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.core.clock import now
from parvis.people import actions
from parvis.people import queries as people
from parvis.people.entries import NewContact, NewName, NewPart, NewPerson
from parvis.people.errors import PartRuns
from parvis.web.design.words import isolate
from parvis.web.shell.doors import staff
from parvis.web.shell.words import said
from parvis.web.shell.words.alike import spoken
from parvis.web.shell.words.parts import PARTS
from parvis.web.shell.words.people import NOTICE_MANNERS
from parvis.web.staff import drafts
from parvis.web.staff.forms.host import HostForm
from parvis.web.staff.noticing import facts_of, notice_done, notice_page
from parvis.web.staff.posting import sent
from parvis.web.staff.roles import WORKERS
from parvis.web.staff.shown.heads import age_text


@staff(*WORKERS, purpose="registration")
def notice(request: HttpRequest) -> HttpResponse:
    """What is kept of a host and why, in her language. Before it nothing can be written down."""
    form, context = notice_page(request, part="mentor")
    if request.method == "POST" and form.is_valid():
        draft = drafts.begin(request, {"notice": facts_of(form)}, of=drafts.HOST)
        return redirect("staff:host_about", draft=draft)
    context["back_url"] = reverse("staff:hosts")
    return render(request, "staff/receive_notice.html", context)


@staff(*WORKERS, purpose="registration")
def about(request: HttpRequest, draft: UUID) -> HttpResponse:
    """A name, a language, what she does here, how to reach her: nothing else is asked."""
    facts = drafts.load(request, draft, of=drafts.HOST)
    if facts is None:
        return _gone(request)
    if request.method == "POST":
        facts["about"] = {name: request.POST.get(name, "") for name in HostForm.base_fields}
        drafts.save(request, draft, facts)
        form = HostForm(request.POST)
        if form.is_valid():
            return redirect("staff:host_check", draft=draft)
    else:
        first = {"language": facts["notice"]["language"], **facts.get("about", {})}
        form = HostForm(initial={name: value for name, value in first.items() if name != "once"})
    return _about(request, draft, facts, form)


@staff(*WORKERS, purpose="registration")
def check(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Somebody registered already gets one more part; nobody is written down twice."""
    facts = drafts.load(request, draft, of=drafts.HOST)
    if facts is None or "about" not in facts:
        return _gone(request)
    form = HostForm(_data(facts["about"]))
    if not form.is_valid():
        return redirect("staff:host_about", draft=draft)
    if request.method == "POST":
        form.cleaned_data["once"] = request.POST.get("once", "")
        known = request.POST.get("person", "")
        answer = sent(form, at=now(), work=lambda: _keep(request, draft, facts, form, known, at=now()))
        return answer or _about(request, draft, facts, form)
    entry = _entry(form, NewPart(part=form.cleaned_data["part"], organisation_id=form.organisation_id))
    known_already = people.known_already(request.actor, entry, now())  # type: ignore[attr-defined]
    context = {
        "form": form,
        "rows": _answers(form),
        "part": said(PARTS, form.cleaned_data["part"]),
        "same": [_hit(one) for one in known_already.persons],
        "elsewhere": known_already.elsewhere,
        "kept": drafts.sealed(request, draft, facts),
        "about_url": reverse("staff:host_about", args=[draft]),
    }
    return render(request, "staff/host_check.html", context)


def _about(request: HttpRequest, draft: UUID, facts: dict[str, Any], form: HostForm) -> HttpResponse:
    context = {
        "form": form,
        "here": reverse("staff:host_about", args=[draft]),
        "notice": facts["notice"],
        "manner": said(NOTICE_MANNERS, facts["notice"]["manner"]),
        "kept": drafts.sealed(request, draft, facts),
    }
    return render(request, "staff/host_about.html", context)


def _keep(request: HttpRequest, draft: UUID, facts: dict[str, Any], form: HostForm, known: str, *, at: datetime) -> str:
    """The person who was pointed at gets the part, or a new one is registered with it."""
    by, told = request.actor, notice_done(facts["notice"])  # type: ignore[attr-defined]
    part = NewPart(part=form.cleaned_data["part"], organisation_id=form.organisation_id)
    if known:
        person = people.person(by, known)
        try:
            actions.begin_part(person_public_id=known, part=part, notice=told, by=by, at=at)
        except PartRuns:
            messages.info(request, _("She does this here already: nothing was changed."), extra_tags="now")
        else:
            messages.success(request, _("Kept with the person who was registered already."), extra_tags="yes")
    else:
        person = actions.register(person=_entry(form, part), notice=told, by=by, at=at)
        messages.success(request, _("Registered. Give her a card or a link for her own page."), extra_tags="yes")
    drafts.forget(request, draft)
    return reverse("staff:host", args=[person.public_id])


def _entry(form: HostForm, part: NewPart) -> NewPerson:
    facts = form.cleaned_data
    contact = None
    if facts["contact_kind"]:
        contact = NewContact(kind=facts["contact_kind"], value=facts["contact"], safety=facts["safety"] or "unknown")
    return NewPerson(
        names=[NewName(text=facts["name"], language=facts["language"])],
        language=facts["language"],
        speaks=[facts["language"]],
        contact=contact,
        part=part,
    )


def _answers(form: HostForm) -> list[dict[str, str]]:
    facts = form.cleaned_data
    rows = ((_("Name as used"), facts["name"]), (_("What does she do here?"), said(PARTS, facts["part"])),
            (_("For which organisation, if for one"), facts["body"]))  # fmt: skip
    return [{"label": label, "value": value} for label, value in rows]


def _hit(one: people.KnownPerson) -> dict[str, str]:
    hit = one.hit
    about = " · ".join(
        [*map(isolate, hit.other_names[:2]), age_text(hit.age), *([isolate(hit.quarter)] if hit.quarter else [])]
    )
    return {"name": hit.display_name, "about": about, "public_id": str(hit.public_id), "why": spoken(one.reasons)}


def _data(given: dict[str, str]) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update(given)
    return data


def _gone(request: HttpRequest) -> HttpResponse:
    messages.info(request, _("That registration is no longer open here: it was finished, or you signed out. Begin again with the notice."), extra_tags="now")  # fmt: skip
    return redirect("staff:host_new")
