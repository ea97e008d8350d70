"""The inputs of a detail, by its shape: which fields it takes, what they first hold, and which value they make. None for each kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parvis.core.house import house
from parvis.engagement.kinds import Detail, Shape
from parvis.engagement.kinds.details import LEVELS, LONGEST
from parvis.kernel.languages import autonym
from parvis.web.design.forms import explained
from parvis.web.shell.moments import hour_field
from parvis.web.shell.spoken import spoken_languages
from parvis.web.shell.words import choices
from parvis.web.shell.words.days import DAYS

NOT_KNOWN = ("", _("Not known"))
YES_NO = [NOT_KNOWN, ("yes", _("Yes")), ("no", _("No"))]
PER = [NOT_KNOWN, ("hour", _("an hour")), ("month", _("a month"))]
FIGURES = _("Write it in figures.")
WRITTEN_AMOUNT = re.compile(r"\d{1,9}([.,٫]\d{1,2})?")
Fields = dict[str, forms.Field]
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Inputs:
    """`fields` and `first` by the end of a field's name (the first has none); `value` reads what was given, None for nothing."""

    fields: Callable[[Detail, Any], Fields]
    first: Callable[[Any], Values]
    value: Callable[[Values], Any]
    half: Any = ""  # what is said when only some of several fields are filled


def missing(label: Any) -> str:
    """What is said of a line that readers decide by, also in a summary far from it."""
    return gettext("This is missing: %(what)s.") % {"what": label}


