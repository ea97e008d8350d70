"""How a Django form is shown: label, hint, why, who sees it, error, all tied to the input.

Forms stay plain `forms.Form`. `explained()` adds what a question owes to the one who answers: why we ask, and who sees
the answer. Rendering stands in `templates/components/field.html`, so that a form class never holds markup.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, TypeVar

from django import forms
from django.forms.boundfield import BoundField
from django.forms.utils import flatatt
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

Words = str | Promise
FieldT = TypeVar("FieldT", bound=forms.Field)


def explained(
    field: FieldT,
    *,
    why: Words = "",
    who: Words = "",
    autocomplete: str = "",
    hints: Mapping[str, Words] | None = None,
    grid: bool = False,
) -> FieldT:
    """The same field, carrying *why we ask* and *who sees the answer* for `{% field %}`.

    `hints` says more under a choice, by its value; `grid` lays many short choices out in columns.
    """
    field.why, field.who = why, who  # type: ignore[attr-defined]
    field.hints, field.grid = hints or {}, grid  # type: ignore[attr-defined]
    if autocomplete:
        field.widget.attrs["autocomplete"] = autocomplete
    return field


@dataclass(frozen=True, slots=True)
class Choice:
    """One radio or checkbox of a group, ready to be shown."""

    tag: str
    label: str
    hint: Words = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A bound field as the template needs it."""

    bound: BoundField
    control: str
    choices: tuple[Choice, ...]
    kind: str  # "input", "group" or "single" (one checkbox)
    why: Words
    who: Words
    hint_id: str
    error_id: str
    grid: bool = False


def anchor(bound: BoundField) -> str:
    """The id that an error summary links to: the input, or the first choice of a group."""
    base = bound.auto_id or bound.html_name
    return f"{base}_0" if kind_of(bound) == "group" else base


def kind_of(bound: BoundField) -> str:
    """How a field is laid out, from its widget."""
    widget = bound.field.widget
    if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        return "group"
    return "single" if isinstance(widget, forms.CheckboxInput) else "input"


def described_by(bound: BoundField) -> str:
    """Ids of the hint and the error, in the order they are read; empty when there is neither."""
    base = bound.auto_id or bound.html_name
    parts = [f"{base}_hint"] if bound.help_text else []
    if bound.errors:
        parts.append(f"{base}_error")
    return " ".join(parts)


def attributes(bound: BoundField, kind: str) -> dict[str, Any]:
    """Attributes of the control: class, description, state. A group carries its description on the fieldset."""
    attrs: dict[str, Any] = {}
    if kind == "input":
        own = bound.field.widget.attrs.get("class", "")
        attrs["class"] = f"input {own}".strip()
        attrs["autocomplete"] = bound.field.widget.attrs.get("autocomplete", "off")
    if kind != "group" and described_by(bound):
        attrs["aria-describedby"] = described_by(bound)
    if kind != "group" and bound.errors:
        attrs["aria-invalid"] = "true"
    return attrs


def blank(bound: BoundField) -> Hashable | None:
    """Under what a field is kept once it is written: of a form that nobody has begun, and that says of itself to be `alike`,
    the same for every reader of a language and at any time. None for all others.
    """
    form = bound.form
    if form.is_bound or not getattr(form, "alike", False):
        return None
    return type(form), bound.name, bound.html_name, form.auto_id, get_language()


def shown(bound: BoundField) -> Shown:
    """Everything `components/field.html` needs about one field."""
    kind = kind_of(bound)
    base = bound.auto_id or bound.html_name
    group = kind == "group"
    return Shown(
        bound=bound,
        control="" if group else _control(bound, attributes(bound, kind)),
        choices=tuple(_choices(bound)) if group else (),
        kind=kind,
        why=getattr(bound.field, "why", ""),
        who=getattr(bound.field, "who", ""),
        hint_id=f"{base}_hint",
        error_id=f"{base}_error",
        grid=getattr(bound.field, "grid", False),
    )


def _control(bound: BoundField, attrs: dict[str, Any]) -> str:
    """The widget; a list to choose from without Django's two templates an option, a third of a page's work."""
    widget = bound.field.widget
    if type(widget) is not forms.Select:
        return bound.as_widget(attrs=attrs)
    given = bound.build_widget_attrs(attrs, widget)
    if bound.auto_id and "id" not in widget.attrs:
        given.setdefault("id", bound.auto_id)
    chosen = {str(value) for value in widget.format_value(bound.value())}
    options = "".join(_option(choice, chosen) for choice in widget.choices)
    own = flatatt(widget.build_attrs(widget.attrs, given))
    inside = mark_safe(options)  # noqa: S308 - every value and label in it was escaped
    return format_html('<select name="{}"{}>{}</select>', bound.html_name, own, inside)


def _option(choice: Any, chosen: set[str]) -> str:
    value, label = choice
    if isinstance(label, list | tuple):
        inside = "".join(_option(one, chosen) for one in label)
        return f'<optgroup label="{escape(str(value))}">{inside}</optgroup>'
    text = "" if value is None else str(value)
    return f'<option value="{escape(text)}"{" selected" if text in chosen else ""}>{escape(str(label))}</option>'


def _choices(bound: BoundField) -> Iterator[Choice]:
    hints = getattr(bound.field, "hints", {})
    for sub in bound.subwidgets:
        yield Choice(sub.tag(), str(sub.choice_label), hints.get(str(sub.data["value"]), ""))


@dataclass(frozen=True, slots=True)
class Fault:
    """A line of the error summary: what to do, and where."""

    text: str
    anchor: str


def faults(*form_list: forms.BaseForm) -> list[Fault]:
    """Every error of these forms in the order of their fields; errors of no field come first."""
    found: list[Fault] = []
    for form in form_list:
        if not form.is_bound:
            continue
        found += [Fault(str(text), "") for text in form.non_field_errors()]
        for bound in form:
            found += [Fault(str(text), anchor(bound)) for text in bound.errors]
    return found
