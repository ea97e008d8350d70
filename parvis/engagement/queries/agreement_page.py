"""One agreement: two languages side by side, which text is in force now, what an amendment would make of it, who has signed what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce

from parvis.access import queries as access
from parvis.core.audit import log_reads
from parvis.core.house import house
from parvis.core.nested import Nested, columns_of, rows_in
from parvis.core.prepared import PreparedFor, known_id, the_one
from parvis.engagement.agreement_facts import covered, facts_of, is_intact, lines_of, names_in
from parvis.engagement.agreement_policy import (
    agreements_visible_to,
    agreements_worked_by,
    parties_of,
)
from parvis.engagement.agreement_rules import HOLDS, in_force, pending, text_of
from parvis.engagement.agreement_wording import with_names
from parvis.engagement.models import Agreement, Clause, Edition, Party, Signature
from parvis.engagement.queries.agreement_lines import AgreementLine, line, with_line
from parvis.kernel.actor import Actor, ActorKind

# What each party is called in the first language, and in the second.
Names = tuple[Mapping[int, str], Mapping[int, str]]
# Of which agreements one is asked for.
_READ, _WORKED = "read", "worked"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingView:
    """A clause in both languages, with the marks of each text."""

    first: str
    second: str
    first_unread: bool
    second_unread: bool
    second_origin: str
    second_stale: bool
    binds: tuple[int, ...]
    edition: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseView:
    """A clause at its place. `now` is in force (or, before everybody has signed, to be signed); `proposed` what an amendment makes of it.

    `change` is empty, `changed`, `added` or `removed`.
    """

    position: int
    now: WordingView | None
    proposed: WordingView | None
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureView:
    """Who signed, when, how. `who` signed or noted it for an organisation or at the desk (a first name); `intact`: the text is
    still the one that was signed."""

    edition: int
    signed_at: datetime
    manner: str
    who: str
    intact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyView:
    """A party as the agreement names it in each language; an empty name is one whose record was erased."""

    number: int
    role: str
    name: str
    second_name: str
    owes: bool
    signatures: tuple[SignatureView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionView:
    """An edition of the text: why it was made, whether it holds."""

    number: int
    state: str
    reason: str
    words: str
    ends_on: date | None
    made_at: datetime
    in_force_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementPage:
    """Everything on the page. `amendment` is a later edition that waits for signatures; `moves_end` says that its last day is
    another one. `editions` are all that were made, the first one first."""

    line: AgreementLine
    clauses: tuple[ClauseView, ...]
    parties: tuple[PartyView, ...]
    editions: tuple[EditionView, ...]
    amendment: EditionView | None
    moves_end: bool
    # What the reader may do.
    may_work: bool
    may_leave: bool

    @property
    def unread(self) -> tuple[str, ...]:
        """The languages whose text nobody native has read, of those that are shown."""
        shown = [one for clause in self.clauses for one in (clause.now, clause.proposed) if one]
        first = (self.line.first_language,) if any(one.first_unread for one in shown) else ()
        second = (self.line.second_language,) if any(one.second and one.second_unread for one in shown) else ()
        return (*first, *second)


def agreement_page(actor: Actor, public_id: UUID | str, at: datetime, *, to_work: bool = False) -> AgreementPage:
    """For staff who see the person and for the parties (`to_work`: for staff alone), in one query; the reading is noted for
    every person it names but the reader."""
    scope = _WORKED if to_work else _READ
    row: Any = the_one(_PAGE.rows(actor, scope, public_id=known_id(public_id), language=actor.language))
    parties = rows_in(Party, row.nested_parties)
    clauses, editions = rows_in(Clause, row.nested_clauses), rows_in(Edition, row.nested_editions)
    _note(actor, row, parties, at)
    works, is_hers = bool(row.is_worked), bool(row.is_mine)  # null where the scope is nobody's
    shown = line(row, house().day(at), staff=works)
    told = tuple(_edition(one) for one in editions)
    amendment = next((one for one in told if one.state == "pending" and one.number > 1), None)
    return AgreementPage(
        line=shown,
        clauses=tuple(_clauses(clauses, editions, names_in(parties))),
        parties=tuple(_parties(row, parties, clauses, editions)),
        editions=told,
        amendment=amendment,
        moves_end=bool(amendment and amendment.ends_on != row.ends_on),
        may_work=works,
        may_leave=shown.state in HOLDS and (works or is_hers),
    )


def _build_page(actor: Actor, scope: str, *, public_id: UUID, language: str) -> QuerySet[Agreement]:
    rows = agreements_worked_by(actor) if scope == _WORKED else agreements_visible_to(actor)
    here = {"agreement": OuterRef("pk")}
    signatures = Signature.objects.filter(party__agreement=OuterRef("pk")).annotate(
        by=Coalesce("account_id", "recorded_by_id"), who=access.name_of_account("by")
    )
    return with_line(rows.filter(public_id=public_id), actor, language).annotate(
        is_worked=Exists(agreements_worked_by(actor).filter(pk=OuterRef("pk"))),
        is_mine=Exists(parties_of(actor).filter(**here)),
        nested_parties=Nested(Party.objects.filter(**here).order_by("number"), *columns_of(Party)),
        nested_clauses=Nested(Clause.objects.filter(**here).order_by("id"), *columns_of(Clause)),
        nested_editions=Nested(Edition.objects.filter(**here).order_by("number"), *columns_of(Edition)),
        nested_signatures=Nested(signatures.order_by("signed_at", "id"), *columns_of(Signature), "who"),
    )


_PAGE = PreparedFor(_build_page)


def _note(actor: Actor, row: Agreement, parties: Iterable[Party], at: datetime) -> None:
    """A person's own reading is not somebody's reading of her; of the others it names, hers is noted like anybody's."""
    named = {row.engagement.person_id, *(party.person_id for party in parties if party.person_id)}
    if actor.kind is ActorKind.PERSON:
        named.discard(actor.person_id or 0)
        actor = actor.for_purpose("agreement")
    log_reads(actor=actor, reads=dict.fromkeys(sorted(named), "agreement"), at=at)


