"""Explain, then ask: the page of a new consent, of a person with a file or of a host without one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from parvis.access import queries as access
from parvis.people import actions as people_actions
from parvis.people import queries as people
from parvis.people.entries import ConsentTerms
from parvis.web.staff.consenting import adults_for, end_of_day, guardian_id, until_text
from parvis.web.staff.forms.consent import OUTSIDE, ConsentForm
from parvis.web.staff.posting import sent
from parvis.web.staff.search import partners

WITH_A_FILE = ("casework", "referral", "participation", "statistics")
# Nothing is kept in a file of a host, and nobody is asked to help her.
OF_A_HOST = ("participation", "statistics")


def ask_consent(
    request: HttpRequest, person: people.PersonView, *, purposes: Sequence[str], back: str, at: datetime
) -> HttpResponse:
    """The text in the person's language, and her answer."""
    by, do = request.actor, request.POST.get("do", "")  # type: ignore[attr-defined]
    q = request.POST.get("q") or request.GET.get("q", "")
    choices = [(str(one.public_id), one.name) for one in partners(by, q)]
    outside = next(one for one in purposes if one in OUTSIDE)
    initial: dict[str, Any] = {
        "language": person.language,
        "purpose": outside if q else purposes[0],
        "fields_allowed": ["identity", "language"],
    }
    if len(choices) == 1:
        initial["recipient"] = choices[0][0]
    asked: dict[str, Any] = {"recipients": choices, "adults": adults_for(person), "purposes": purposes}
    form = ConsentForm(request.POST or None, initial=initial, **asked)
    if do == "show":
        form = ConsentForm(initial=_typed(request), **asked)
    elif do:
        answer = sent(form, at=at, work=lambda: _keep(request, person, form, do, back, at))
        if answer is not None:
            return answer
    values = {name: form[name].value() for name in ("purpose", "recipient", "fields_allowed", "until")}
    context = {
        "form": form,
        "q": q,
        "language": person.language,
        **_texts(by, person.language, values, dict(choices), at),
        "back_url": back,
    }
    context["form"].fields["text_version"].initial = context["text"].version
    return render(request, "staff/consent_new.html", context)


def _typed(request: HttpRequest) -> dict[str, Any]:
    names = ("purpose", "recipient", "manner", "interpreter", "until", "language", "once")
    return {
        **{name: request.POST.get(name, "") for name in names},
        "fields_allowed": request.POST.getlist("fields_allowed"),
    }


def _texts(by: Any, language: str, values: dict[str, Any], names: dict[str, str], at: datetime) -> dict[str, Any]:
    purpose = values["purpose"] if values["purpose"] in WITH_A_FILE else "casework"
    terms: dict[str, Any] = {
        "fields": [one for one in values["fields_allowed"] or [] if one] if purpose in OUTSIDE else [],
        "recipient_name": names.get(values["recipient"] or "", "…"),
    }
    until = {one: until_text(values["until"] or "", one) for one in (language, by.language)}
    texts = people.consent_texts(until, purpose, at, actor=by, **terms)
    return {"text": texts[0], "ours": texts[-1]}


def _keep(request: HttpRequest, person: people.PersonView, form: ConsentForm, do: str, back: str, at: datetime) -> str:
    by, facts = request.actor, form.cleaned_data  # type: ignore[attr-defined]
    outside = facts["purpose"] in OUTSIDE
    terms = ConsentTerms(
        purpose=facts["purpose"],
        fields=facts["fields_allowed"] if outside else [],
        text_version=facts["text_version"],
        language=facts["language"],
        manner=facts["manner"],
        recipient_id=access.organisation(by, facts["recipient"]).pk if outside else None,
        interpreter=facts["interpreter"],
        guardian_id=guardian_id(by, facts.get("guardian", "")),
    )
    if do == "refuse":
        people_actions.refuse_consent(person_id=person.id, terms=terms, by=by, at=at)
        messages.success(request, _("Kept: she says no. Nothing changes in how she is helped."), extra_tags="yes")
    else:
        until = end_of_day(facts["until"])
        people_actions.give_consent(person_id=person.id, terms=terms, expires_at=until, by=by, at=at)
        messages.success(request, _("Kept: she says yes. She can end it any day."), extra_tags="yes")
    return back
