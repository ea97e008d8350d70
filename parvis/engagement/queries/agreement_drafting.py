"""What staff choose from when they draft an agreement: the texts of the house, and who may stand in which role."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from parvis.access import queries as access
from parvis.core.house import house
from parvis.core.rows import one
from parvis.engagement.agreement_policy import engagements_agreed_by
from parvis.engagement.agreement_wording import Blank, Template, templates
from parvis.kernel.actor import Actor
from parvis.kernel.errors import Invalid
from parvis.people import queries as people


@dataclass(frozen=True, slots=True, kw_only=True)
class TextView:
    """A text of the house: its roles (True: somebody must stand in it), its blanks, the languages it is written in."""

    code: str
    title: str
    roles: Mapping[str, bool]
    blanks: tuple[Blank, ...]
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatories:
    """Around one engagement: the body that gives the place with its members and its tutors who are in the register, whose own
    time it is, the reader's own body."""

    engagement_public_id: UUID
    person_id: int
    offer_title: str
    offer_kind: str
    starts_on: date | None
    ends_on: date | None
    organisation_id: int
    organisation_name: str
    members: tuple[tuple[int, str], ...]
    tutors: tuple[tuple[int, str], ...]
    giver_id: int | None
    giver_name: str
    programme_id: int | None


def agreement_texts(language: str) -> list[TextView]:
    """Every text of the house, titled in the reader's language."""
    return [_text(template, language) for template in templates().values()]


def agreement_text(code: str, language: str) -> TextView:
    """One of them, or `Invalid`."""
    template = templates().get(code)
    if template is None:
        raise Invalid({"template": "not_a_choice"})
    return _text(template, language)


def signatories(actor: Actor, engagement_public_id: UUID | str, at: datetime) -> Signatories:
    """Who may stand in an agreement on this, for staff who see the person; else `NotFound`. One query, and a line
    in the log where tutors are named."""
    today = house().day(at)
    rows = engagements_agreed_by(actor).select_related("offer__organisation")
    rows = rows.annotate(
        nested_giver=people.names_beside("offer__given_by", "controller_id"),
        nested_members=access.members_beside(actor, "offer__organisation", on=today),
        nested_tutors=people.tutors_beside(actor, "offer__organisation", today),
    )
    row: Any = one(rows, public_id=engagement_public_id)
    offer = row.offer
    return Signatories(
        engagement_public_id=row.public_id,
        person_id=row.person_id,
        offer_title=offer.title,
        offer_kind=offer.kind,
        starts_on=offer.starts_on,
        ends_on=offer.ends_on,
        organisation_id=offer.organisation_id,
        organisation_name=offer.organisation.name,
        members=tuple((pk, name) for pk, name in row.nested_members),
        tutors=tuple(people.named_beside(actor, row.nested_tutors, at)),
        giver_id=offer.given_by_id if row.nested_giver else None,
        giver_name=people.display_name(row.nested_giver),
        programme_id=actor.organisation_id,
    )


def _text(template: Template, language: str) -> TextView:
    said = template.said_in(language) or "fr"
    return TextView(
        code=template.code,
        title=template.titles[said],
        roles=template.roles,
        blanks=template.blanks,
        languages=tuple(template.titles),
    )
