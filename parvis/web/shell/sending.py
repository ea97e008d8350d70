"""How a form is sent at any door: once, and with nothing typed lost when a room refuses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.db import transaction
from django.forms.utils import flatatt
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html
from django.utils.safestring import SafeString

from parvis.core import once
from parvis.core.sentences import alone, of_field, sentence
from parvis.kernel.errors import Invalid, NotFound, ParvisError, Refused, Stale

Result = TypeVar("Result")


class TokenInput(forms.HiddenInput):
    """The hidden token of a form, without a template of its own: it stands in every form of a page."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        given = flatatt(self.build_attrs(self.attrs, attrs))
        return format_html('<input type="hidden" name="{}" value="{}"{}>', name, value or "", given)


class PlainForm(forms.Form):
    """Plain labels, no browser bubbles, a token against double sending, room for a refusal."""

    use_required_attribute = False
    alike = (
        False  # whether a blank one is the same for every reader of a language, at any time: see `design.forms.blank`
    )
    once = forms.CharField(widget=TokenInput, required=False, max_length=64)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = lambda: uuid4().hex

    def refuse(self, error: ParvisError) -> None:
        """Write what a room said no to at its field, or on top; what was typed stays."""
        if not isinstance(error, Invalid) or not error.fields:
            self.add_error(None, sentence(error))
            return
        for name, code in error.fields.items():
            self.add_error(name if name in self.fields else None, of_field(code))


class VersionedForm(PlainForm):
    """Carries the version it was made from. An older one is said to be so once; sent again, it is meant."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def refuse(self, error: ParvisError) -> None:
        super().refuse(error)
        if isinstance(error, Stale) and "version" in error.params:
            typed: Any = self.data
            self.data = typed.copy()
            self.data[self.add_prefix("version")] = str(error.params["version"])  # type: ignore[index]


def send(form: PlainForm, *, at: datetime, to: str, work: Callable[[], object]) -> HttpResponse | None:
    """Do the work of a valid form and go to `to`, or None with what is wrong written into the form.

    A second submission of the same form does nothing and is led to the same place. What is not for the sender stays a 404.
    """

    def first_time() -> str:
        if once.claim(form.cleaned_data["once"], at=at):
            work()
        return to

    return _sent(form, first_time)


def send_new(form: PlainForm, *, at: datetime, otherwise: str, work: Callable[[], str]) -> HttpResponse | None:
    """The same for what has no address before it is made: `work` gives it, and a second submission is led there too."""

    def first_time() -> str:
        token = form.cleaned_data["once"]
        if not once.claim(token, at=at):
            return once.location_of(token) or otherwise
        to = work()
        once.answered(token, location=to)
        return to

    return _sent(form, first_time)


def _sent(form: PlainForm, work: Callable[[], str]) -> HttpResponse | None:
    if not form.is_valid():
        return None
    try:
        with transaction.atomic():
            to = work()
    except NotFound:
        raise
    except ParvisError as error:
        form.refuse(error)
        return None
    return HttpResponseRedirect(to)


def tried(form: PlainForm, work: Callable[[], Result]) -> Result | None:
    """What the work of a valid form gives, where no other page follows by itself: a secret that is shown once, a next question.

    None with what is wrong written into the form. In no transaction: a try that was wrong stays counted.
    """
    if not form.is_valid():
        return None
    try:
        return work()
    except (Refused, Invalid) as error:
        form.refuse(error)
        return None


def done_or_said(request: HttpRequest, location: str, *, work: Callable[[], object], done: str) -> HttpResponse:
    """A button that does one thing: what it did, or why not, is said on the page it leads back to."""
    try:
        work()
    except NotFound:
        raise
    except ParvisError as error:
        messages.error(request, alone(error), extra_tags="no")
    else:
        messages.success(request, done)
    return HttpResponseRedirect(location)


def version_in(post: Mapping[str, str], name: str = "version") -> int | None:
    """The version that a button was made from, as its form sends it."""
    text = post.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 10 else None
