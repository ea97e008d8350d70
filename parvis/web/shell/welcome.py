"""The link of an invitation: whoever holds the paper makes the account of her own page, or a new password for it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import authenticate, login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from parvis.core.clock import now
from parvis.kernel.errors import NotFound, ParvisError
from parvis.people import actions
from parvis.people import queries as people
from parvis.people.errors import InvitationOver
from parvis.web.shell.account_forms import NewPasswordForm
from parvis.web.shell.doors import link
from parvis.web.shell.errors import refused
from parvis.web.shell.standing import CARD, act_as_herself


class WelcomeForm(NewPasswordForm):
    """A name to sign in with, and a password of her own. Nobody at the desk knows it."""

    username = forms.CharField(
        label=_("Your sign-in name"),
        help_text=_("It need not be your real name."),
        max_length=60,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocapitalize": "none", "class": "short"}),
        error_messages={"required": _("Write a sign-in name.")},
    )
    field_order = ("username", "password", "again")

    def __init__(self, *args: Any, named: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].widget.attrs["autocomplete"] = "username"
        if named:  # she has an account: its name stays
            del self.fields["username"]


@link
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """A link that was never printed is the page that does not exist; one that is used up or too old says so."""
    entry, at = people.invitation_entry(token, now()), now()
    if not entry.is_good:
        return render(request, "shell/welcome_over.html", status=410)
    joining = request.POST.get("do") == "join"
    form = WelcomeForm(
        request.POST if request.method == "POST" and not joining else None,
        named=entry.has_account,
        initial={"username": entry.username},
    )
    try:
        if joining and request.user.is_authenticated:
            actions.join_account(token=token, account_id=int(request.user.pk or 0), at=at)
            act_as_herself(request)
            return redirect("shell:start")
        if form.is_valid():
            return _enter(request, token, entry, form)
    except NotFound:
        raise
    except InvitationOver:
        return render(request, "shell/welcome_over.html", status=410)
    except ParvisError as error:
        if joining:
            return refused(request, error)
        form.refuse(error)
    return render(request, "shell/welcome.html", {"form": form, "entry": entry})


def _enter(request: HttpRequest, token: str, entry: people.InvitationEntry, form: WelcomeForm) -> HttpResponse:
    """The account is made, and she is signed in with it, as herself."""
    username = form.cleaned_data.get("username", entry.username).strip().lower()
    password = form.cleaned_data["password"]
    actions.accept_invitation(token=token, username=username, password=password, at=now())
    account = authenticate(request, username=username, password=password)
    if account is None:
        return redirect("account_login")
    login(request, account)
    request.session.pop(CARD, None)
    return redirect("shell:start")
