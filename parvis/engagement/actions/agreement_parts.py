"""The parties and the clauses of a draft: looked up, named, filled from a text of the house, or copied."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from parvis.access import queries as access
from parvis.core.house import house
from parvis.engagement.agreement_choices import PartyRole, TextOrigin
from parvis.engagement.agreement_entries import NewParty
from parvis.engagement.agreement_errors import PartiesMissing
from parvis.engagement.agreement_rules import name_for
from parvis.engagement.agreement_wording import Template, clause_in, clauses_for, mark, with_marks
from parvis.engagement.models import Agreement, Clause, Engagement, Party
from parvis.kernel.actor import Actor
from parvis.kernel.errors import Invalid, NotFound
from parvis.people import queries as people

LONGEST = 4000
# What cannot be seen and turns the line around; the isolates around a name (U+2066 to 2069) stay.
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e]")


def clean_words(text: str) -> str:
    """Text of a clause: composed, without what cannot be seen, lines kept."""
    lines = _UNSEEN.sub("", unicodedata.normalize("NFC", text).replace("\r\n", "\n")).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()[:LONGEST]


def clean_name(text: str) -> str:
    """One line."""
    return " ".join(clean_words(text).split())[:200]


def check_period(starts_on: date | None, ends_on: date | None) -> None:
    """Raise `Invalid` when it would end before it begins."""
    if starts_on and ends_on and ends_on < starts_on:
        raise Invalid({"ends_on": "engagement.ends_before_start"})


def parties_for(
    row: Agreement, engagement: Engagement, given: Sequence[NewParty], *, by: Actor, at: datetime
) -> list[Party]:
    """Everybody who agrees, the participant first. Who is not in the actor's sight can't be named, but the one whose time is taken up."""
    own = next((one for one in given if one.role == PartyRole.PARTICIPANT), NewParty(role=PartyRole.PARTICIPANT))
    first = replace(own, person_id=engagement.person_id)
    others = [one for one in given if one.role != PartyRole.PARTICIPANT]
    giver = engagement.offer.given_by_id
    return [
        _party(row, number, one, by=_beside(by, one, giver), at=at)
        for number, one in enumerate([first, *others], start=1)
    ]


def _party(row: Agreement, number: int, new: NewParty, *, by: Actor, at: datetime) -> Party:
    """As it was given; else in the script of each language where a person has such a name."""
    names = _names(new, by=by, at=at)
    first = clean_name(new.name) or name_for(names, row.first_language)
    second = clean_name(new.second_name)
    if not second and not new.name and row.second_language:
        second = name_for(names, row.second_language)
    if not first:
        raise PartiesMissing(role=new.role)
    return Party.objects.create(
        controller_id=row.controller_id,
        agreement=row,
        number=number,
        role=new.role,
        person_id=new.person_id,
        organisation_id=new.organisation_id if new.person_id is None else None,
        account_id=new.account_id if new.person_id is None else None,
        name=first,
        second_name=second if second != first else "",
    )


def _beside(by: Actor, new: NewParty, giver: int | None) -> Actor:
    """Whose own time it is may be named though her record is not the worker's to read: she gives it to be met."""
    if new.person_id is not None and new.person_id == giver:
        return Actor.system("agreement", controller_id=by.controller_id)
    return by


def _names(new: NewParty, *, by: Actor, at: datetime) -> list[tuple[str, str]]:
    """A person's names; of who signs for a body what her account says; of a body its public name. As (text, kind)."""
    if new.person_id is not None:
        known = people.identity_fields(people.person_by_id(by, new.person_id).pk, ["identity"], at)["identity"]
        return [(one["text"], one["kind"]) for one in known]
    if new.organisation_id is None:
        raise PartiesMissing(role=new.role)
    if new.account_id is not None:
        members = dict(access.members_of(by, new.organisation_id, on=house().day(at)))
        if new.account_id not in members:
            raise NotFound
        return [(members[new.account_id], "used")]
    body = access.organisation_by_id(new.organisation_id).name
    return [(body, "used")] if new.role in {PartyRole.ORGANISATION, PartyRole.PROGRAMME} else []


