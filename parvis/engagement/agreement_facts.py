"""Rows of an agreement as the rules see them, and what exactly a signature is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from parvis.core.fields import blind_index, blind_indexes
from parvis.core.rotation import BlindColumn
from parvis.engagement.agreement_rules import EditionFact, Line, in_force, text_of, touched
from parvis.engagement.models import Agreement, Clause, Edition, Party, Signature

_SIGNED = "agreement"


def lines_of(clauses: Iterable[Clause]) -> list[Line]:
    """Clauses as the rules see them."""
    return [Line(one.position, one.edition, frozenset(one.binds), one.removed) for one in clauses]


def facts_of(editions: Iterable[Edition]) -> list[EditionFact]:
    """Editions as the rules see them."""
    return [EditionFact(one.number, one.state, one.whole) for one in editions]


def names_in(parties: Iterable[Party]) -> tuple[dict[int, str], dict[int, str]]:
    """By number, as the first language writes them, and as the second does."""
    listed = list(parties)
    first = {party.number: party.name for party in listed}
    return first, {party.number: party.second_name or party.name for party in listed}


def covered(clauses: Sequence[Clause], editions: Iterable[Edition], edition: Edition, party: int) -> list[Clause]:
    """The wordings that a signature of a party under an edition is about, in their order: what the edition touches of what
    binds her, new and replaced; all that binds her where it touches everybody."""
    lines = lines_of(clauses)
    before = in_force(facts_of(one for one in editions if one.number < edition.number))
    wanted = touched(lines, EditionFact(edition.number, edition.state, edition.whole), before)
    if edition.whole:
        wanted = [*wanted, *text_of(lines, before)]
    keys = {(line.position, line.edition) for line in wanted if party in line.binds}
    mine = [one for one in clauses if (one.position, one.edition) in keys]
    return sorted(mine, key=lambda clause: (clause.position, clause.edition))


def digest_of(row: Agreement, edition: Edition, clauses: Iterable[Clause]) -> str:
    """Keyed hash of what was signed: the period, then each clause with its place, both texts, and whether it is taken out."""
    return blind_index(_signed(row, edition, clauses), controller_id=row.controller_id, purpose=_SIGNED)


def is_intact(signature: Signature, row: Agreement, edition: Edition, clauses: Iterable[Clause]) -> bool:
    """Whether these are still what was signed, under whichever key of the controller the signature was made."""
    text = _signed(row, edition, clauses)
    return signature.digest in blind_indexes(text, controller_id=row.controller_id, purpose=_SIGNED)


def _signed(row: Agreement, edition: Edition, clauses: Iterable[Clause]) -> str:
    parts = [str(row.public_id), str(edition.number), str(row.starts_on), str(edition.ends_on)]
    for clause in clauses:
        parts += [f"{clause.position}.{clause.edition}.{int(clause.removed)}", clause.first, clause.second]
    return "\x1e".join(parts)


def _stands_for(signature: Signature) -> Iterator[tuple[str, str]]:
    row = signature.party.agreement
    editions = list(row.editions.all())
    edition = next((one for one in editions if one.number == signature.edition), None)
    if edition is not None:
        clauses = covered(list(row.clauses.all()), editions, edition, signature.party.number)
        yield _SIGNED, _signed(row, edition, clauses)


COLUMN = BlindColumn(
    model="engagement.Signature",
    column="digest",
    purposes=frozenset({_SIGNED}),
    values=_stands_for,
    related=("party__agreement",),
)
