"""The agreements of a file, and one of them: read, sent, signed, noted on paper, ended, given up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from parvis.casework import queries as casework
from parvis.core.clock import now
from parvis.engagement import actions, queries
from parvis.kernel.errors import NotFound
from parvis.web.agreements import shown
from parvis.web.agreements.forms import AnswerForm, EndForm, SignForm, forms_for
from parvis.web.shell.doors import staff
from parvis.web.shell.sending import PlainForm, done_or_said, send
from parvis.web.staff.forms.clauses import EVERYBODY, PaperForm, VoidForm
from parvis.web.staff.posting import version_of
from parvis.web.staff.roles import WORKERS
from parvis.web.staff.shown import heads

worker = staff(*WORKERS, purpose="agreement")
BUTTONS: dict[str, tuple[Callable[..., Any], Any]] = {
    "send": (actions.send_for_signature, gettext_lazy("Sent: the person reads and signs first, then the others.")),
    "withdraw": (actions.withdraw_amendment, gettext_lazy("Taken back. The text stays as it was.")),
}


@worker
def listing(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What is agreed for the person of a file, and what is asked of her some months later."""
    by, at = request.actor, now()  # type: ignore[attr-defined]
    page = casework.case_page(by, case_id, at, tab="agreements")
    context = {
        "head": heads.head(page),
        "tab": "agreements",
        "rows": [shown.line(one, url(one.public_id)) for one in queries.agreements_of(by, page.person.id, at)],
        "outcomes": [shown.outcome(one) for one in queries.outcomes_of(by, page.person.id, at)],
        "new_url": reverse("staff:agreement_new", args=[case_id]),
    }
    return render(request, "staff/agreements.html", context)