def write_clauses(
    row: Agreement,
    template: Template,
    parties: Sequence[Party],
    blanks: Mapping[str, object],
    second_blanks: Mapping[str, str],
) -> None:
    """The clauses of the text that bind somebody here, in both languages, filled; a short text that is not written in the
    second language stands there as in the first."""
    texts = {blank.name for blank in template.blanks if blank.kind == "text"}
    seconds = {**blanks, **{name: text for name, text in second_blanks.items() if name in texts and text.strip()}}
    named: dict[str, list[str]] = {}
    numbers: dict[str, list[int]] = {}
    for party in parties:
        named.setdefault(party.role, []).append(mark(party.number))
        numbers.setdefault(party.role, []).append(party.number)
    two = bool(row.second_language)
    known = _known(parties)
    made = []
    for position, clause in enumerate(clauses_for(template, set(named), two_languages=two), start=1):
        first = clause_in(template, clause, row.first_language, named, blanks)
        second = clause_in(template, clause, row.second_language, named, seconds) if two else None
        words = [with_marks(clean_words(text), known) for text in (first.words, second.words if second else "")]
        made.append(
            Clause(
                controller_id=row.controller_id,
                agreement=row,
                position=position,
                first=words[0],
                first_origin=first.origin,
                first_unread=first.unread,
                second=words[1],
                second_origin=second.origin if second else "human",
                second_unread=bool(second and second.unread),
                binds=sorted(number for role in clause.binds for number in numbers.get(role, ())),
            )
        )
    Clause.objects.bulk_create(made)


def written(row: Agreement, *texts: str) -> tuple[str, ...]:
    """Texts as they are stored: cleaned, the names of the parties as marks."""
    known = _known(row.parties.all())
    return tuple(with_marks(clean_words(text), known) for text in texts)


def _known(parties: Iterable[Party]) -> list[tuple[int, str]]:
    return [(party.number, name) for party in parties for name in (party.name, party.second_name)]


def wording(first: str, second: str, before: Iterable[Clause]) -> dict[str, object]:
    """The texts of a clause with what is known of them: a text that stands in `before` keeps its marks.

    What staff write in the first language is a source; in the second a translation that no native has read. A second text that
    stayed while the first beside it changed is stale.
    """
    facts: dict[str, object] = {
        "first": first,
        "second": second,
        "first_origin": TextOrigin.SOURCE,
        "first_unread": False,
        "second_origin": TextOrigin.HUMAN,
        "second_unread": bool(second),
        "second_stale": False,
    }
    for one in before:
        if one.first == first:
            facts |= {"first_origin": one.first_origin, "first_unread": one.first_unread}
        if second and one.second == second:
            facts |= {"second_origin": one.second_origin, "second_unread": one.second_unread}
            facts["second_stale"] = one.second_stale or one.first != first
    return facts


def copy_parts(old: Agreement, new: Agreement) -> None:
    """The parties and the text as it was last written, as a first edition."""
    for party in old.parties.order_by("number"):
        _copy(party, Party, new, owes_edition=None)
    latest: dict[int, Clause] = {}
    for clause in old.clauses.order_by("position", "edition"):
        latest[clause.position] = clause
    kept = [latest[place] for place in sorted(latest) if not latest[place].removed]
    for position, clause in enumerate(kept, start=1):
        _copy(clause, Clause, new, position=position, edition=1)


def _copy(row: Party | Clause, model: type[Party | Clause], new: Agreement, **changed: object) -> None:
    left_out = {"id", "public_id", "created_at", "agreement", "controller"}
    facts = {
        field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if field.name not in left_out
    }
    model._default_manager.create(agreement=new, controller_id=new.controller_id, **{**facts, **changed})
