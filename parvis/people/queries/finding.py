"""Find a person by name: blind keys of words and of how they sound, within one controller and what the actor may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Case, Exists, IntegerField, OuterRef, QuerySet, Value, When
from django.db.models.expressions import Combinable

from parvis.core.audit import log_reads
from parvis.core.house import house
from parvis.kernel.actor import Actor
from parvis.people.keys import sound_keys, word_keys
from parvis.people.models import NameKey, Part, Person, PersonName
from parvis.people.permissions import persons_visible_to
from parvis.people.queries.names import display_name, in_order, nested_names
from parvis.people.queries.parts import running
from parvis.people.rules import Age, NameWords, age_on, name_words

MOST_WORDS = 5  # of what was typed; more only narrows what is already narrow


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonHit:
    """Somebody who may be meant. `exact`: every word typed is one of her names, not only alike."""

    id: int
    public_id: UUID
    display_name: str
    other_names: tuple[str, ...]
    language: str
    age: Age
    quarter: str
    exact: bool


def find(actor: Actor, text: str, at: datetime, limit: int = 20, *, parts: Iterable[str] = ()) -> list[PersonHit]:
    """The persons every word of `text` leads to, exact ones first, then the last registered. Noted in their read logs.

    With `parts`, only those who stand in one of them today: nobody else is read.
    """
    words = name_words(text)[:MOST_WORDS]
    if not words or actor.controller_id is None:
        return []
    today = house().day(at)
    hits = [
        _hit(row, today=today, exact=exact == len(words))
        for row, exact in _best(actor, words, limit, tuple(parts), today)
    ]
    log_reads(actor=actor, reads=dict.fromkeys((hit.id for hit in hits), "search"), at=at)
    return hits


def hits_of(actor: Actor, ids: Iterable[int], at: datetime) -> list[PersonHit]:
    """Those of these persons whom the actor may see, as hits, in the order given. The caller notes the reading."""
    wanted, today = list(ids), house().day(at)
    found = {row.pk: _hit(row, today=today, exact=False) for row in _named(actor, wanted)}
    return [found[pk] for pk in wanted if pk in found]


def _named(actor: Actor, ids: list[int]) -> Iterable[Person]:
    names = nested_names(PersonName.objects.filter(person=OuterRef("pk")))
    return persons_visible_to(actor).filter(pk__in=ids).annotate(nested_names=names) if ids else ()


def _best(
    actor: Actor, words: list[NameWords], limit: int, parts: tuple[str, ...], today: date
) -> list[tuple[Person, int]]:
    """First who, then their names: of thousands called alike only those shown are worth more than their keys."""
    ranked = _ranked(actor, words)
    if parts:
        ranked = ranked.filter(Exists(running(Part.objects.filter(person=OuterRef("pk"), part__in=parts), today)))
    chosen = dict(ranked.values_list("pk", "exact")[:limit])
    found = {row.pk: row for row in _named(actor, list(chosen))}
    return [(found[pk], exact) for pk, exact in chosen.items() if pk in found]


def _ranked(actor: Actor, words: list[NameWords]) -> QuerySet[Person]:
    controller = actor.controller_id
    assert controller is not None
    rows, exact = persons_visible_to(actor), None
    for word in words:
        plain = word_keys(word.word, controller)
        keyed = NameKey.objects.filter(key__in=[*plain, *sound_keys(word.sound, controller)])
        rows = rows.filter(pk__in=keyed.values("person"))
        same = Exists(NameKey.objects.filter(person=OuterRef("pk"), key__in=plain))
        point: Combinable = Case(When(same, then=1), default=Value(0), output_field=IntegerField())
        exact = point if exact is None else exact + point
    return rows.annotate(exact=exact).order_by("-exact", "-registered_at", "-id")


def _hit(row: Person, *, today: date, exact: bool) -> PersonHit:
    shown = display_name(row.nested_names)  # type: ignore[attr-defined]
    return PersonHit(
        id=row.pk,
        public_id=row.public_id,
        display_name=shown,
        other_names=tuple(text for text, _, _ in in_order(row.nested_names) if text != shown),  # type: ignore[attr-defined]
        language=row.language,
        age=age_on(row.birth_precision, row.birth, today),
        quarter=row.quarter,
        exact=exact,
    )
