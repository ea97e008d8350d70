"""After the password: a code from the app or from paper, or an app to set up. Until then nobody is signed in, and no page opens."""

from __future__ import annotations

from allauth.account.stages import LoginStage, LoginStageController
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import constant_time_compare

from parvis.access import actions
from parvis.access.door import SECOND_FACTOR
from parvis.access.entering import NOTHING, SHOW, what_is_asked
from parvis.access.rules import as_printed
from parvis.core.clock import now
from parvis.kernel.actor import Actor
from parvis.kernel.errors import Refused
from parvis.web.shell.code_forms import AppForm, CodeForm
from parvis.web.shell.doors import link
from parvis.web.shell.resume import RESUME, unseal
from parvis.web.shell.standing import CARD

AT_SIGN_IN = Actor.system("sign-in")


class SecondFactor(LoginStage):  # type: ignore[misc]
    """Where the library's sign-in waits. It remembers the account, and the password it was entered with."""

    key = "parvis_second_factor"
    urlname = "shell:second"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Nothing to ask for, or the page that asks."""
        if what_is_asked(self.login.user.pk) == NOTHING:
            return None, True
        self.state["hash"] = self.login.user.get_session_auth_hash()
        return redirect("shell:second"), True

    @property
    def is_good(self) -> bool:
        """Whether the account is still the one whose password was right."""
        user = self.login.user
        return user.is_active and constant_time_compare(self.state.get("hash", ""), user.get_session_auth_hash())


@link
def second(request: HttpRequest) -> HttpResponse:
    """The code of whoever has a second factor."""
    stage = _waiting(request)
    if stage is None:
        return redirect("shell:start" if request.user.is_authenticated else "account_login")
    account = int(stage.login.user.pk)
    if what_is_asked(account) != SHOW:
        return redirect("shell:set_up")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.check_code(account_id=account, code=form.cleaned_data["code"], at=now())
        except Refused as error:
            form.refuse(error)
        else:
            return _signed_in(request, stage)
    return render(request, "shell/second.html", {"form": form})


@link
def set_up(request: HttpRequest) -> HttpResponse:
    """The app of whoever has none: first the square to photograph, then ten codes to print."""
    stage = _waiting(request)
    if stage is None:
        return redirect("shell:start" if request.user.is_authenticated else "account_login")
    account = stage.login.user
    asked = what_is_asked(account.pk)
    if asked == SHOW:
        return redirect("shell:second")
    if asked == NOTHING:
        return _signed_in(request, stage)
    form = AppForm(request.POST if request.method == "POST" else None, account=account)
    if form.is_valid():
        try:
            codes = actions.set_up_app(account_id=account.pk, **form.given, by=AT_SIGN_IN, at=now())
        except Refused as error:
            form.refuse(error)
        else:
            account.refresh_from_db()  # another epoch since: the session is to begin with that one
            onward = _signed_in(request, stage)["Location"]
            return render(request, "shell/paper_codes.html", {"codes": map(as_printed, codes), "onward": onward})
    return render(request, "shell/set_up.html", {"form": form})


@link
def typed(request: HttpRequest) -> HttpResponse:
    """What was typed when the session had ended, once everything was shown."""
    waiting = unseal(request.session.pop(RESUME, "")) if request.user.is_authenticated else None
    if waiting is None:
        return redirect("shell:start")
    return render(request, "shell/resume.html", {"typed": waiting})


def _waiting(request: HttpRequest) -> SecondFactor | None:
    if request.user.is_authenticated:
        return None
    stage = LoginStageController.enter(request, SecondFactor.key)
    return stage if stage is not None and stage.is_good else None


def _signed_in(request: HttpRequest, stage: SecondFactor) -> HttpResponse:
    answer: HttpResponse = stage.exit()
    if request.user.is_authenticated:
        request.session[SECOND_FACTOR] = True
        request.session.pop(CARD, None)
        if RESUME in request.session:
            return redirect("shell:typed")
    return answer
