"""What is to be known of an offer, as labelled lines in the reader's language: one way of saying for each shape, none for each kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from babel.numbers import format_currency
from django.utils.formats import number_format
from django.utils.translation import gettext

from parvis.core.texts import Text
from parvis.engagement.kinds import Detail, Shape, as_text, kind_of
from parvis.engagement.queries import OfferView
from parvis.kernel.dates import locale_of, span_text
from parvis.kernel.languages import autonym, base
from parvis.web.design.words import comma, language_now
from parvis.web.shell.words import said
from parvis.web.shell.words.days import DAYS


@dataclass(frozen=True, slots=True)
class Line:
    """A detail: `texts` are words of the offer's, in `language`, when `own_words`; else said in the reader's."""

    code: str
    label: str
    texts: tuple[str, ...]
    own_words: bool
    link: str = ""
    language: str = ""


def lines(offer: OfferView) -> list[Line]:
    """In the kind's own order; what is not told has no line, and a flag that is off has none either."""
    told = (_line(detail, offer) for detail in kind_of(offer.kind).details)
    return [line for line in told if line is not None]


def _line(detail: Detail, offer: OfferView) -> Line | None:
    value = offer.details.get(detail.code)
    if value in (None, "", [], {}, False):
        return None
    label = str(detail.label)
    if detail.shape is Shape.FLAG:
        return Line(detail.code, label, (), own_words=False)
    if detail.shape is Shape.LINK:
        return Line(detail.code, label, (), own_words=False, link=str(value))
    if detail.own_words:
        text = offer.words.get(detail.code) or Text(as_text(value), offer.language)
        return Line(detail.code, label, tuple(text.text.split("\n")), own_words=True, language=text.language)
    return Line(detail.code, label, _SAID[detail.shape](value), own_words=False)


def _weekly(value: Any) -> tuple[str, ...]:
    names = [said(DAYS, day) for day in value["weekday"]]
    if base(language_now()) in {"fr", "es"}:  # there the days are no proper names
        names[1:] = [name.lower() for name in names[1:]]
    first = datetime.combine(date(2000, 1, 3), time.fromisoformat(value["start"]))
    hours = span_text(first, first + timedelta(minutes=value["minutes"]), language_now())
    return (gettext("%(days)s, %(hours)s") % {"days": comma().join(names), "hours": hours},)


def _pay(value: Any) -> tuple[str, ...]:
    amount = format_currency(value["amount"], value["currency"], locale=locale_of(language_now()))
    patterns = {
        "hour": gettext("%(amount)s an hour, before tax"),
        "month": gettext("%(amount)s a month, before tax"),
    }
    return (patterns[value["per"]] % {"amount": amount},)


_SAID: dict[Shape, Callable[[Any], tuple[str, ...]]] = {
    Shape.NUMBER: lambda value: (number_format(value),),
    Shape.LEVEL: lambda value: (str(value),),
    Shape.LANGUAGES: lambda value: tuple(autonym(code) for code in value),
    Shape.WEEKLY: _weekly,
    Shape.PAY: _pay,
    Shape.HOURS: lambda value: (gettext("%(n)s hours a week") % {"n": value["per_week"]},),
}
