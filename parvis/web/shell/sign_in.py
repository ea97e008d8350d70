"""Sign-in for staff and hosts, on allauth. Accounts are made by an administrator; nobody signs up."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm
from allauth.account.views import LoginView
from django.conf import settings
from django.contrib.auth import logout
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from parvis.access.door import AS_HERSELF
from parvis.engines.text import fold
from parvis.people import queries as people
from parvis.web.shell.doors import Door, link
from parvis.web.shell.resume import RESUME, unseal
from parvis.web.shell.standing import (
    CARD,
    HAS_OWN,
    HAS_WORK,
    ORGANISATION,
    act_as_herself,
    act_at_work,
    work_of,
)

# In this order: the first room that one of the roles opens.
ROOMS = (
    ("caseworker", "staff:day"),
    ("mediator", "staff:day"),
    ("manager", "staff:figures"),
    ("provider", "host:requests"),
    ("admin", "admin_desk:home"),
    ("dpo", "admin_desk:reads"),
)


class ClosedAccountAdapter(DefaultAccountAdapter):
    """No open sign-up, and no message that says whether a name exists."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("shell:start")

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Tries are counted by the name alone, however it is written. The library adds the host that the request names, port
        and all, which whoever sends it chooses.
        """
        return f"sign-in:{fold(str(credentials.get('username', '')))}"

    def get_login_stages(self) -> list[str]:
        """After the password, before anybody is signed in."""
        return ["parvis.web.shell.second.SecondFactor"]

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our pages say what happened; the library's flash messages are not shown."""


class SignInForm(LoginForm):
    """Name and password, with our labels."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Your sign-in name")
        self.fields["password"].label = _("Your password")
        self.fields.pop("remember", None)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class SignIn(LoginView):
    """The sign-in page; brings back what was typed when a session had ended."""

    template_name = "shell/sign_in.html"

    def get_form_class(self) -> type[SignInForm]:
        return SignInForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        given = self.request.POST.get("resume", "")
        return {
            "form": kwargs.get("form") or self.get_form(),
            "resume": given if unseal(given) else "",
            "action": self.request.get_full_path(),
            "next": self.request.POST.get("next") or self.request.GET.get("next", ""),
            "demo": settings.PARVIS_DEMO,
        }

    def form_valid(self, form: BaseForm) -> HttpResponse:
        answer = super().form_valid(form)
        self.request.session.pop(CARD, None)  # whoever signs in is not who opened a card here before
        resume = self.request.POST.get("resume", "")
        typed = unseal(resume)
        if typed is None:
            return answer
        if not self.request.user.is_authenticated:  # a second factor comes first
            self.request.session[RESUME] = resume
            return answer
        page = render(self.request, "shell/resume.html", {"typed": typed})
        page["Cache-Control"] = "no-store, private"
        return page


sign_in = SignIn.as_view()
sign_in.parvis_door = Door("link")  # type: ignore[attr-defined]


@link
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session and asks the browser to forget what it kept."""
    logout(request)
    response = redirect("public:home")
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


@link
def start(request: HttpRequest) -> HttpResponse:
    """Sends each account to the first room its roles open, else to the own page of the person whose it is."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    account, work = int(request.user.pk or 0), work_of(request)
    has_own = people.own_page(account, language=get_language() or "fr") is not None
    request.session[HAS_OWN], request.session[HAS_WORK] = has_own, work is not None
    if has_own and AS_HERSELF in request.session:
        return redirect("newcomer:path")
    act_at_work(request)
    for role, name in ROOMS:
        if work is not None and role in work.actor.roles:
            return redirect(name)
    if has_own:
        act_as_herself(request)
        return redirect("newcomer:path")
    return render(request, "shell/no_role.html", status=403)


@link
@require_POST
def act_for(request: HttpRequest) -> HttpResponse:
    """Chooses for whom to act: an organisation of the account's own, its work again, or the person whose account it is."""
    chosen = request.POST.get("organisation", "")
    if not request.user.is_authenticated:
        return redirect("account_login")
    number = int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 10 else None
    if chosen == "self":
        act_as_herself(request)
    elif chosen == "work" or number is not None:
        act_at_work(request)
        if number is not None:
            request.session[ORGANISATION] = number
    return redirect("shell:start")
