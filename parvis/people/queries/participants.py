"""Who takes part, for the organisation that offers it: exactly what each person lets it know, across registers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from parvis.access.choices import Role
from parvis.core.audit import log_reads
from parvis.core.fields import open_value
from parvis.core.house import house
from parvis.core.nested import Nested
from parvis.core.prepared import PreparedFor
from parvis.kernel.actor import Actor, ActorKind
from parvis.people.choices import ConsentState, Field, PartKind, Purpose, Safety
from parvis.people.models import Consent, ContactPoint, Part, PersonName
from parvis.people.queries.names import in_order, nested_names
from parvis.people.queries.parts import running

OFFERING = (Role.PROVIDER, Role.CASEWORKER)
REACHABLE = (Safety.YES, Safety.NEUTRAL_ONLY)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantContact:
    """A way to reach her that is safe; `safety` says whether a message may tell who writes."""

    kind: str
    value: str
    safety: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownParticipant:
    """A participant as far as she lets the organisation know her: what she did not say yes to is None."""

    name: str | None = None
    name_language: str = "und"
    contacts: tuple[ParticipantContact, ...] | None = None
    language: str | None = None
    speaks: tuple[str, ...] | None = None
    interpreter: bool | None = None


def participants_shown(
    actor: Actor, organisation_id: int, person_ids: Iterable[int], at: datetime
) -> dict[int, ShownParticipant]:
    """By person id, for members of the very organisation that was said yes to; whoever said nothing is missing.

    Asked at every reading, so that a consent taken back, ended or narrowed counts at once. Each one shown is noted in her
    read log (`participant`). One query and the note. The caller knows that these persons take part in what it offers.
    """
    wanted = sorted({pk for pk in person_ids if pk})
    if not wanted or not _offers(actor, organisation_id):
        return {}
    rows = _SAID_YES.rows(actor, ids=wanted, at=at)
    log_reads(actor=actor, reads=dict.fromkeys((row.person_id for row in rows), "participant"), at=at)
    return {row.person_id: _shown(row) for row in rows}


def participants_of_giver(
    actor: Actor, taken: Iterable[tuple[int, int]], at: datetime
) -> dict[tuple[int, int], ShownParticipant]:
    """The same for a person who gives her own time in the name of an organisation, while she stands in a host's part: for that very one,
    or in whichever where it is the body that keeps her in its register.

    `taken` are pairs of person and organisation, and so are the answers. She reads what its members read, and it is noted under her.
    """
    pairs = {(person, organisation) for person, organisation in taken if person != actor.person_id}
    if not pairs or actor.kind is not ActorKind.PERSON or actor.person_id is None:
        return {}
    persons, organisations = (sorted(set(side)) for side in zip(*pairs, strict=True))
    today = house().day(at)
    rows = _OF_GIVER.rows(actor, ids=persons, bodies=organisations, me=actor.person_id, at=at, today=today)
    found = {(row.person_id, row.recipient_id): row for row in rows if (row.person_id, row.recipient_id) in pairs}
    seen = dict.fromkeys((person for person, _organisation in found), "participant")
    reader = actor.for_purpose("participation")
    log_reads(actor=reader, reads=seen, at=at)
    return {pair: _shown(row) for pair, row in found.items()}


def _offers(actor: Actor, organisation_id: int) -> bool:
    """Her own organisation, the one she acts for now; never another, not even under the same controller."""
    return (
        actor.kind is ActorKind.ACCOUNT
        and actor.organisation_id is not None
        and actor.organisation_id == organisation_id
        and actor.has_role(*OFFERING)
    )


def _build(actor: Actor, *, ids: list[int], at: datetime) -> QuerySet[Consent]:
    return _said_yes(ids, at).filter(recipient_id=actor.organisation_id)


def _build_of_giver(
    actor: Actor, *, ids: list[int], bodies: list[int], me: int, at: datetime, today: date
) -> QuerySet[Consent]:
    for_it = Q(organisation_id=OuterRef("recipient_id")) | Q(controller_id=OuterRef("recipient_id"))
    parts = Part.objects.exclude(part=PartKind.NEWCOMER).filter(for_it, person_id=me)
    return _said_yes(ids, at).filter(Exists(running(parts, today)), recipient_id__in=bodies)


def _said_yes(ids: list[int], at: datetime) -> QuerySet[Consent]:
    whose = {"person": OuterRef("person_id")}
    safe = ContactPoint.objects.filter(**whose, safety__in=REACHABLE).order_by("id")
    rows = Consent.objects.filter(
        person_id__in=ids, purpose=Purpose.PARTICIPATION, state=ConsentState.GIVEN, expires_at__gt=at
    )
    return rows.select_related("person").annotate(
        nested_names=nested_names(PersonName.objects.filter(**whose)),
        nested_contacts=Nested(safe, "public_id", "kind", "value", "safety"),
    )


_SAID_YES, _OF_GIVER = PreparedFor(_build), PreparedFor(_build_of_giver)


def _shown(row: Any) -> ShownParticipant:
    fields, person = set(row.fields), row.person
    found: dict[str, Any] = {}
    if Field.IDENTITY in fields:
        names = in_order(row.nested_names)
        text, _, language = next((one for one in names if one[1] == "used"), names[0] if names else ("", "", "und"))
        found |= {"name": text, "name_language": language}
    if Field.CONTACT in fields:
        found["contacts"] = tuple(_contact(item) for item in row.nested_contacts)
    if Field.LANGUAGE in fields:
        found |= {"language": person.language, "speaks": tuple(person.speaks), "interpreter": person.interpreter}
    return ShownParticipant(**found)


def _contact(item: list[Any]) -> ParticipantContact:
    public_id, kind, value, safety = item
    opened = open_value(ContactPoint, "value", public_id=public_id, sealed=value)
    return ParticipantContact(kind=kind, value=opened, safety=safety)
