"""Small pieces of text that need care: phones, names, foreign text, times, distances, ages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache
from html import escape

import phonenumbers
from django.conf import settings
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext

from parvis.kernel import languages
from parvis.kernel.dates import clock_text, day_text, span_text, weekday_text

__all__ = ["clock_text", "day_text", "span_text", "weekday_text"]


def language_now() -> str:
    """The language of the page being rendered."""
    return get_language() or settings.LANGUAGE_CODE


def comma() -> str:
    """What stands between two things of a list, in the reader's writing."""
    return gettext(", ")


def colon() -> str:
    """What stands between a label and what it says; in French a space that doesn't break goes before it."""
    return gettext(": ")


def listed(parts: Iterable[str]) -> str:
    """Several things in one line, each kept from turning the others (Unicode's isolates: right and left mix here)."""
    return comma().join(isolate(part) for part in parts if part)


def isolate(text: str) -> str:
    """A name or foreign words inside a sentence, kept from turning what stands around them."""
    return f"\u2068{text}\u2069" if text else ""


@lru_cache(maxsize=4096)
def _parsed(number: str) -> tuple[str, str]:
    region = getattr(settings, "PARVIS_PHONE_REGION", "FR")
    digits = "".join(sign for sign in number if sign.isdigit() or sign == "+")
    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return digits, number
    if not phonenumbers.is_possible_number(parsed):
        return digits, number
    at_home = region in phonenumbers.region_codes_for_country_code(parsed.country_code or 0)
    shape = phonenumbers.PhoneNumberFormat.NATIONAL if at_home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    dialled = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return dialled, phonenumbers.format_number(parsed, shape)


def phone_href(number: str) -> str:
    """`tel:` address of a number, in E.164 where it can be; emergency numbers stay as they are."""
    return f"tel:{_parsed(str(number))[0]}"


def phone_text(number: str) -> SafeString:
    """The number as it is written in town, kept left to right."""
    return format_html('<bdi dir="ltr">{}</bdi>', _parsed(str(number))[1])


def foreign(text: str, language: str, tag: str = "span") -> SafeString:
    """Text with its language and direction, left bare when it is in the page's own language."""
    if tag not in {"span", "p", "div", "bdi", "b", "address"}:
        raise ValueError(f"foreign() does not write <{tag}>.")
    at_home = not language or languages.base(language) == languages.base(language_now())
    if at_home:
        return format_html("{}", text) if tag == "span" else format_html("<{0}>{1}</{0}>", tag, text)
    return format_html('<{0} lang="{1}" dir="{2}">{3}</{0}>', tag, language, languages.direction(language), text)


def person_name(name: str, language: str = "") -> SafeString:
    """A name, whose script decides its direction and never disturbs the sentence around it."""
    spoken = f' lang="{escape(language)}"' if language else ""
    return mark_safe(f'<bdi{spoken} dir="auto">{escape(str(name))}</bdi>')  # noqa: S308 - escaped


def when(moment: dt.datetime | dt.date | dt.time | None, style: str = "auto") -> SafeString:
    """A `<time>` in the reader's language and the town's time zone.

    Styles: `auto` (day, and the hour if there is one), `day`, `short` (no weekday), `time`.
    """
    if moment is None:
        return SafeString("")
    language = language_now()
    if isinstance(moment, dt.time):
        return _time(moment.strftime("%H:%M"), clock_text(moment, language))
    if not isinstance(moment, dt.datetime):
        return _day(moment, language, style, timezone.localdate().year)
    zone = timezone.get_current_timezone()
    local = moment.astimezone(zone) if moment.tzinfo else moment
    return _instant(local, zone, language, style, dt.datetime.now(zone).year)


# A page of rows says the same few days and hours again and again. The same instant in another zone is said otherwise, though it is equal.
@lru_cache(maxsize=8192)
def _instant(local: dt.datetime, _zone: dt.tzinfo, language: str, style: str, this_year: int) -> SafeString:
    if style not in {"time", "auto"}:
        return _day(local.date(), language, style, this_year)
    text = clock_text(local, language) if style == "time" else _said(local, language, this_year)
    return _time(local.isoformat("T", "minutes"), text)


@lru_cache(maxsize=8192)
def _day(day: dt.date, language: str, style: str, this_year: int) -> SafeString:
    text = day_text(day, language, this_year=this_year, weekday=style != "short")
    return _time(f"{day:%Y-%m-%d}", text)


def _time(exact: str, text: str) -> SafeString:
    return mark_safe(f'<time datetime="{exact}">{escape(text)}</time>')  # noqa: S308 - digits, and what was escaped


def moment_text(moment: dt.datetime) -> str:
    """Day and hour in plain words, where no markup can stand: `Thursday 3 December, 10:05`."""
    return _said(timezone.localtime(moment), language_now(), timezone.localdate().year)


def _said(local: dt.datetime, language: str, this_year: int) -> str:
    day = day_text(local, language, this_year=this_year)
    return gettext("%(day)s, %(time)s") % {"day": day, "time": clock_text(local, language)}


def about_when(moment: dt.datetime) -> SafeString:
    """A `<time>` as one says it: `at 9:00`, `tomorrow at 9:00`, `Thursday at 9:00`, and the date beyond six days."""
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    days = -(days_since(moment, timezone.localdate()) or 0)
    parts = {
        "time": clock_text(local, language_now()),
        "weekday": weekday_text(local, language_now()),
    }
    if days > 6 or days < 0:
        return when(moment)
    patterns = {0: gettext("at %(time)s"), 1: gettext("tomorrow at %(time)s")}
    text = patterns.get(days, gettext("%(weekday)s at %(time)s")) % parts
    return _time(local.isoformat("T", "minutes"), text)


def distance(kilometres: float | None) -> str:
    """`400 m` under a kilometre (to 50 m), `1.2 km` to ten, `14 km` beyond; empty when unknown."""
    if kilometres is None:
        return ""
    metres = max(50, round(kilometres * 1000 / 50) * 50)
    if metres < 1000:
        return gettext("%(n)s m") % {"n": metres}
    decimals = 1 if kilometres < 10 else 0
    return gettext("%(n)s km") % {"n": number_format(round(kilometres, decimals), decimals, use_l10n=True)}


def days_since(moment: dt.datetime | dt.date | None, today: dt.date) -> int | None:
    """Whole days between a moment (town time) and today."""
    if moment is None:
        return None
    day = moment
    if isinstance(moment, dt.datetime):
        day = (timezone.localtime(moment) if timezone.is_aware(moment) else moment).date()
    return (today - day).days


def days_text(days: int | None) -> str:
    """`today`, `1 day`, `12 days`; empty when unknown."""
    if days is None:
        return ""
    return gettext("today") if days <= 0 else ngettext("%(n)s day", "%(n)s days", days) % {"n": days}


def waited(span: dt.timedelta | None) -> str:
    """How long somebody has waited: hours up to four days (`77 h`), then days."""
    if span is None:
        return ""
    hours = int(max(span, dt.timedelta()).total_seconds() // 3600)
    return gettext("%(n)s h") % {"n": hours} if hours < 96 else days_text(hours // 24)
