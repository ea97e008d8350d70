"""What somebody who works here changes of her own account: password, app, codes on paper. Other sessions end with each."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parvis.access import actions
from parvis.access import queries as access
from parvis.access.choices import Role
from parvis.access.door import SECOND_FACTOR
from parvis.access.entering import factors_of
from parvis.access.passkeys import ask_to_add, passkeys_of
from parvis.access.rules import as_printed
from parvis.core.clock import now
from parvis.kernel.actor import Actor
from parvis.web.shell.account_forms import AppForm, CodeForm, PasskeyForm, PasswordForm
from parvis.web.shell.doors import staff
from parvis.web.shell.passkeys import ASKED, asking, host_of
from parvis.web.shell.sending import send, tried

SHOWN = "code_shown"  # in the session: when a code was shown to change the app
GOOD_FOR = timedelta(minutes=10)
at_work = staff(*Role.values, purpose="administration")


@at_work
def account(request: HttpRequest) -> HttpResponse:
    """What is set up, and another password."""
    actor, at = request.actor, now()  # type: ignore[attr-defined]
    form = PasswordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":

        def work() -> None:
            given = form.cleaned_data
            actions.change_password(
                account_id=actor.account_id, old=given["old"], new=given["password"], by=actor, at=at
            )
            _stay_signed_in(request, actor)
            messages.success(
                request, _("The new password is kept. Wherever else you were signed in, you are not any more.")
            )

        answer = send(form, at=at, to=reverse("shell:account"), work=work)
        if answer is not None:
            return answer
    context = {"form": form, "factors": factors_of(actor.account_id), "username": request.user.get_username()}
    context["passkeys"] = passkeys_of(actor.account_id)
    return render(request, "shell/account.html", context)


@at_work
def paper_codes(request: HttpRequest) -> HttpResponse:
    """Ten other codes to print, for whoever shows a code."""
    actor = request.actor  # type: ignore[attr-defined]
    form = CodeForm(request.POST if request.method == "POST" else None)
    account_id, at = actor.account_id, now()
    codes = tried(form, lambda: actions.renew_codes(account_id=account_id, code=form.cleaned_data["code"], at=at))
    if codes is not None:
        return _codes(request, actor, codes)
    context = {"form": form, "factors": factors_of(actor.account_id)}
    return render(request, "shell/account_codes.html", context)


@at_work
def passkey(request: HttpRequest) -> HttpResponse:
    """One more passkey, for whoever has just shown a code."""
    actor, at = request.actor, now()  # type: ignore[attr-defined]
    data = request.POST if request.method == "POST" else None
    if not _has_shown(request, at):
        return _show_first(request, CodeForm(data), actor, at, onward="shell:account_passkey")
    form, asked = PasskeyForm(data), request.session.pop(ASKED, None)

    def work() -> object:
        facts = form.cleaned_data
        given = {"host": host_of(request), "state": asked or {}, "answer": facts["passkey"], "name": facts["name"]}
        return actions.add_passkey(account_id=actor.account_id, **given, by=actor, at=at)

    if tried(form, work):
        _stay_signed_in(request, actor)
        messages.success(request, _("The passkey is kept."))
        return redirect("shell:account")
    asked_now = ask_to_add(actor.account_id, host=host_of(request))
    return asking(request, "shell/account_passkey.html", {"form": form, "at_all": asked_now is not None}, asked_now)


@at_work
@require_POST
def remove_passkey(request: HttpRequest, passkey: UUID) -> HttpResponse:
    """Gone, with every other session."""
    actor = request.actor  # type: ignore[attr-defined]
    actions.remove_passkey(account_id=actor.account_id, public_id=passkey, by=actor, at=now())
    _stay_signed_in(request, actor)
    messages.success(request, _("The passkey is removed."))
    return redirect("shell:account")


@at_work
def app(request: HttpRequest) -> HttpResponse:
    """The app on another telephone: a code of the one before, then the square and a code of the next."""
    actor, at = request.actor, now()  # type: ignore[attr-defined]
    data = request.POST if request.method == "POST" else None
    if factors_of(actor.account_id).app_since is not None and not _has_shown(request, at):
        return _show_first(request, CodeForm(data), actor, at, onward="shell:account_app")
    form = AppForm(data, account=request.user)
    codes = tried(form, lambda: actions.set_up_app(account_id=actor.account_id, **form.given, by=actor, at=at))
    if codes is not None:
        request.session.pop(SHOWN, None)
        return _codes(request, actor, codes)
    return render(request, "shell/account_app.html", {"form": form})


def _show_first(request: HttpRequest, form: CodeForm, actor: Actor, at: datetime, *, onward: str) -> HttpResponse:
    account_id = int(actor.account_id or 0)
    if tried(form, lambda: actions.check_code(account_id=account_id, code=form.cleaned_data["code"], at=at)):
        request.session[SHOWN] = at.isoformat()
        return redirect(onward)
    return render(request, "shell/account_codes.html", {"form": form, "onward": onward})


def _has_shown(request: HttpRequest, at: datetime) -> bool:
    shown = request.session.get(SHOWN, "")
    return shown != "" and at - datetime.fromisoformat(shown) < GOOD_FOR


def _codes(request: HttpRequest, actor: Actor, codes: list[str]) -> HttpResponse:
    _stay_signed_in(request, actor)
    request.session[SECOND_FACTOR] = True
    context = {"codes": map(as_printed, codes), "onward": reverse("shell:account")}
    return render(request, "shell/paper_codes.html", context)


def _stay_signed_in(request: HttpRequest, actor: Actor) -> None:
    """This session goes on; those that began with the earlier password or epoch are over."""
    account = access.account_of_session(int(actor.account_id or 0))
    if account is not None:
        update_session_auth_hash(request, account)