def line(label: Any, *, required: bool = False, longest: int = LONGEST, **more: Any) -> forms.CharField:
    """One line of text in any writing."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=longest,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={
            "required": missing(label),
            "max_length": _("This is too long. Shorten it."),
        },
        **more,
    )


def area(label: Any, *, required: bool = False, rows: int = 3, longest: int = 5000, **more: Any) -> forms.CharField:
    """Several lines of text."""
    field = line(label, required=required, longest=longest, **more)
    field.widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return field


def number(
    label: Any, *, required: bool = False, least: int = 0, most: int = 100_000, **more: Any
) -> forms.IntegerField:
    """A whole number, in figures."""
    return forms.IntegerField(
        label=label,
        required=required,
        min_value=least,
        max_value=most,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr", "class": "short"}),
        error_messages={
            "required": missing(label),
            "invalid": FIGURES,
            "min_value": _("Write a number of %(limit_value)s at least."),
            "max_value": _("Write a number of %(limit_value)s at most."),
        },
        **more,
    )


def chosen(label: Any, listed: Any, *, required: bool = False, **more: Any) -> forms.ChoiceField:
    """One of a list."""
    return forms.ChoiceField(
        label=label,
        choices=listed,
        required=required,
        error_messages={"required": missing(label)},
        **more,
    )


def several(label: Any, listed: Any, *, required: bool = False, **more: Any) -> forms.MultipleChoiceField:
    """Any of a list."""
    field = forms.MultipleChoiceField(
        label=label,
        choices=listed,
        required=required,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": missing(label)},
        **more,
    )
    return explained(field, grid=True)


def lines_of(text: str) -> list[str]:
    """A text as its lines, without the empty ones."""
    return [part for part in (one.strip() for one in text.splitlines()) if part]


def _one(make: Callable[[Detail], forms.Field]) -> Callable[[Detail, Any], Fields]:
    return lambda detail, _now: {"": make(detail)}


def _same(value: Any) -> Values:
    return {"": value}


def _given(values: Values) -> Any:
    return None if values[""] in ("", []) else values[""]


def _flag(values: Values) -> bool | None:
    return {"yes": True, "no": False}.get(values[""])


def _tongues(detail: Detail, now: Any) -> Fields:
    listed = spoken_languages()
    listed += [(code, autonym(code)) for code in now or () if code not in dict(listed)]
    field = several(detail.label, listed, required=detail.required)
    field.folded = True  # type: ignore[attr-defined]  # half a hundred lines
    return {"": field}


def _link(detail: Detail) -> forms.Field:
    field = line(detail.label, required=detail.required, help_text=_("An address that begins with https://"))
    field.widget.attrs = {"dir": "ltr", "inputmode": "url"}
    field.validators.append(RegexValidator("^https://", _("Write an address that begins with https://")))
    return field


def _weekly_fields(detail: Detail, _now: Any) -> Fields:
    return {
        "": several(detail.label, choices(DAYS), required=detail.required),
        ".start": hour_field(required=False),
        ".minutes": number(_("How long, in minutes"), least=5, most=1440),
        ".count": number(_("How many times"), least=1, most=200),
    }


def _weekly_first(value: Any) -> Values:
    start = time.fromisoformat(value["start"])
    return {"": value["weekday"], ".start": start, ".minutes": value["minutes"], ".count": value.get("count")}


def _weekly(values: Values) -> Any:
    days, start, minutes, count = (values[key] for key in ("", ".start", ".minutes", ".count"))
    if not days and start is None and minutes is None and count is None:
        return None
    found = {"weekday": days, "start": start.strftime("%H:%M") if start else "", "minutes": minutes}
    return found | ({"count": count} if count else {})


class AmountField(forms.DecimalField):
    """An amount of money as people write it: 12,50 and 12.50 are the same, 1,500 could be two amounts and is asked again."""

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # as Django does itself
        text = "".join(str(value or "").split())
        if not text:
            return None
        if not WRITTEN_AMOUNT.fullmatch(text):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return Decimal(text.replace(",", ".").replace("٫", "."))


def _pay_fields(detail: Detail, now: Any) -> Fields:
    currency = now["currency"] if now else house().currency
    wrong = _("Write the amount in figures, for example 12.50.")
    amount = AmountField(
        label=str(detail.label),
        help_text=_("Before tax, in %(currency)s.") % {"currency": currency},
        required=detail.required,
        max_value=999_999,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "dir": "ltr", "class": "short"}),
        error_messages={"required": missing(detail.label), "invalid": wrong, "max_value": wrong},
    )
    return {"": amount, ".per": chosen(_("By the hour or by the month"), PER), ".currency": _kept(currency)}


def _kept(value: str) -> forms.Field:
    return forms.CharField(widget=forms.HiddenInput, required=False, initial=value, max_length=3)


def _pay(values: Values) -> Any:
    if values[""] is None:
        return {"per": values[".per"]} if values[".per"] else None
    return {
        "amount": _plain(values[""]),
        "currency": values[".currency"] or house().currency,
        "per": values[".per"],
    }


def _plain(amount: Decimal) -> int | float:
    return int(amount) if amount == amount.to_integral_value() else float(amount)


INPUTS: dict[Shape, Inputs] = {
    Shape.TEXT: Inputs(_one(lambda one: line(one.label, required=one.required)), _same, _given),
    Shape.LINES: Inputs(
        _one(lambda one: area(one.label, required=one.required, help_text=_("One line a thing."))),
        lambda value: {"": "\n".join(value)},
        lambda values: lines_of(values[""]) or None,
    ),
    Shape.FLAG: Inputs(
        _one(lambda one: chosen(one.label, YES_NO, required=one.required)),
        lambda value: {"": "yes" if value else "no"},
        _flag,
    ),
    Shape.NUMBER: Inputs(_one(lambda one: number(one.label, required=one.required)), _same, _given),
    Shape.LEVEL: Inputs(
        _one(lambda one: chosen(one.label, [NOT_KNOWN, *((level, level) for level in LEVELS)], required=one.required)),
        _same,
        _given,
    ),
    Shape.LANGUAGES: Inputs(_tongues, _same, _given),
    Shape.LINK: Inputs(_one(_link), _same, _given),
    Shape.WEEKLY: Inputs(
        _weekly_fields, _weekly_first, _weekly, _("Choose the days, the hour and how long, or leave all of it empty.")
    ),
    Shape.PAY: Inputs(
        _pay_fields,
        lambda value: {"": value["amount"], ".per": value["per"], ".currency": value["currency"]},
        _pay,
        _("Write the amount, and say whether by the hour or by the month."),
    ),
    Shape.HOURS: Inputs(
        _one(lambda one: number(one.label, required=one.required, most=60, help_text=_("A week."))),
        lambda value: {"": value["per_week"]},
        lambda values: None if values[""] is None else {"per_week": values[""]},
    ),
}
