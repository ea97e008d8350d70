"""The pages on which an offer is written: chosen, written, looked at as a reader sees it, paused. For each space the same."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.core.clock import now
from parvis.core.sentences import sentence
from parvis.directory import queries as directory
from parvis.engagement import actions, queries
from parvis.engagement.actions import NewOffer
from parvis.engagement.choices import OfferState
from parvis.engagement.errors import CheckFirst
from parvis.engagement.kinds import Kind, kind_of
from parvis.kernel.actor import Actor, ActorKind
from parvis.web.shell import offer_cards
from parvis.web.shell.offering.choose import ChooseForm
from parvis.web.shell.offering.form import OfferForm
from parvis.web.shell.offering.whom import others
from parvis.web.shell.sending import done_or_said, send, send_new, version_in
from parvis.web.shell.words import Words, said
from parvis.web.shell.words.eligibility import conditions
from parvis.web.shell.words.engagement import OFFER_STATES


@dataclass(frozen=True, slots=True)
class Space:
    """Where one writes: the frame of its pages, and the names of its addresses."""

    frame: str
    offers: str
    shown: str
    rewrite: str
    turn: str
    plan: str = ""  # where days are planned, for who may
    title: Words = ""  # of the window; a person's own pages keep their neutral one

    def context(self, **more: Any) -> dict[str, Any]:
        """What every page of the space is given."""
        return {"frame": self.frame, "title": self.title, "list_url": reverse(self.offers), **more}


def write(request: HttpRequest, space: Space) -> HttpResponse:
    """First the kind, then its form. Who may give nothing yet is told what comes first."""
    actor, at = request.actor, now()  # type: ignore[attr-defined]
    kinds = queries.kinds_to_give(actor, at)
    if not kinds:
        messages.error(request, sentence(CheckFirst()), extra_tags="no")
        return redirect(space.offers)
    choose = ChooseForm(request.GET if "language" in request.GET else None, kinds=kinds)
    if not choose.is_valid():
        return render(request, "offering/choose.html", space.context(form=choose))
    kind, language = kind_of(choose.cleaned_data["kind"]), choose.cleaned_data["language"]
    own = directory.own_listings(actor)
    form = OfferForm(request.POST if request.method == "POST" else None, kind=kind, language=language, own=own)

    def work() -> str:
        made = actions.create_offer(offer=_new(form, kind, language, actor), by=actor, at=at)
        messages.success(request, _("It is open, and found by everybody from now on."), extra_tags="yes")
        return reverse(space.shown, args=[made.public_id])

    answer = send_new(form, at=at, otherwise=reverse(space.offers), work=work) if request.method == "POST" else None
    return answer or render(request, "offering/write.html", space.context(form=form, kind=kind, language=language))


def rewrite(request: HttpRequest, space: Space, offer_id: UUID) -> HttpResponse:
    """The same form with what stands there."""
    actor, at = request.actor, now()  # type: ignore[attr-defined]
    offer = queries.written_offer(actor, offer_id)
    kind = kind_of(offer.kind)
    own = directory.own_listings(actor, service_id=offer.service_id, location_id=offer.location_id)
    data = request.POST if request.method == "POST" else None
    form = OfferForm(data, kind=kind, language=offer.language, own=own, offer=offer)

    def work() -> None:
        version = form.cleaned_data["version"]
        actions.change_offer(offer_public_id=offer_id, to=form.facts, version=version, by=actor, at=at)
        messages.success(request, _("Kept. Everybody reads it so from now on."), extra_tags="yes")

    to = reverse(space.shown, args=[offer_id])
    answer = send(form, at=at, to=to, work=work) if request.method == "POST" else None
    more = {"offer": offer, "back_url": to, "conditions": conditions(others(offer.requirements))}
    return answer or render(
        request, "offering/write.html", space.context(form=form, kind=kind, language=offer.language, **more)
    )


def shown(request: HttpRequest, space: Space, offer_id: UUID) -> HttpResponse:
    """As a reader sees it, with what can be done about it beside it."""
    actor, at = request.actor, now()  # type: ignore[attr-defined]
    found = queries.own_offer(actor, offer_id, at)
    place = directory.places([found.location_id], actor.language).get(found.location_id or 0)
    context = space.context(
        card=offer_cards.card(found, place),
        place=place,
        state=said(OFFER_STATES, found.state),
        open=found.state == OfferState.OPEN,
        version=found.version,
        rewrite_url=reverse(space.rewrite, args=[offer_id]),
        turn_url=reverse(space.turn, args=[offer_id]),
        plan_url=reverse(space.plan, args=[offer_id]) if space.plan else "",
    )
    return render(request, "offering/shown.html", context)


def turn(request: HttpRequest, space: Space, offer_id: UUID) -> HttpResponse:
    """Pause it, or open it again. Who has a place keeps it."""
    to = reverse(space.shown, args=[offer_id])
    if request.method != "POST":
        return redirect(to)
    facts: dict[str, Any] = {"offer_public_id": offer_id, "state": request.POST.get("state", ""), "at": now()}
    facts |= {"version": version_in(request.POST), "by": request.actor}  # type: ignore[attr-defined]
    return done_or_said(request, to, work=lambda: actions.set_offer_state(**facts), done=_("Kept."))


def _new(form: OfferForm, kind: Kind, language: str, actor: Actor) -> NewOffer:
    """For the organisation one acts for; a person's own time, under the controller that keeps her."""
    written = form.facts
    facts = {one.name: getattr(written, one.name) for one in fields(written)}
    herself = actor.kind is ActorKind.PERSON
    return NewOffer(
        kind=kind.code,
        language=language,
        organisation_id=(actor.controller_id if herself else actor.organisation_id) or 0,
        given_by_id=actor.person_id if herself else None,
        **facts,
    )
