"""`{% load parvis %}`: the tags that every Parvis template uses. Each is shown in the gallery, `/<lang>/design/`."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Hashable, Iterable, Sequence
from html import escape
from typing import Any

import segno
from django import forms, template
from django.forms.boundfield import BoundField
from django.template import Context
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from parvis.kernel import languages
from parvis.kernel.topics import TOPICS
from parvis.web.design import forms as shown_forms
from parvis.web.design import locator as plans
from parvis.web.design import symbols as drawn
from parvis.web.design import words

register = template.Library()

TONES = {"", "yes", "no", "now"}
SIZES = {"", "sm", "big"}


@register.simple_tag(takes_context=True)
def pict(context: Context, name: str) -> SafeString:
    """`{% pict "roof" %}`: a pictogram of a topic, beside its word."""
    return drawn.pictogram(context, name)


@register.simple_tag(takes_context=True)
def sign(context: Context, name: str) -> SafeString:
    """`{% sign "phone" %}`: a sign of the interface, beside its word. Arrow and back turn with the reading."""
    return drawn.sign(context, name)


@register.simple_tag(takes_context=True)
def symbols(context: Context, *more: str) -> SafeString:
    """`{% symbols %}`: once, at the end of `base.html`. Name those a cached fragment uses: `{% symbols "p-roof" %}`."""
    for symbol_id in more:
        drawn.note(context, symbol_id)
    return drawn.emit(context)


@register.simple_tag(takes_context=True)
def niche(context: Context, topic: str, size: str = "", pict: str = "") -> SafeString:
    """`{% niche "housing" "big" %}`: the arch with the topic's pictogram and hue; `pict=` takes another drawing."""
    known = TOPICS.get(topic)
    drawing = drawn.pictogram(context, pict or (known.pictogram if known else "people"))
    css = " ".join(part for part in ("niche", size if size in SIZES else "", topic if known else "meet") if part)
    return mark_safe(f'<span class="{css}">{drawing}</span>')  # noqa: S308 - our own words and drawings


@register.simple_tag(takes_context=True)
def phone(context: Context, number: str, text: str = "", css: str = "") -> SafeString:
    """`{% phone "+33465710040" %}`: a number to tap. With `text` and `css="button"`, a button with the phone sign."""
    if not number:
        return SafeString("")
    href = words.phone_href(number)
    if not css:
        return format_html('<a href="{}">{}</a>', href, text or words.phone_text(number))
    inside = format_html("{}<br>{}", text, words.phone_text(number)) if css.startswith("action") else text
    return format_html(
        '<a class="{}" href="{}">{}<span>{}</span></a>', css, href, drawn.sign(context, "phone"),
        inside or words.phone_text(number),
    )  # fmt: skip


@register.simple_tag
def foreign(text: str, lang: str, tag: str = "span") -> SafeString:
    """`{% foreign name "fr" %}`: text of another language, with its `lang` and `dir`."""
    return words.foreign(text, lang, tag)


@register.simple_tag
def name(text: str, lang: str = "") -> SafeString:
    """`{% name person.name %}`: a name in `<bdi dir=auto>`. Never in a title."""
    return words.person_name(text, lang)


@register.simple_tag
def tongue_links(links: Iterable[Any]) -> SafeString:
    """`{% tongue_links shell.languages %}`: the page in each language, in a row; written at once, for it ends every page."""
    return mark_safe("".join(_tongue_link(one) for one in links))  # noqa: S308 - what is not ours was escaped


def _tongue_link(one: Any) -> str:
    current = ' aria-current="true"' if one.current else ""
    return f'<a href="{escape(one.url)}" lang="{one.code}" hreflang="{one.code}" dir="{one.dir}"{current}>{escape(one.autonym)}</a>'


@register.simple_tag
def tongue(code: str) -> SafeString:
    """`{% tongue "ar" %}`: a language by its own name, in its own direction."""
    return words.foreign(languages.autonym(code), code)


@register.simple_tag
def tag(text: str, tone: str = "") -> SafeString:
    """`{% tag _("accepted") "yes" %}`: a state. Tones: none, `yes`, `no`, `now`; the word says it, colour helps."""
    known = f" {tone}" if tone in TONES and tone else ""
    return mark_safe(f'<span class="tag{known}">{escape(str(text))}</span>')  # noqa: S308 - a known tone, and what was escaped


