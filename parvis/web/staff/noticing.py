"""The page of the notice, for newcomers at the desk and for hosts: in the person's language beside the worker's."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from parvis.people import queries as people
from parvis.people.entries import NoticeDone
from parvis.web.staff.forms.base import spoken_languages
from parvis.web.staff.forms.notice import NoticeForm


def notice_page(request: HttpRequest, *, part: str, language: str = "") -> tuple[NoticeForm, dict[str, Any]]:
    """The form and what its page shows. `language`: of the person, where it is known already."""
    own = get_language() or "fr"
    language = request.POST.get("language") or request.GET.get("language") or language or own
    by = request.actor  # type: ignore[attr-defined]
    theirs, ours = people.notice(language, by, part=part), people.notice(own, by, part=part)
    form = NoticeForm(request.POST or None, initial={"language": language, "text_version": theirs.version})
    return form, {
        "form": form,
        "theirs": theirs,
        "ours": ours,
        "language": language,
        "languages": spoken_languages(),
    }


def facts_of(form: NoticeForm) -> dict[str, str]:
    """What the worker attests, as plain values for a draft."""
    return {name: form.cleaned_data[name] for name in ("language", "text_version", "manner", "interpreter")}


def notice_done(given: dict[str, str]) -> NoticeDone:
    """The same, for the register."""
    return NoticeDone(
        version=given["text_version"],
        language=given["language"],
        manner=given["manner"],
        interpreter=given["interpreter"],
    )
