"""Views of the directory as the templates show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from parvis.core.clock import now
from parvis.core.texts import Text
from parvis.directory.shapes import DayHours, OriginView, ServiceCard, ServicePage
from parvis.engines.hours import Status
from parvis.kernel.languages import base
from parvis.web.design.words import span_text
from parvis.web.public import words
from parvis.web.public.asked import language
from parvis.web.shell.words import said
from parvis.web.shell.words.days import BY_NUMBER, DAYS
from parvis.web.shell.words.listing import FIELDS


@dataclass(frozen=True, slots=True)
class OpenLine:
    """What `{% open_line %}` takes."""

    open: bool | None
    closes: datetime | None
    opens: datetime | None


@dataclass(frozen=True, slots=True)
class Card:
    """A service in a list."""

    card: ServiceCard
    number: int
    url: str
    status: OpenLine
    cost: str
    topic: str

    @property
    def lat(self) -> float | None:
        """For the plan."""
        return self.card.lat

    @property
    def lon(self) -> float | None:
        """For the plan."""
        return self.card.lon

    @property
    def is_foreign(self) -> bool:
        """Whether the reader gets the source's language for want of a translation."""
        return base(self.card.name.language) != base(language())

    @property
    def is_unread(self) -> bool:
        """Whether a text of the card is a translation that no native reader has checked."""
        return self.card.name.unread or self.card.summary.unread

    @property
    def whom(self) -> Text:
        """For whom it is, in one line; nothing for everybody."""
        return self.card.who or Text(ages(*self.card.ages), language())


@dataclass(frozen=True, slots=True)
class Day:
    """A weekday for the table of hours."""

    day: str
    times: list[str]
    today: bool


def open_line(status: Status) -> OpenLine:
    """Open or shut, and until when. What stays open for more than a day has no hour of closing worth telling."""
    closes = status.until if status.open and status.until and status.until - now() < timedelta(days=1) else None
    return OpenLine(status.open, closes, status.next_open)


def card(view: ServiceCard, *, number: int = 0, near: str = "") -> Card:
    """One card; the place searched from goes along, so that the page can say how far."""
    url = reverse("public:service", args=[view.public_id])
    return Card(
        card=view,
        number=number,
        url=f"{url}?{urlencode({'near': near})}" if near else url,
        status=open_line(view.status),
        cost=said(words.COST, view.cost_kind),
        topic=view.topic or "meet",
    )


def cards(views: Iterable[ServiceCard], *, first: int = 1, near: str = "") -> list[Card]:
    """Cards with the numbers that the plan has."""
    return [card(view, number=number, near=near) for number, view in enumerate(views, start=first)]


def week(days: Iterable[DayHours], today: date, in_language: str) -> list[Day]:
    """Seven rows, each day's hours in the reader's way of writing them."""
    return [
        Day(
            day=said(DAYS, BY_NUMBER[one.weekday]),
            times=[span_text(opens, closes, in_language) for opens, closes in one.spans],
            today=one.weekday == today.weekday(),
        )
        for one in days
    ]


def ages(low: int | None, high: int | None) -> str:
    """Between which ages somebody may come; nothing where none is told."""
    if low is not None and high is not None:
        return gettext("People aged %(low)s to %(high)s") % {"low": low, "high": high}
    if low is not None:
        return gettext("People aged %(low)s or over") % {"low": low}
    return gettext("People aged up to %(high)s") % {"high": high} if high is not None else ""


def lines(text: Text) -> list[str]:
    """A text of one item a line. Literal backslash-n of careless exports count as ends of lines."""
    return [line.strip(" -•\t") for line in text.text.replace("\\n", "\n").splitlines() if line.strip(" -•\t")]


@dataclass(frozen=True, slots=True)
class Section:
    """What, who, bring, cost: a heading, a pictogram and lines in one language."""

    title: str
    topic: str
    pict: str
    lines: list[str]
    language: str


@dataclass(frozen=True, slots=True)
class OriginLine:
    """Fields that come from the same place since the same day; no fields: the whole listing."""

    fields: str
    view: OriginView


def origins(page: ServicePage) -> list[OriginLine]:
    """Where the listing comes from, then what has another origin, fields of the same origin in one line."""
    lines: dict[tuple[object, ...], list[OriginView]] = {}
    for one in page.origins:
        lines.setdefault((one.field == "", one.by_hand, one.source, one.by, one.on), []).append(one)
    return [
        OriginLine(", ".join(said(FIELDS, one.field) for one in same if one.field), same[0]) for same in lines.values()
    ]


def unread(page: ServicePage) -> bool:
    """Whether the page owes its reader the warning that no native has read it."""
    return page.unread or page.stale_translation
