"""Offers of every kind as the templates show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from parvis.core.texts import Text
from parvis.directory.shapes import LanguageView, PlaceView
from parvis.engagement import queries as engagement
from parvis.engagement.kinds import NEWCOMER, Facet, Kind, kind_of
from parvis.engagement.queries import ListedOffer, OfferView
from parvis.engines.geo import haversine_km
from parvis.kernel.languages import autonym, base
from parvis.web.design.words import language_now
from parvis.web.shell import details
from parvis.web.shell.details import Line
from parvis.web.shell.words import said
from parvis.web.shell.words.eligibility import conditions
from parvis.web.shell.words.engagement import HOW, SUPPORTS, WHEN_FULL, button

SHORT = {"sessions", "wage", "hours", "allowance", "trade"}
FOR_WHOM = "for_whom"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferCard:
    """An offer in a list, or at the head of its page. `number` is that of its dot on the plan."""

    offer: OfferView
    url: str
    topic: str
    place: str
    left: str
    is_full: bool
    kind: Kind
    lines: list[Line]
    next_at: datetime | None = None
    number: int = 0
    lat: float | None = None
    lon: float | None = None
    km: float | None = None

    @property
    def facts(self) -> list[str]:
        """The lines that say all by themselves, for a list."""
        return [text for line in self.lines if line.code in SHORT for text in line.texts]

    @property
    def is_foreign(self) -> bool:
        """Whether the reader gets the source's language for want of a translation."""
        return base(self.offer.title.language) != base(language_now())

    @property
    def is_unread(self) -> bool:
        """Whether a text of the card is a translation that no native reader has checked."""
        return self.offer.title.unread or self.offer.text.unread

    @property
    def how(self) -> str:
        """How one gets a place, now that there are so many left."""
        return str(WHEN_FULL) if self.is_full else said(HOW, self.kind.placing)

    @property
    def ask(self) -> str:
        """What the button says."""
        return button(self.kind, is_full=self.is_full)

    @property
    def spoken(self) -> list[LanguageView]:
        """The languages spoken there, as far as they are told."""
        return [LanguageView(code=code, name=autonym(code)) for code in self.offer.spoken or ()]

    @property
    def spoken_besides(self) -> list[LanguageView]:
        """The same, where no detail of the offer says it."""
        told = {one.code for one in self.kind.details if one.facet is Facet.LANGUAGES}
        return [] if any(line.code in told for line in self.lines) else self.spoken

    @property
    def for_whom(self) -> list[str]:
        """Its conditions in words; nothing for everybody."""
        hosts = [] if NEWCOMER in self.kind.parts else [gettext("people who receive newcomers")]
        return conditions(self.offer.requirements) or hosts

    @property
    def whom_in_short(self) -> Text:
        """The same in one line for a list, with the offer's own words first."""
        told = next((line for line in self.lines if line.code == FOR_WHOM), None)
        texts, spoken = (told.texts, told.language) if told else (self.for_whom, language_now())
        return Text(gettext("; ").join(texts), spoken)

    @property
    def supports(self) -> list[str]:
        """What whoever gives has ready for who needs it."""
        return [said(SUPPORTS, code) for code in self.offer.supports]


def cards(ids: Mapping[int, str], at: datetime, near: tuple[float, float] | None = None) -> dict[int, OfferCard]:
    """By row id, of ids with their kinds. One statement."""
    found = engagement.listed_offers(ids, language_now(), at)
    return {pk: _listed(one, near) for pk, one in found.items()}


def at_service(service_id: int, at: datetime) -> list[OfferCard]:
    """What can be taken up at a service. One statement."""
    return [_listed(one) for one in engagement.offers_of_service(service_id, language_now(), at)]


def card(offer: OfferView, place: PlaceView | None) -> OfferCard:
    """One offer, for its page."""
    return _card(offer, place=place.name if place else "", left=_left(offer.left), is_full=offer.left == 0)


def _listed(one: ListedOffer, near: tuple[float, float] | None = None) -> OfferCard:
    point = (one.lat, one.lon) if one.lat is not None and one.lon is not None else None
    return _card(
        one.view,
        place=one.place,
        left=_no_day(one) or _left(one.left),
        is_full=one.left == 0,
        next_at=one.next_at,
        lat=one.lat,
        lon=one.lon,
        km=haversine_km(*near, *point) if near and point else None,
    )


def _card(offer: OfferView, **facts: object) -> OfferCard:
    kind = kind_of(offer.kind)
    return OfferCard(
        offer=offer,
        url=reverse("public:offer", args=[offer.public_id]),
        topic=offer.topics[0] if offer.topics else kind.topic,
        kind=kind,
        lines=details.lines(offer),
        **facts,  # type: ignore[arg-type]
    )


def _no_day(one: ListedOffer) -> str:
    """Of what is taken a day at a time: why there is none to take."""
    if not kind_of(one.view.kind).picks_session or one.next_at:
        return ""
    return _left(0) if one.has_days else gettext("No day is planned now: ask them")


def _left(left: int | None) -> str:
    if left is None:
        return ""
    if left == 0:
        return gettext("Full: there is a waiting list")
    return ngettext("%(n)s place left", "%(n)s places left", left) % {"n": left}
