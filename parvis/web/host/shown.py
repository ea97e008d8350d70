"""A request and, after a yes, what is shared: as rows of words for the templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.casework.queries import Preview
from parvis.casework.shares import Identity
from parvis.kernel import languages
from parvis.kernel.topics import is_sensitive
from parvis.web.design import words as design
from parvis.web.host.words import AGE_BANDS, ENDS, HOUSEHOLD_BANDS, SHORT_FIELDS, STATES, TONES
from parvis.web.shell.words import said
from parvis.web.shell.words.casework import DECLINE_REASONS, URGENCIES
from parvis.web.shell.words.people import FIELDS, ROLES, SAFETY_SHORT
from parvis.web.shell.words.topics import TOPICS


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what it is, and what it says."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRequest:
    """A request in words. `rows` hold nothing that says who it is."""

    preview: Preview
    topic: str
    urgency: str
    state: str
    tone: str
    end: str
    reason: str
    rows: list[Row]
    fields: str
    sensitive: bool


def shown_request(preview: Preview) -> ShownRequest:
    """Codes become words; facts that were not consented have no line."""
    return ShownRequest(
        preview=preview,
        topic=said(TOPICS, preview.topic),
        urgency=said(URGENCIES, preview.urgency),
        state=said(STATES, preview.state),
        tone=TONES.get(preview.state, ""),
        end=said(ENDS, preview.state) if preview.state in ENDS else "",
        reason=said(DECLINE_REASONS, preview.reason) if preview.reason in DECLINE_REASONS else "",
        rows=_facts(preview),
        fields=_(", ").join(said(SHORT_FIELDS, code) for code in preview.fields),
        sensitive=is_sensitive([preview.topic]),
    )


def _facts(preview: Preview) -> list[Row]:
    rows = []
    if preview.service_name:
        rows.append(Row(_("For"), preview.service_name))
    if preview.household_band:
        rows.append(Row(_("Household"), said(HOUSEHOLD_BANDS, preview.household_band)))
    if preview.age_band:
        rows.append(Row(_("Age"), said(AGE_BANDS, preview.age_band)))
    if preview.language:
        name = languages.name_in(preview.language, design.language_now())
        rows.append(
            Row(
                _("Language"),
                _("%(language)s, with an interpreter") % {"language": name} if preview.interpreter else name,
            )
        )
    return rows


def shown_identity(identity: Identity) -> list[Row]:
    """The shared fields, in the order of the share; what is shared and empty is said to be not known."""
    rows = []
    for field in identity.fields:
        if field == "needs":
            value: str = design.foreign(identity.need_words, identity.need_words_language)
        elif field == "note":
            value = identity.note
        else:
            value = WRITERS[field](identity.values.get(field))
        rows.append(Row(said(FIELDS, field), value or _("Not known")))
    return rows


def _names(names: Any) -> SafeString:
    return format_html_join(
        SafeString("<br>"), "{}", ((design.person_name(one["text"], one["language"]),) for one in names or ())
    )


def _contacts(contacts: Any) -> SafeString:
    return format_html_join(SafeString("<br>"), "{}", ((_contact(one),) for one in contacts or ()))


def _contact(one: Mapping[str, str]) -> SafeString:
    value = one["value"]
    if one["kind"] == "phone":
        shown = format_html('<a href="{}">{}</a>', design.phone_href(value), design.phone_text(value))
    else:
        shown = format_html('<bdi dir="auto" class="wrap-any">{}</bdi>', value)
    more = [said(SAFETY_SHORT, one["safety"])] if one["safety"] == "neutral_only" else []
    more += [one["note"]] if one.get("note") else []
    return format_html("{}{}", shown, format_html_join("", " · {}", ((text,) for text in more)))


def _language(given: Any) -> str:
    if not given:
        return ""
    reader = design.language_now()
    spoken = dict.fromkeys([given["language"], *given["speaks"]])
    names = _(", ").join(languages.name_in(code, reader) for code in spoken if code and code != "und")
    return _("%(language)s, with an interpreter") % {"language": names} if given["interpreter"] and names else names


def age_words(age: Any) -> str:
    """An age as well as it is known."""
    if age is None or age.years is None:
        return ""
    n = age.years
    if age.kind == "about":
        return ngettext("about %(n)s year", "about %(n)s years", n) % {"n": n}
    return ngettext("%(n)s year", "%(n)s years", n) % {"n": n}


def _household(members: Any) -> SafeString:
    lines = []
    for one in members or ():
        age = age_words(one["age"])
        lines.append((f"{said(ROLES, one['role'])} · {age}" if age else said(ROLES, one["role"]),))
    return format_html_join(SafeString("<br>"), "{}", lines)


WRITERS = {
    "identity": _names,
    "contact": _contacts,
    "language": _language,
    "age": age_words,
    "household": _household,
}
