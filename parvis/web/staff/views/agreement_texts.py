"""Drafting an agreement from a text of the house, writing it out, amending it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.casework import queries as casework
from parvis.core.clock import now
from parvis.core.house import house
from parvis.engagement import actions, queries
from parvis.engagement.agreement_entries import Amendment, ClauseChange, NewAgreement, NewClause
from parvis.engagement.kinds import kind_of
from parvis.engagement.queries import AgreementPage, EngagementView
from parvis.kernel import languages
from parvis.people import queries as people
from parvis.web.shell.words import agreements as words
from parvis.web.shell.words import said
from parvis.web.staff.consenting import guardian_id
from parvis.web.staff.forms.agreement import ChooseForm, DraftForm
from parvis.web.staff.forms.clauses import AmendForm, ClauseSet, TextForm
from parvis.web.staff.posting import sent
from parvis.web.staff.views.agreements import url, worker

MOST_CLAUSES = 60


@worker
def new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """First for what and with which text; then who, when, and the blanks."""
    by, at = request.actor, now()  # type: ignore[attr-defined]
    page = casework.case_page(by, case_id, at, tab="agreements")
    taken = [one for one in queries.engagements_of(by, page.person.id, at) if one.state in ENGAGED]
    return _drafting(request, page.person, taken, reverse("staff:case_agreements", args=[case_id]), at=at)


@worker
def for_taken(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """The same for one thing that somebody takes up, newcomer or host: with the text that its kind asks for."""
    by, at = request.actor, now()  # type: ignore[attr-defined]
    row = queries.engagement(by, engagement_id, at)
    person = people.person_view(by, people.person_by_id(by, row.person_id).public_id, at)
    first = {"engagement": str(row.public_id), "text": kind_of(row.offer_kind).agreement}
    taken = [row] if row.state in ENGAGED else []
    return _drafting(request, person, taken, reverse("staff:engagement", args=[engagement_id]), first=first, at=at)


def _drafting(
    request: HttpRequest, person: Any, taken: list[Any], back: str, *, first: dict[str, str] | None = None, at: datetime
) -> HttpResponse:
    by = request.actor  # type: ignore[attr-defined]
    texts = [(one.code, one.title) for one in queries.agreement_texts(by.language)]
    known = first or {}
    chosen = request.GET.get("engagement", known.get("engagement", ""))
    code = request.GET.get("text", known.get("text", ""))
    context: dict[str, Any] = {"back_url": back, "taken": taken}
    if not (chosen and code in dict(texts) and any(str(one.public_id) == chosen for one in taken)):
        listed = [(str(one.public_id), f"{one.offer_title} · {one.organisation_name}") for one in taken]
        initial = first or _first_choice(taken)
        context["choose"] = ChooseForm(engagements=listed, texts=texts, initial=initial)
        return render(request, "staff/agreement_new.html", context)
    around = queries.signatories(by, chosen, at)
    form = DraftForm(
        request.POST if request.method == "POST" else None,
        text=queries.agreement_text(code, by.language),
        around=around,
        adults=_adults(person),
        initial={
            "first_language": "fr",
            "second_language": person.language if person.language != "fr" else "",
            "starts_on": around.starts_on,
            "ends_on": around.ends_on,
        },
    )
    answer = sent(form, at=at, work=lambda: _draft(request, form, at)) if request.method == "POST" else None
    return answer or render(request, "staff/agreement_new.html", {**context, "form": form, "around": around})


@worker
def text(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """A draft, clause by clause."""
    at = now()
    found = _editable(request, agreement_id)
    row = found.line
    form = TextForm(
        request.POST if request.method == "POST" else None,
        initial={name: getattr(row, name) for name in ("version", "first_title", "second_title", "starts_on", "ends_on")},
    )  # fmt: skip
    clauses = _clauses(request, found)
    if request.method == "POST" and request.POST.get("do") != "more":
        answer = (
            sent(form, at=at, work=lambda: _write(request, agreement_id, form, clauses, at))
            if clauses.is_valid()
            else None
        )
        if answer is not None:
            return answer
    return _edit(request, "staff/agreement_text.html", agreement_id, form, clauses)


@worker
def amend(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """What changes of a text in force; only who is touched signs again."""
    at = now()
    found = _editable(request, agreement_id)
    row = found.line
    form = AmendForm(
        request.POST if request.method == "POST" else None, initial={"version": row.version, "ends_on": row.ends_on}
    )
    clauses = _clauses(request, found)
    if request.method == "POST" and request.POST.get("do") != "more":
        answer = (
            sent(form, at=at, work=lambda: _amend(request, found, form, clauses, at)) if clauses.is_valid() else None
        )
        if answer is not None:
            return answer
    return _edit(request, "staff/agreement_amend.html", agreement_id, form, clauses)


ENGAGED = ("interested", "requested", "waitlisted", "offered", "accepted", "active")


def _first_choice(taken: list[EngagementView]) -> dict[str, str]:
    """The last thing taken up that has a text of its own, with that text."""
    for one in taken:
        code = kind_of(one.offer_kind).agreement
        if code:
            return {"engagement": str(one.public_id), "text": code}
    return {}


def _adults(person: Any) -> list[tuple[str, str]]:
    """Who may sign beside somebody who is not surely of age: the adults of her household."""
    years = person.age.years
    if years is not None and years >= house().adulthood:
        return []
    return [
        (str(one.person_public_id), one.display_name or "")
        for one in person.household
        if one.role in {"adult", "partner"} and one.person_public_id
    ]


def _draft(request: HttpRequest, form: DraftForm, at: datetime) -> str:
    by, facts = request.actor, form.cleaned_data  # type: ignore[attr-defined]
    made = actions.draft_agreement(
        engagement_public_id=form.around.engagement_public_id,
        agreement=NewAgreement(
            template=form.text.code,
            first_language=facts["first_language"],
            second_language=facts["second_language"],
            starts_on=facts["starts_on"],
            ends_on=facts["ends_on"],
            parties=form.parties(guardian_id(by, facts.get("who_guardian", ""))),
            blanks=form.filled(),
            second_blanks=form.filled_second(),
        ),
        by=by,
        at=at,
    )
    messages.success(request, _("Drafted. Read it through, change what was agreed otherwise, then send it."), extra_tags="yes")  # fmt: skip
    return url(made.public_id)


def _write(request: HttpRequest, public_id: UUID, form: TextForm, clauses: Any, at: datetime) -> str:
    facts = form.cleaned_data
    actions.change_draft(
        agreement_public_id=public_id,
        titles=(facts["first_title"], facts["second_title"]),
        starts_on=facts["starts_on"],
        ends_on=facts["ends_on"],
        clauses=[
            NewClause(first=one.get("first", ""), second=one.get("second", ""), binds=_numbers(one))
            for one in _given(clauses)
            if not one.get("out")
        ],
        version=facts["version"],
        by=request.actor,  # type: ignore[attr-defined]
        at=at,
    )
    messages.success(request, _("The text is kept."), extra_tags="yes")
    return url(public_id)


def _amend(request: HttpRequest, found: AgreementPage, form: AmendForm, clauses: Any, at: datetime) -> str:
    facts, public_id = form.cleaned_data, found.line.public_id
    known = {one.position for one in found.clauses}
    amendment = Amendment(
        changes=[_change(one, known) for one in _given(clauses) if one.get("position") in known or not one.get("out")],
        reason=facts["reason"],
        words=facts["words"],
        ends_on=facts["ends_on"],
        moves_end=facts["ends_on"] != found.line.ends_on,
    )
    actions.amend(
        agreement_public_id=public_id,
        amendment=amendment,
        version=facts["version"],
        by=request.actor,  # type: ignore[attr-defined]
        at=at,
    )
    messages.success(request, _("The change waits for the signatures of those it touches. Until then the old text holds."), extra_tags="yes")  # fmt: skip
    return url(public_id)


def _change(one: dict[str, Any], known: set[int]) -> ClauseChange:
    position = one.get("position") if one.get("position") in known else None
    if one.get("out"):
        return ClauseChange(position=position, removed=True)
    return ClauseChange(
        position=position, first=one.get("first", ""), second=one.get("second", ""), binds=_numbers(one)
    )


def _given(clauses: Any) -> list[dict[str, Any]]:
    return [
        one.cleaned_data
        for one in clauses.forms
        if any(one.cleaned_data.get(name) for name in ("first", "second", "out"))
    ]


def _numbers(one: dict[str, Any]) -> list[int]:
    return sorted(int(number) for number in one.get("binds", ()))


def _editable(request: HttpRequest, public_id: UUID) -> AgreementPage:
    """Also when it has moved on meanwhile: the form shows what stands there, and its button is refused with a sentence."""
    return queries.agreement_page(request.actor, public_id, now(), to_work=True)  # type: ignore[attr-defined]


def _clauses(request: HttpRequest, found: AgreementPage) -> Any:
    row = found.line
    kwargs = {
        "parties": [(str(one.number), f"{one.name or '…'} ({said(words.ROLES, one.role)})") for one in found.parties],
        "tongues": tuple(
            (code, languages.autonym(code)) if code else ("", "") for code in (row.first_language, row.second_language)
        ),
    }
    stands = [
        {
            "position": one.position,
            "first": one.now.first,
            "second": one.now.second,
            "binds": [*map(str, one.now.binds)],
        }
        for one in found.clauses
        if one.now
    ]
    if request.method != "POST":
        return ClauseSet(initial=stands, form_kwargs=kwargs, prefix="clause")
    if request.POST.get("do") == "more":
        return ClauseSet(initial=[*_typed(request.POST), {}], form_kwargs=kwargs, prefix="clause")
    return ClauseSet(request.POST, initial=stands, form_kwargs=kwargs, prefix="clause")


def _typed(post: QueryDict) -> list[dict[str, Any]]:
    """The clauses as they were typed, to be shown again with one more line."""
    total = post.get("clause-TOTAL_FORMS", "")
    count = min(int(total), MOST_CLAUSES - 1) if total.isdecimal() and len(total) < 4 else 0
    return [
        {
            **{name: post.get(f"clause-{n}-{name}", "") for name in ("position", "first", "second", "out")},
            "binds": post.getlist(f"clause-{n}-binds"),
        }
        for n in range(count)
    ]


def _edit(request: HttpRequest, template: str, public_id: UUID, form: Any, clauses: Any) -> HttpResponse:
    if request.method == "POST" and request.POST.get("do") == "more":
        form = type(form)(initial={name: request.POST.get(name) for name in form.fields if name != "once"})
    context = {"form": form, "clauses": clauses, "back_url": url(public_id)}
    return render(request, template, context)