@register.simple_tag
def comma() -> str:
    """`{% comma %}`: between two things of a line, in the reader's writing."""
    return words.comma()


@register.simple_tag
def colon() -> str:
    """`{% colon %}`: between a label and what it says."""
    return words.colon()


@register.simple_tag
def when(moment: dt.datetime | dt.date | dt.time | None, style: str = "auto") -> SafeString:
    """`{% when session.start %}`: a `<time>` in the reader's language; styles `auto`, `day`, `short`, `time`."""
    return words.when(moment, style)


@register.simple_tag(takes_context=True)
def open_line(context: Context, status: Any) -> SafeString:
    """`{% open_line status %}`: open or shut, and until when. `status` has `open` (True, False, None), `closes`, `opens`.

    Unknown hours are said to be unknown, never shown as shut.
    """
    is_open = getattr(status, "open", None)
    if is_open is None:
        return format_html("<span>{}{}</span>", drawn.sign(context, "clock"), gettext("Hours not known: call first"))
    if is_open:
        closes = getattr(status, "closes", None)
        text = _sentence(gettext("Open · closes %(when)s"), closes) if closes else gettext("Open now")
    else:
        opens = getattr(status, "opens", None)
        text = _sentence(gettext("Shut · opens %(when)s"), opens) if opens else gettext("Shut")
    css = "open" if is_open else "shut"
    return format_html('<span class="{}">{}<span>{}</span></span>', css, drawn.sign(context, "clock"), text)


def _sentence(pattern: str, moment: dt.datetime) -> SafeString:
    before, _, after = pattern.partition("%(when)s")
    return format_html("{}{}{}", before, words.about_when(moment), after)


@register.simple_tag(takes_context=True)
def back(context: Context, url: str, label: str) -> SafeString:
    """`{% back url _("Home") %}`: the way back, first thing in `<main>`."""
    return format_html('<div><a class="back" href="{}">{}{}</a></div>', url, drawn.sign(context, "back"), label)


@register.simple_tag(takes_context=True)
def field(context: Context, bound: BoundField, ask: bool = False) -> SafeString:
    """`{% field form.phone %}`: label, hint, error, control, why and who. `ask=True`: the label is the page's `h1`."""
    known = shown_forms.blank(bound)
    if known is None:
        return _field(context, bound, ask)
    key = (known, ask)
    if key not in _BLANK:
        _BLANK[key] = _field(context, bound, ask)
    return _BLANK[key]


_BLANK: dict[Hashable, SafeString] = {}  # as many as there are such forms, fields and languages


def _field(context: Context, bound: BoundField, ask: bool) -> SafeString:
    assert context.template is not None
    written = context.template.engine.get_template("components/field.html")
    return written.render(context.new({"shown": shown_forms.shown(bound), "ask": ask}))


@register.inclusion_tag("components/error_summary.html")
def error_summary(*form_list: forms.BaseForm) -> dict[str, Any]:
    """`{% error_summary form %}`: what to mend, linked to each field; takes focus. Nothing when all is well."""
    return {"faults": shown_forms.faults(*(form for form in form_list if form is not None and form != ""))}


@register.simple_tag
def choice(
    name: str, value: str, label: str, kind: str = "radio", checked: bool = False, hint: str = "", css: str = ""
) -> SafeString:
    """`{% choice "answer" "yes" _("Yes, we can") hint=… %}`: one radio or checkbox outside a Django form."""
    if kind not in {"radio", "checkbox"}:
        raise ValueError("A choice is a radio or a checkbox.")
    text = format_html('<b>{}</b><br><span class="soft">{}</span>', label, hint) if hint else format_html("{}", label)
    return format_html(
        '<label class="choice{}"><input type="{}" name="{}" value="{}"{}><span>{}</span></label>',
        f" {css}" if css else "", kind, name, value, mark_safe(" checked") if checked else "", text,
    )  # fmt: skip


