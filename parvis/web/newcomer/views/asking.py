"""Asking for a place by herself, and what she can do with it afterwards."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.casework import queries as casework
from parvis.core.clock import now
from parvis.engagement import actions, queries
from parvis.engagement.choices import SupportKind
from parvis.engagement.kinds import HOST, NEWCOMER, kind_of
from parvis.kernel.errors import NotFound
from parvis.web.newcomer.forms.asking import AskForm, SupportForm
from parvis.web.newcomer.home import OVER
from parvis.web.shell import supports
from parvis.web.shell.doors import herself, herself_asking, herself_with_record
from parvis.web.shell.sending import done_or_said, send, version_in
from parvis.web.shell.words import choices, said
from parvis.web.shell.words.engagement import STATES, SUPPORTS, TONES, WHEN_FULL, button

# What she may do herself, and what is said when it is done.
SAID = {
    "accept": gettext_lazy("The place is yours."),
    "decline": gettext_lazy("The place goes to somebody else. You can ask again."),
    "withdraw": gettext_lazy("Taken back. You need not say why."),
}
VERBS = {"accept": actions.accept_place, "decline": actions.decline_place, "withdraw": actions.withdraw}


ANSWERS = {
    "requested": gettext_lazy("You have asked. They answer; you find it here."),
    "waitlisted": gettext_lazy("It is full now. You are on the waiting list: a free place is offered to you."),
}


@herself_asking
def ask(request: HttpRequest, offer: UUID) -> HttpResponse:
    """One page: what it is, which day where there are several, and the button."""
    actor, at = request.actor, now()  # type: ignore[attr-defined]
    found = queries.offer(offer, actor.language, at)
    kind = kind_of(found.kind)
    sessions = queries.sessions_of(found.id, at) if kind.picks_session else []
    form = AskForm(request.POST if request.method == "POST" else None, kind=kind, sessions=sessions)

    def work() -> None:
        part = form.cleaned_data.get("part", "")
        as_newcomer = NEWCOMER in kind.parts and part != HOST
        wish = actions.Asked(
            part=part,
            session_public_id=form.cleaned_data.get("session") or None,
            case_ref=casework.own_case_id(actor) if as_newcomer else None,
        )
        row = actions.request(offer_public_id=offer, person_id=actor.person_id, asked=wish, by=actor, at=at)
        told = _("The place is yours.") if row.state == "accepted" else said(ANSWERS, row.state)
        messages.success(request, told)

    if request.method == "POST":
        answer = send(form, at=at, to=reverse("newcomer:engagements"), work=work)
        if answer is not None:
            return answer
    context = {
        "offer": found,
        "kind": kind,
        "form": form,
        "no_day": kind.picks_session and not sessions,
        "call": kind.of_household and bool(form.is_bound and form.non_field_errors()),
        "when_full": WHEN_FULL,
        "button": button(kind, is_full=found.left == 0),
    }
    return render(request, "newcomer/ask.html", context)


@herself
def engagements(request: HttpRequest) -> HttpResponse:
    """Everything she has asked for: what waits for her word first."""
    rows = queries.my_engagements(request.actor, now())  # type: ignore[attr-defined]
    shown = [
        {
            "one": row,
            "kind": kind_of(row.offer_kind),
            "words": said(STATES, row.state),
            "tone": TONES.get(row.state, ""),
        }
        for row in rows
    ]
    return render(request, "newcomer/engagements.html", {"rows": shown})


@herself_with_record
def engagement(request: HttpRequest, engagement: UUID) -> HttpResponse:
    """One of them: how it stands, what she can do."""
    actor, at = request.actor, now()  # type: ignore[attr-defined]
    row = queries.engagement(actor, engagement, at)
    coming = [
        one
        for one in queries.appointments_of(actor, since=at)
        if one.offer_public_id == row.offer_public_id and one.state == "planned" and one.attendance == "expected"
    ]
    context = {
        "one": row,
        "kind": kind_of(row.offer_kind),
        "words": said(STATES, row.state),
        "tone": TONES.get(row.state, ""),
        "sessions": coming[:12],
        "open": row.state in {"interested", "requested", "waitlisted", "accepted", "active"},
        "known_url": ""
        if row.state in OVER or _is_known(request, row)
        else reverse("newcomer:let_know", args=[engagement]),
    }
    return render(request, "newcomer/engagement.html", context)


def _is_known(request: HttpRequest, row: queries.EngagementView) -> bool:
    """Whether she lets the organisation know who she is."""
    consents = request.herself.record.consents  # type: ignore[attr-defined]
    return any(
        one.is_live and one.purpose == "participation" and one.recipient_id == row.organisation_id for one in consents
    )


@herself
def move(request: HttpRequest, engagement: UUID) -> HttpResponse:
    """Take the place, leave it to others, take it back."""
    verb = request.POST.get("do", "")
    to = reverse("newcomer:engagement", args=[engagement])
    if request.method != "POST":
        return redirect(to)
    if verb not in VERBS:
        raise NotFound
    facts = {"engagement_public_id": engagement, "by": request.actor, "at": now()}  # type: ignore[attr-defined]
    return done_or_said(request, to, work=lambda: VERBS[verb](**facts), done=str(SAID[verb]))


@herself
def support(request: HttpRequest, session: UUID) -> HttpResponse:
    """What she needs in order to come to one session: asked for here, and how it stands."""
    actor, at = request.actor, now()  # type: ignore[attr-defined]
    found = queries.session_page(actor, session, at, person_id=actor.person_id)
    asked = queries.supports_of(actor, [found.attendance_id])[found.attendance_id]
    form = SupportForm(request.POST if request.method == "POST" else None)
    form.fields["kind"].choices = choices(SUPPORTS, *SupportKind.values)  # type: ignore[attr-defined]

    def work() -> None:
        kind = form.cleaned_data["kind"]
        wanted = actions.NewSupport(
            kind=kind,
            language=actor.language if kind == SupportKind.INTERPRETER else "",
            number=form.cleaned_data.get("number") or 1,
        )
        actions.ask_support(session_public_id=session, person_id=actor.person_id, support=wanted, by=actor, at=at)
        messages.success(request, _("Asked for. You see here whether it is sure."))

    if request.method == "POST":
        answer = send(form, at=at, to=reverse("newcomer:support", args=[session]), work=work)
        if answer is not None:
            return answer
    can_ask = found.state == "planned" and found.attendance == "expected" and found.starts_at > at
    return render(
        request,
        "newcomer/support.html",
        {"one": found, "asked": supports.shown(asked), "form": form, "can_ask": can_ask},
    )


@herself
def support_move(request: HttpRequest, support: UUID) -> HttpResponse:
    """Not needed any more; or, afterwards, whether it came."""
    if request.method != "POST":
        return redirect("newcomer:engagements")
    actor, at, verb = request.actor, now(), request.POST.get("do", "")  # type: ignore[attr-defined]
    facts = {"support_public_id": support, "version": version_in(request.POST), "by": actor, "at": at}
    session = queries.session_of_support(actor, support)

    def work() -> None:
        if verb == "cancel":
            actions.cancel_support(**facts)
        elif verb in {"came", "no_show"}:
            actions.tell_support(came=verb == "came", **facts)
        else:
            raise NotFound

    return done_or_said(request, reverse("newcomer:support", args=[session]), work=work, done=_("Kept."))
