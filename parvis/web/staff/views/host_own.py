"""By what a host opens her own page, and what she allows."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parvis.core import once
from parvis.core.clock import now
from parvis.kernel.errors import NotFound, ParvisError
from parvis.people import actions
from parvis.people import queries as people
from parvis.web.design.piece import Piece
from parvis.web.shell.doors import staff
from parvis.web.shell.languages import spoken
from parvis.web.shell.sending import done_or_said
from parvis.web.staff.asking import OF_A_HOST, WITH_A_FILE, ask_consent
from parvis.web.staff.forms.host import InviteForm
from parvis.web.staff.roles import WORKERS
from parvis.web.staff.shown import hosts as shown
from parvis.web.staff.shown import parts as shown_parts

WITHDRAW = "staff:host_consent_withdraw"


@staff(*WORKERS)
def own(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Card, account, links; consents that hold and those that have ended."""
    by, at = request.actor, now()  # type: ignore[attr-defined]
    person = people.person_view(by, person_id, at)
    consents = people.consents_of(by, person.id, at)
    context = {
        "head": shown.head(person, people.parts_of(by, person.id, at), "own"),
        "keys": shown.keys(people.keys_of(by, person.id, at)),
        "consents": [shown_parts.consent(one, WITHDRAW, person_id) for one in consents if one.is_live],
        "ended": [shown_parts.consent(one, WITHDRAW, person_id) for one in consents if not one.is_live],
    }
    return render(request, "staff/host_own.html", context)


@staff(*WORKERS, purpose="desk")
def account(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """A link on paper: with it she makes the account, or a new password, herself. Shown once, like a card."""
    by, at = request.actor, now()  # type: ignore[attr-defined]
    keys = people.keys_of(by, people.person(by, person_id).pk, at)
    form = InviteForm(request.POST or None)
    if keys.username:
        del form.fields["username"]
    context = {"form": form, "back_url": reverse("staff:host_own", args=[person_id]), "keys": shown.keys(keys)}
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                first = once.claim(form.once_token, at=at)
                username = form.cleaned_data.get("username", "")
                made = actions.invite(person_public_id=person_id, username=username, by=by, at=at) if first else None
        except NotFound:
            raise
        except ParvisError as error:
            form.refuse(error)
        else:
            context |= {"already": not first, "paper": _paper(request, person_id, made) if made else None}
    return render(request, "staff/host_account.html", context)


@staff(*WORKERS, purpose="desk")
@require_POST
def account_end(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Lost or no longer wanted: her own page opens with it no more."""
    by, at = request.actor, now()  # type: ignore[attr-defined]
    people.person(by, person_id)
    actions.end_account(person_public_id=person_id, by=by, at=at)
    messages.success(request, _("Ended. Her own page opens with no account any more."), extra_tags="yes")
    return redirect("staff:host_own", person_id=person_id)


@staff(*WORKERS)
def consent_new(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Explain, then ask. With a file, everything that a file may be for stands there too."""
    by, at = request.actor, now()  # type: ignore[attr-defined]
    person = people.person_view(by, person_id, at)
    newcomer = any(part.runs and not part.is_host for part in people.parts_of(by, person.id, at))
    back = reverse("staff:host_own", args=[person_id])
    return ask_consent(request, person, purposes=WITH_A_FILE if newcomer else OF_A_HOST, back=back, at=at)


@staff(*WORKERS)
@require_POST
def consent_withdraw(request: HttpRequest, person_id: UUID, consent_id: UUID) -> HttpResponse:
    """At once, and no reason is asked."""
    by, at = request.actor, now()  # type: ignore[attr-defined]
    rows = people.consents_of(by, people.person(by, person_id).pk, at)
    if all(row.public_id != consent_id for row in rows):
        raise NotFound
    return done_or_said(
        request,
        reverse("staff:host_own", args=[person_id]),
        work=lambda: actions.withdraw_consent(consent_public_id=consent_id, by=by, at=at),
        done=_("Closed. From now on they see nothing any more."),
    )


def _paper(request: HttpRequest, person_id: UUID, made: actions.Invited) -> Piece:
    """In the person's language, as the page it leads to."""
    by = request.actor  # type: ignore[attr-defined]
    language = people.person(by, person_id).language
    with translation.override(spoken(language)):
        url = request.build_absolute_uri(reverse("shell:welcome", args=[made.token]))
    return Piece(url=url, username=made.username, expires_at=made.expires_at, language=spoken(language))
