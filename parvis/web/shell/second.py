"""After the password: one of her own where somebody else has seen it, then a code from the app or from paper, or an app to set up. Until then nobody is signed in, and no page opens."""

from __future__ import annotations

from allauth.account.internal.stagekit import stash_login
from allauth.account.stages import LoginStage, LoginStageController
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import constant_time_compare

from parvis.access import actions
from parvis.access.door import SECOND_FACTOR
from parvis.access.entering import CHOOSE, NOTHING, SET_UP, SHOW, what_is_asked
from parvis.access.passkeys import ask_to_show
from parvis.access.rules import as_printed
from parvis.core.clock import now
from parvis.kernel.actor import Actor
from parvis.web.shell.account_forms import AppForm, NewPasswordForm, ShowForm
from parvis.web.shell.doors import link
from parvis.web.shell.passkeys import ASKED, asking, host_of
from parvis.web.shell.resume import RESUME, unseal
from parvis.web.shell.sending import tried
from parvis.web.shell.standing import CARD

PAGES = {CHOOSE: "shell:own_password", SHOW: "shell:second", SET_UP: "shell:set_up"}
AT_SIGN_IN = Actor.system("sign-in")


class SecondFactor(LoginStage):  # type: ignore[misc]
    """Where the library's sign-in waits. It remembers the account, and the password it was entered with."""

    key = "parvis_second_factor"
    urlname = "shell:second"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Nothing to ask for, or the page that asks."""
        return self.wait_on(self.request), True

    def wait_on(self, request: HttpRequest) -> HttpResponse | None:
        """To the page that asks next, if something is still to be asked."""
        asked = what_is_asked(self.login.user.pk)
        if asked == NOTHING:
            return None
        self.state["hash"] = self.login.user.get_session_auth_hash()
        stash_login(request, self.login)
        return redirect(PAGES[asked])

    @property
    def is_good(self) -> bool:
        """Whether the account is still the one whose password was right."""
        user = self.login.user
        return user.is_active and constant_time_compare(self.state.get("hash", ""), user.get_session_auth_hash())


@link
def own_password(request: HttpRequest) -> HttpResponse:
    """A password of her own for whoever came with one that somebody else has seen."""
    stage, elsewhere = _waiting(request, CHOOSE)
    if stage is None:
        return elsewhere
    form = NewPasswordForm(request.POST if request.method == "POST" else None)
    account = stage.login.user

    def work() -> object:
        return actions.choose_password(
            account_id=account.pk, new=form.cleaned_data["password"], by=AT_SIGN_IN, at=now()
        )

    if tried(form, work):
        account.refresh_from_db()
        return stage.wait_on(request) or _signed_in(request, stage)
    return render(request, "shell/own_password.html", {"form": form})


@link
def second(request: HttpRequest) -> HttpResponse:
    """The code, or a passkey, of whoever has a second factor."""
    stage, elsewhere = _waiting(request, SHOW)
    if stage is None:
        return elsewhere
    account = int(stage.login.user.pk)
    form = ShowForm(request.POST if request.method == "POST" else None)
    asked = request.session.pop(ASKED, None)

    def work() -> object:
        answer, at = form.cleaned_data["passkey"], now()
        if answer and asked:
            given = {"host": host_of(request), "state": asked, "answer": answer, "by": AT_SIGN_IN}
            return actions.check_passkey(account_id=account, **given, at=at)
        return actions.check_code(account_id=account, code=form.cleaned_data["code"], at=at)

    if tried(form, work):
        return _signed_in(request, stage, shown=True)
    return asking(request, "shell/second.html", {"form": form}, ask_to_show(account, host=host_of(request)))


@link
def set_up(request: HttpRequest) -> HttpResponse:
    """The app of whoever has none: first the square to photograph, then ten codes to print."""
    stage, elsewhere = _waiting(request, SET_UP)
    if stage is None:
        return elsewhere
    account = stage.login.user
    form = AppForm(request.POST if request.method == "POST" else None, account=account)
    codes = tried(form, lambda: actions.set_up_app(account_id=account.pk, **form.given, by=AT_SIGN_IN, at=now()))
    if codes is not None:
        account.refresh_from_db()  # another epoch since: the session is to begin with that one
        onward = _signed_in(request, stage, shown=True)["Location"]
        return render(request, "shell/paper_codes.html", {"codes": map(as_printed, codes), "onward": onward})
    return render(request, "shell/set_up.html", {"form": form})


@link
def typed(request: HttpRequest) -> HttpResponse:
    """What was typed when the session had ended, once everything was shown."""
    waiting = unseal(request.session.pop(RESUME, "")) if request.user.is_authenticated else None
    if waiting is None:
        return redirect("shell:start")
    return render(request, "shell/resume.html", {"typed": waiting})


def _waiting(request: HttpRequest, asked: str) -> tuple[SecondFactor | None, HttpResponse]:
    """The sign-in that waits for this very page; None, and where to go, for everybody else."""
    if request.user.is_authenticated:
        return None, redirect("shell:start")
    stage = LoginStageController.enter(request, SecondFactor.key)
    if stage is None or not stage.is_good:
        return None, redirect("account_login")
    now_asked = what_is_asked(stage.login.user.pk)
    if now_asked == NOTHING:
        return None, _signed_in(request, stage)
    onward = redirect(PAGES[now_asked])
    return (stage, onward) if now_asked == asked else (None, onward)


def _signed_in(request: HttpRequest, stage: SecondFactor, *, shown: bool = False) -> HttpResponse:
    answer: HttpResponse = stage.exit()
    if request.user.is_authenticated:
        if shown:
            request.session[SECOND_FACTOR] = True
        request.session.pop(CARD, None)
        if RESUME in request.session:
            return redirect("shell:typed")
    return answer
