"""Accounts, organisations and readings as the templates show them: codes become words here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from parvis.access.queries import AccountLine, OrganisationLine, RoleLine
from parvis.people.queries.oversight import OverseenRead
from parvis.web.admin_desk.words import ORGANISATION_KINDS, ROLE_STATES, ROLE_TONES
from parvis.web.shell.words import said
from parvis.web.shell.words.reading import PURPOSES, READER_KINDS, ROLES, WHAT


@dataclass(frozen=True, slots=True)
class ShownOrganisation:
    """A row of organisations."""

    public_id: UUID
    name: str
    kind: str
    line: OrganisationLine


@dataclass(frozen=True, slots=True)
class ShownRole:
    """A role with its tag."""

    public_id: UUID
    role: str
    organisation: str
    starts_on: date
    ends_on: date | None
    state: str
    tone: str
    may_end: bool


@dataclass(frozen=True, slots=True)
class ShownAccount:
    """An account with its roles."""

    public_id: UUID
    name: str
    username: str
    roles: list[ShownRole]


@dataclass(frozen=True, slots=True)
class ShownRead:
    """A line of the read log."""

    at: datetime
    who: str
    organisation: str
    purpose: str
    what: str
    record: str


def shown_organisation(line: OrganisationLine) -> ShownOrganisation:
    """With its kind in words."""
    return ShownOrganisation(line.public_id, line.name, said(ORGANISATION_KINDS, line.kind), line)


def shown_account(line: AccountLine) -> ShownAccount:
    """With its roles in words."""
    return ShownAccount(line.public_id, line.name, line.username, [shown_role(role) for role in line.roles])


def shown_role(line: RoleLine) -> ShownRole:
    """A role that has ended can't end again."""
    return ShownRole(
        public_id=line.public_id,
        role=said(ROLES, line.role),
        organisation=line.organisation_name,
        starts_on=line.starts_on,
        ends_on=line.ends_on,
        state=said(ROLE_STATES, line.state),
        tone=ROLE_TONES.get(line.state, ""),
        may_end=line.state != "ended",
    )


def shown_read(line: OverseenRead) -> ShownRead:
    """Who, without any person's name but the reader's."""
    return ShownRead(
        at=line.at,
        who=line.who or said(READER_KINDS, _kind(line)),
        organisation=line.organisation_name,
        purpose=said(PURPOSES, line.purpose),
        what=said(WHAT, line.what),
        record=line.record,
    )


def _kind(line: OverseenRead) -> str:
    """A person who reads an agreement reads the others that it names, never herself."""
    return "party" if (line.kind, line.purpose) == ("person", "agreement") else line.kind
