"""From what was typed at the desk to what the register takes, and back as answers to check."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from parvis.casework.queries import finding
from parvis.kernel import languages
from parvis.kernel.actor import Actor
from parvis.kernel.errors import Invalid
from parvis.people import actions as people_actions
from parvis.people.entries import Birth, NewContact, NewName, NewPerson
from parvis.web.design.words import comma, isolate, language_now
from parvis.web.shell.words import said
from parvis.web.shell.words.people import BIRTH, CONTACTS, GENDERS, ROLES, SAFETY_SHORT, STAGES
from parvis.web.staff.forms.person import PersonForm


def new_person(form: PersonForm) -> NewPerson:
    """The registration of a valid form."""
    facts = form.cleaned_data
    speaks = [code for code in (facts["language"], facts["also_speaks"]) if code]
    contact = None
    if facts["contact_kind"]:
        contact = NewContact(kind=facts["contact_kind"], value=facts["contact"], safety=facts["safety"] or "unknown")
    return NewPerson(
        names=_names(facts),
        language=facts["language"],
        speaks=speaks,
        interpreter=facts["interpreter"],
        gender=facts["gender"] or "unknown",
        birth=_birth(facts),
        stage=facts["stage"] or "unknown",
        quarter=facts["quarter"],
        pronunciation=facts["pronunciation"],
        contact=contact,
    )


def _names(facts: dict[str, Any]) -> list[NewName]:
    names = [NewName(text=facts["name"], language=facts["name_language"] or facts["language"])]
    if facts["romanised"]:
        names.append(NewName(text=facts["romanised"], language="und", kind="romanised"))
    return names


def _birth(facts: dict[str, Any]) -> Birth:
    value = {"about": facts["age"], "year": facts["year"], "date": facts["day"]}.get(facts["birth"])
    return Birth(precision=facts["birth"] or "unknown", value=value)


def household_of(by: Actor, number: str, at: datetime) -> UUID | None:
    """The family member whose file number was typed; `Invalid` when there is no such file to be seen."""
    if not number.strip():
        return None
    line = finding.case_by_number(by, number, at)
    if line is None:
        raise Invalid({"household": "unknown"})
    return line.person_public_id


def is_taken(form: PersonForm, by: Actor, at: datetime) -> bool:
    """Whether the register takes a valid form as it stands; what it doesn't take is said at its own field."""
    facts = form.cleaned_data.copy()
    checks: tuple[Callable[[], object], ...] = (
        lambda: people_actions.check_person(new_person(form), at),
        lambda: household_of(by, str(facts["household"]), at),
    )
    for check in checks:
        try:
            check()
        except Invalid as error:
            form.refuse(error)
    return not form.errors


def answers(form: PersonForm, change: str) -> list[dict[str, Any]]:
    """What was typed as rows of `components/answers.html`, each with the way back to its field."""
    facts, reader = form.cleaned_data, language_now()
    age = {"about": facts["age"], "year": facts["year"], "date": facts["day"]}.get(facts["birth"])
    reached = (
        f"{said(CONTACTS, facts['contact_kind'])} · {isolate(facts['contact'])} ({said(SAFETY_SHORT, facts['safety'])})"
    )
    rows = [
        ("name", _("Name as used"), facts["name"]),
        ("romanised", _("In Latin letters"), facts["romanised"]),
        ("language", _("Language"), _language(facts, reader)),
        ("birth", _("Age"), f"{age} ({said(BIRTH, facts['birth'])})" if age else said(BIRTH, facts["birth"])),
        ("gender", _("Gender"), said(GENDERS, facts["gender"])),
        ("stage", _("Where on the way"), said(STAGES, facts["stage"])),
        ("quarter", _("Quarter"), facts["quarter"]),
        ("contact_kind", _("Being reached"), reached if facts["contact_kind"] else ""),
        (
            "household",
            _("Family"),
            f"{isolate(facts['household'])} · {said(ROLES, facts['role'])}" if facts["household"] else "",
        ),
    ]
    return [{"label": label, "value": value, "change_url": f"{change}#{_anchor(name)}"} for name, label, value in rows]


def _anchor(name: str) -> str:
    return "id_birth_0" if name == "birth" else f"id_{name}"


def _language(facts: dict[str, Any], reader: str) -> str:
    spoken = languages.name_in(facts["language"], reader)
    if facts["also_speaks"]:
        spoken = f"{spoken}{comma()}{languages.name_in(facts['also_speaks'], reader)}"
    return _("%(language)s, interpreter wished") % {"language": spoken} if facts["interpreter"] else spoken