def _clauses(clauses: list[Clause], editions: list[Edition], names: Names) -> list[ClauseView]:
    """By place: what holds now, else what is to be signed; and beside it what the amendment makes of it."""
    by_key = {(one.position, one.edition): one for one in clauses}
    lines, facts = lines_of(clauses), facts_of(editions)
    held = in_force(facts)
    waiting = pending(facts)
    first = held or {1}
    now = {one.position: by_key[one.position, one.edition] for one in text_of(lines, first)}
    amends = bool(held) and waiting is not None
    own = {one.position: one for one in clauses if amends and waiting and one.edition == waiting.number}
    return [_clause(place, now.get(place), own.get(place), names) for place in sorted({*now, *own})]


def _clause(position: int, now: Clause | None, own: Clause | None, names: Names) -> ClauseView:
    change = "" if own is None else "removed" if own.removed else "changed" if now else "added"
    return ClauseView(
        position=position,
        now=_wording(now, names) if now else None,
        proposed=_wording(own, names) if own and not own.removed else None,
        change=change,
    )


def _wording(row: Clause, names: Names) -> WordingView:
    return WordingView(
        first=with_names(row.first, names[0]),
        second=with_names(row.second, names[1]),
        first_unread=row.first_unread,
        second_unread=row.second_unread,
        second_origin=row.second_origin,
        second_stale=row.second_stale,
        binds=tuple(row.binds),
        edition=row.edition,
    )


def _edition(row: Edition) -> EditionView:
    return EditionView(
        number=row.number,
        state=row.state,
        reason=row.reason,
        words=row.words,
        ends_on=row.ends_on,
        made_at=row.made_at,
        in_force_at=row.in_force_at,
    )


def _parties(row: Any, parties: Sequence[Party], clauses: list[Clause], editions: list[Edition]) -> Iterator[PartyView]:
    by_number = {one.number: one for one in editions}
    signatures = rows_in(Signature, row.nested_signatures, "who")
    for party in parties:
        mine = [one for one in signatures if one.party_id == party.pk]
        yield PartyView(
            number=party.number,
            role=party.role,
            name=party.name,
            second_name=party.second_name or party.name,
            owes=party.owes_edition is not None,
            signatures=tuple(
                SignatureView(
                    edition=one.edition,
                    signed_at=one.signed_at,
                    manner=one.manner,
                    who=access.first_name(one.who or ""),  # type: ignore[attr-defined]
                    intact=_intact(row, one, party, clauses, editions, by_number),
                )
                for one in mine
            ),
        )


def _intact(
    row: Agreement,
    signature: Signature,
    party: Party,
    clauses: list[Clause],
    editions: list[Edition],
    by_number: dict[int, Edition],
) -> bool:
    edition = by_number[signature.edition]
    return is_intact(signature, row, edition, covered(clauses, editions, edition, party.number))
