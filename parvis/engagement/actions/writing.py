"""The facts of an offer put into its row, once they are found good; and its words in other languages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from parvis.core.house import house
from parvis.core.texts import NewTranslation, save_translations
from parvis.directory import queries as directory
from parvis.engagement.actions.facts import OfferFacts, OfferText
from parvis.engagement.choices import SupportKind
from parvis.engagement.kinds import as_text, faults, kind_of
from parvis.engagement.models import Offer
from parvis.kernel.actor import Actor
from parvis.kernel.errors import Invalid

DETAIL = "details."
COLUMNS = ("title", "text", "service_id", "location_id", "capacity", "starts_on", "ends_on")
LISTS = ("topics", "requirements", "supports")


def put_down(row: Offer, facts: OfferFacts, *, by: Actor, at: datetime) -> None:
    """Write them into the row, which the action saves. Raises `Invalid` with every line that is wrong."""
    wrong = faults(kind_of(row.kind).details, facts.details) | _wrong(facts)
    if not by.is_system:
        wrong |= _not_hers(row, facts, by) | _over_already(row, facts, at)
    if wrong:
        raise Invalid(wrong)
    for name in COLUMNS:
        setattr(row, name, getattr(facts, name))
    for name in LISTS:
        setattr(row, name, list(getattr(facts, name)))
    row.details = dict(facts.details)


def translate(row: Offer, texts: Iterable[OfferText], *, at: datetime) -> None:
    """Keep these words in other languages, made from what the row says now; an empty one is none."""
    save_translations([_translation(row, text) for text in texts], at=at)


def _wrong(facts: OfferFacts) -> dict[str, str]:
    wrong = {} if facts.title.strip() else {"title": "field.missing"}
    if facts.starts_on and facts.ends_on and facts.ends_on < facts.starts_on:
        wrong["ends_on"] = "engagement.ends_before_start"
    if set(facts.supports) - set(SupportKind.values):
        wrong["supports"] = "engagement.state_unknown"
    return wrong


def _not_hers(row: Offer, facts: OfferFacts, by: Actor) -> dict[str, str]:
    """A service and a place of her own organisation, or the one that stands there already."""
    named = {"service_id": facts.service_id, "location_id": facts.location_id}
    new = {name: pk for name, pk in named.items() if pk and pk != getattr(row, name)}
    if not new:
        return {}
    own = directory.own_listings(by)
    known = {"service_id": {one.id for one in own.services}, "location_id": {one.id for one in own.places}}
    return {name.removesuffix("_id"): "engagement.not_yours" for name, pk in new.items() if pk not in known[name]}


def _over_already(row: Offer, facts: OfferFacts, at: datetime) -> dict[str, str]:
    past = facts.ends_on and facts.ends_on != row.ends_on and facts.ends_on < house().day(at)
    return {"ends_on": "engagement.end_is_past"} if past else {}


def _translation(row: Offer, given: OfferText) -> NewTranslation:
    return NewTranslation(
        kind="offer",
        object_id=row.pk,
        field=given.field,
        language=given.language,
        text=given.text,
        source=_source(row, given.field),
        origin=given.origin,
        read_by_native=given.read_by_native,
    )


def _source(row: Offer, field_name: str) -> str:
    if field_name.startswith(DETAIL):
        return as_text(row.details.get(field_name.removeprefix(DETAIL)))
    return row.title if field_name == "title" else row.text