@worker
def agreement(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """One, with what can be done with it now."""
    return _page(request, agreement_id)


@worker
@require_POST
def press(request: HttpRequest, agreement_id: UUID, verb: str) -> HttpResponse:
    """Send it for signature; take an amendment back."""
    _worked(request, agreement_id)
    facts = {
        "agreement_public_id": agreement_id,
        "version": version_of(request),
        "by": request.actor,  # type: ignore[attr-defined]
        "at": now(),
    }
    if verb not in BUTTONS:
        raise NotFound
    act, done = BUTTONS[verb]
    return done_or_said(request, url(agreement_id), work=lambda: act(**facts), done=str(done))


@worker
@require_POST
def again(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """The same text once more, as a draft to be mended."""
    by, at = request.actor, now()  # type: ignore[attr-defined]
    _worked(request, agreement_id)
    made: list[UUID] = []

    def work() -> None:
        row = actions.draft_again(agreement_public_id=agreement_id, version=version_of(request), by=by, at=at)
        made.append(row.public_id)

    answer = done_or_said(request, url(agreement_id), work=work, done=_("A new draft. Mend it, then send it."))
    return redirect(url(made[0])) if made else answer


@worker
def sign(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """For the body that accompanies."""
    form = SignForm(request.POST)
    return _posted(request, agreement_id, form, _("Signed. Thank you."), lambda at: actions.sign(
        agreement_public_id=agreement_id, edition=form.cleaned_data["edition"], party=form.cleaned_data["party"],
        by=request.actor, at=at,  # type: ignore[attr-defined]
    ))  # fmt: skip


@worker
def paper(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """What was signed on paper, or said aloud before somebody who heard it."""
    if request.method != "POST":
        return redirect("staff:agreement", agreement_id=agreement_id)
    # Sent a second time, it names a party that owes nothing any more: the form is right all the same, and led to where the first went.
    everybody = [(one.number, one.name or "…") for one in _worked(request, agreement_id).parties]
    form = PaperForm(request.POST, parties=everybody)

    def work(at: datetime) -> object:
        facts = {name: form.cleaned_data[name] for name in ("edition", "manner", "signed_on", "witness")}
        facts |= {"agreement_public_id": agreement_id, "by": request.actor, "at": at}  # type: ignore[attr-defined]
        party = form.cleaned_data["party"]
        if party == EVERYBODY:
            return actions.record_paper_sheet(**facts)
        return actions.record_paper_signature(party=party, **facts)

    return _posted(request, agreement_id, form, _("The signature is noted."), work)


@worker
def void(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """It does not count."""
    form = VoidForm(request.POST)
    return _posted(request, agreement_id, form, _("It does not count any more."), lambda at: actions.void_agreement(
        agreement_public_id=agreement_id, reason=form.cleaned_data["reason"], version=form.cleaned_data["version"],
        by=request.actor, at=at,  # type: ignore[attr-defined]
    ))  # fmt: skip


@worker
def end(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """One of the parties leaves, and says so at the desk."""
    form = EndForm(request.POST)
    return _posted(request, agreement_id, form, _("It has ended. The file does not say who wished it."), lambda at: actions.end_agreement(
        agreement_public_id=agreement_id, reason=form.cleaned_data["reason"], by=request.actor, at=at,  # type: ignore[attr-defined]
    ))  # fmt: skip


@worker
def on_paper(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Both languages on paper, with a line for each signature."""
    found = _worked(request, agreement_id)
    return render(request, "agreements/print.html", {"agreement": shown.page(found), "back_url": url(agreement_id)})


def url(public_id: UUID) -> str:
    """The page of an agreement."""
    return reverse("staff:agreement", args=[public_id])


def _worked(request: HttpRequest, public_id: UUID) -> queries.AgreementPage:
    """Of a person whom the reader sees; as a party of another's she goes through the pages of her body."""
    return queries.agreement_page(request.actor, public_id, now(), to_work=True)  # type: ignore[attr-defined]


def _owing(found: queries.AgreementPage) -> list[tuple[int, str]]:
    return [(one.number, one.name or "…") for one in found.parties if one.owes]


def _page(request: HttpRequest, public_id: UUID, refused: PlainForm | None = None) -> HttpResponse:
    found = _worked(request, public_id)
    row, owing = found.line, _owing(found)
    forms = forms_for(row.edition, row.signs_as, refused if isinstance(refused, AnswerForm) else None)
    new: dict[str, PlainForm | None] = {
        "paper_form": PaperForm(initial={"edition": row.edition}, parties=owing) if owing else None,
        "void_form": VoidForm(initial={"version": row.version}) if row.is_open else None,
        "end_form": EndForm() if found.may_leave else None,
    }
    for name, kind in (("paper_form", PaperForm), ("void_form", VoidForm), ("end_form", EndForm)):
        if isinstance(refused, kind):
            new[name] = refused
    context = {
        "agreement": shown.page(found),
        "form": refused,
        "sign_form": forms.get("sign_form"),
        **new,
        **{f"{verb}_url": reverse(f"staff:agreement_{verb}", args=[public_id]) for verb in ("sign", "paper", "void", "end", "print", "text", "amend")},
        "back_url": _back(request, found),
    }  # fmt: skip
    return render(request, "staff/agreement.html", context)


def _back(request: HttpRequest, found: queries.AgreementPage) -> str:
    """To the agreements of her file, where she has one here."""
    files = casework.cases_of_person(request.actor, found.line.person_id or 0, now())  # type: ignore[attr-defined]
    return reverse("staff:case_agreements", args=[files[0].public_id]) if files else reverse("staff:people")


def _posted(
    request: HttpRequest, public_id: UUID, form: PlainForm, done: str, work: Callable[[datetime], object]
) -> HttpResponse:
    if request.method != "POST":
        return redirect("staff:agreement", agreement_id=public_id)
    _worked(request, public_id)
    at = now()

    def do() -> None:
        work(at)
        messages.success(request, done, extra_tags="yes")

    return send(form, at=at, to=url(public_id), work=do) or _page(request, public_id, form)