@register.inclusion_tag("components/pages.html", takes_context=True)
def pages(context: Context, page: Any, label: str = "") -> dict[str, Any]:
    """`{% pages page_obj %}`: a Django `Page`; keeps the rest of the query. Nothing for a single page."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    query = context["request"].GET if context.get("request") else {}
    new = drawn.sign(context, "arrow"), drawn.sign(context, "back")
    return {
        "page": page,
        "numbers": list(numbers),
        "query": _query(query),
        "arrow": new[0],
        "back": new[1],
        "label": label,
    }


def _query(query: Any) -> str:
    rest = query.copy() if hasattr(query, "copy") else {}
    rest.pop("page", None)
    encoded = rest.urlencode() if hasattr(rest, "urlencode") else ""
    return f"{encoded}&" if encoded else ""


@register.inclusion_tag("components/locator.html")
def locator(places: Sequence[plans.Place], centre: tuple[float, float] | None = None, first: int = 1) -> dict[str, Any]:
    """`{% locator results centre %}`: numbered dots on a grid, the numbers being the list's. Nothing without positions."""
    return {"plan": plans.plan(places, centre, first)}


@register.simple_tag
def qr(text: str, label: str = "") -> SafeString:
    """`{% qr url _("Opens your path") %}`: a QR code as SVG, black on white in every scheme."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", border=2, xmldecl=False, svgns=False, omitsize=True, nl=False
    )
    title = label or gettext("QR code")
    return format_html('<div class="qr" role="img" aria-label="{}">{}</div>', title, mark_safe(out.getvalue().decode()))  # noqa: S308  segno's own drawing


@register.simple_tag
def spark(values: Iterable[float], label: str, first: str = "", last: str = "") -> SafeString:
    """`{% spark figure.series "From 41 to 73 %, eight quarters" "41 %" "73 %" %}`: a line that turns with the reading."""
    points = [float(value) for value in values]
    if len(points) < 2:
        return SafeString("")
    low, high = min(points), max(points)
    span = (high - low) or 1
    step = 168 / (len(points) - 1)
    spots = [(round(6 + n * step), round(38 - (value - low) / span * 28)) for n, value in enumerate(points)]
    path = " L".join(f"{x} {y}" for x, y in spots)
    ends = format_html('<p class="split small"><span>{}</span><b>{}</b></p>', first, last) if first and last else ""
    return format_html(
        '<div class="spark"><svg class="turns" viewBox="0 0 180 46" role="img" aria-label="{}">'
        '<path d="M0 43h180" stroke="currentColor" stroke-opacity=".35"/>'
        '<path d="M{}" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linejoin="round"/>'
        '<circle cx="{}" cy="{}" r="4.5" fill="#ffc845" stroke="currentColor" stroke-width="2"/></svg>{}</div>',
        label, path, *spots[-1], ends,
    )  # fmt: skip


@register.simple_tag
def bar(value: float, of: float) -> SafeString:
    """`{% bar 8 10 %}`: a bar beside its number; it fills in the direction of reading."""
    share = max(0, min(100, round(100 * value / of))) if of else 0
    return format_html('<svg class="bar turns" aria-hidden="true"><rect width="{}%" height="100%"/></svg>', share)


@register.filter
def listed(parts: Iterable[str]) -> str:
    """`{{ labels|listed }}`: several things in one line."""
    return words.comma().join(str(part) for part in parts)


@register.filter
def distance(kilometres: float | None) -> str:
    """`{{ 1.234|distance }}`: `1.2 km`."""
    return words.distance(kilometres)


@register.filter
def days_old(moment: dt.datetime | dt.date | None) -> str:
    """`{{ case.opened_at|days_old }}`: `today`, `12 days`."""
    return words.days_text(words.days_since(moment, timezone.localdate()))


@register.filter
def waited(span: dt.timedelta | None) -> str:
    """`{{ row.waited|waited }}`: `77 h`, then days."""
    return words.waited(span)


@register.filter
def tel(number: str) -> str:
    """`{{ number|tel }}`: the `tel:` address alone."""
    return words.phone_href(number)


@register.filter
def phone_text(number: str) -> SafeString:
    """`{{ number|phone_text }}`: the number alone, left to right."""
    return words.phone_text(number)


@register.filter
def dir_of(code: str) -> str:
    """`{{ code|dir_of }}`: `rtl` or `ltr`."""
    return languages.direction(code)


@register.filter
def autonym(code: str) -> str:
    """`{{ code|autonym }}`: the language's own name."""
    return languages.autonym(code)


@register.filter
def language_name(code: str) -> str:
    """`{{ code|language_name }}`: the language as the reader calls it."""
    return languages.name_in(code, words.language_now())
