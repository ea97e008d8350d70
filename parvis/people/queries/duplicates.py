"""Who is perhaps registered already: found by blind keys within one controller, then compared (`engines.names`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from parvis.core.audit import log_reads
from parvis.core.fields import open_value
from parvis.core.house import house
from parvis.engines.names import LEAST, Alike, Known, asked_keys, kind, nearest, rarity
from parvis.kernel.actor import Actor
from parvis.kernel.errors import NotFound
from parvis.people.choices import Gender
from parvis.people.entries import NewPerson
from parvis.people.keys import asked_likeness
from parvis.people.models import LikenessKey, Origin, Person, PersonName
from parvis.people.permissions import PersonPolicy
from parvis.people.queries.finding import PersonHit, hits_of
from parvis.people.rules import born_of, parse_birth
from parvis.people.rules.birth import BirthProblem

NEAREST = 5
COMPARED = 110
# What more persons share tells nothing apart; two words and a year are asked for all the same.
SHARED_BY_MOST = 300
_AT_ONCE = 400  # keys in one statement: SQLite takes 500 parts
_TELLING_SEX = frozenset({Gender.FEMALE, Gender.MALE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """Somebody who may be the same: `source_id` as the list says that she came from, reasons as codes."""

    id: int
    public_id: UUID
    source_id: str
    score: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody who may be the same, and why, as codes."""

    hit: PersonHit
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownAlready:
    """What the desk is told: those whose record she may open; whether there is somebody else to ask the register keeper about."""

    persons: tuple[KnownPerson, ...] = ()
    elsewhere: bool = False


def nearest_registered(actor: Actor, asked: Known, limit: int = NEAREST) -> list[Registered]:
    """The nearest in the register of the actor's controller, for a command that may see all of it. It notes the reading itself."""
    if not actor.is_system or actor.controller_id is None:
        raise NotFound
    found = _nearest(actor.controller_id, asked, limit)
    rows = dict(Person.objects.filter(pk__in=[pk for pk, _ in found]).values_list("pk", "public_id"))
    numbers = _source_ids(rows)
    return [_told(pk, rows[pk], numbers.get(pk, ""), alike) for pk, alike in found if pk in rows]


def note_nearest(actor: Actor, ids: Iterable[int], at: datetime) -> None:
    """Whom a command named is noted in their read logs."""
    log_reads(actor=actor, reads=dict.fromkeys(sorted(set(ids)), "search"), at=at)


def known_already(actor: Actor, person: NewPerson, at: datetime) -> KnownAlready:
    """Before somebody is registered: who is perhaps the same. Those shown are noted as read.

    Of a person whom the actor may not see nothing is told, not how many, not how alike: only that somebody else has to look.
    """
    if not PersonPolicy.may_register(actor) or actor.controller_id is None:
        raise NotFound
    asked = known_from(person, at)
    alike = {pk: told for pk, told in _nearest(actor.controller_id, asked, NEAREST) if told.score >= LEAST}
    hits = hits_of(actor, alike, at)
    log_reads(actor=actor, reads={hit.id: "search" for hit in hits}, at=at)
    shown = tuple(KnownPerson(hit, alike[hit.id].reasons) for hit in hits)
    return KnownAlready(persons=shown, elsewhere=len(shown) < len(alike))


def known_from(person: NewPerson, at: datetime) -> Known:
    """What a registration says, as it is compared; a birth that can't be taken is unknown."""
    try:
        birth = parse_birth(person.birth.precision, person.birth.value, today=house().day(at))
    except BirthProblem:
        birth = ""
    return Known(
        names=tuple(name.text for name in person.names if name.text.strip()),
        born=born_of(person.birth.precision, birth),
        sex=_sex(person.gender),
    )


def _nearest(controller_id: int, asked: Known, limit: int) -> list[tuple[int, Alike]]:
    met = _met(controller_id, asked)
    chosen = sorted(met, key=lambda pk: (-rarity(met[pk]), pk))[: COMPARED if asked.born.year else COMPARED * 2]
    return nearest(asked, _opened(controller_id, chosen), limit)


def _met(controller_id: int, asked: Known) -> dict[int, dict[str, int]]:
    """By person, which keys met hers and how many share each."""
    keys = asked_likeness(sorted(asked_keys(asked.names, asked.born)), controller_id)
    holders: defaultdict[int, list[int]] = defaultdict(list)
    most = {key: _most(value, asked) for key, value in keys.items()}
    numbers = list(keys)
    for start in range(0, len(numbers), _AT_ONCE):
        for key, person_id in _holders({key: most[key] for key in numbers[start : start + _AT_ONCE]}):
            holders[key].append(person_id)
    telling = {key: ids for key, ids in holders.items() if len(ids) <= most[key] or kind(keys[key]) == "q"}
    met: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for key, ids in (telling or holders).items():
        for person_id in ids:
            met[person_id][keys[key]] = len(ids)
    return dict(met)


def _most(key: str, asked: Known) -> int:
    """Where no birth is known, two words are all there is: more who share them are looked at."""
    return SHARED_BY_MOST if asked.born.year or kind(key) != "p" else SHARED_BY_MOST * 4


def _holders(keys: Mapping[int, int]) -> list[tuple[int, int]]:
    """(key, person) of each key, cut off where too many share it: a frequent name costs no more than a rare one."""
    if not keys:
        return []
    one = f'SELECT * FROM (SELECT "key", person_id FROM {LikenessKey._meta.db_table} WHERE "key" = %s LIMIT %s) AS one'
    with connection.cursor() as cursor:
        told = [value for key, most in keys.items() for value in (key, most + 1)]
        cursor.execute(" UNION ALL ".join([one] * len(keys)), told)
        return cursor.fetchall()


def _opened(controller_id: int, ids: Iterable[int]) -> dict[int, Known]:
    """Names, birth and sex of candidates, in two statements."""
    rows = Person.objects.filter(controller_id=controller_id, pk__in=list(ids)).values_list(
        "pk", "public_id", "birth_precision", "birth", "gender"
    )
    people = {pk: (public_id, precision, birth, gender) for pk, public_id, precision, birth, gender in rows}
    names: defaultdict[int, list[str]] = defaultdict(list)
    texts = PersonName.objects.filter(person_id__in=list(people)).values_list("person_id", "public_id", "text")
    for person_id, public_id, sealed in texts:
        names[person_id].append(open_value(PersonName, "text", public_id=public_id, sealed=sealed))
    return {pk: _known(names[pk], *rest) for pk, rest in people.items()}


def _known(names: list[str], public_id: UUID, precision: str, sealed: str, gender: str) -> Known:
    birth = open_value(Person, "birth", public_id=public_id, sealed=sealed)
    return Known(names=tuple(names), born=born_of(precision, birth), sex=_sex(gender))


def _sex(gender: str) -> str:
    return gender if gender in _TELLING_SEX else ""


def _told(pk: int, public_id: UUID, source_id: str, alike: Alike) -> Registered:
    return Registered(id=pk, public_id=public_id, source_id=source_id, score=alike.score, reasons=alike.reasons)


def _source_ids(rows: Mapping[int, UUID]) -> dict[int, str]:
    """Her number in the list that brought her last."""
    origins = Origin.objects.filter(person_id__in=list(rows)).order_by("brought_at", "id")
    return {row.person_id: row.source_id for row in origins}
