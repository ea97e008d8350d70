"""Hosts of the town: registered after their own notice, in parts with their checks, known to whom they said yes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from parvis.cli.town.content import everybody
from parvis.cli.town.persons import DESK, give_card, notice_done
from parvis.cli.town.registers import PASSWORD
from parvis.cli.town.stage import Stage
from parvis.core.house import house
from parvis.kernel.actor import Actor
from parvis.people import actions as people
from parvis.people import queries
from parvis.people.entries import ConsentTerms, NewContact, NewName, NewPart, NewPerson, VettingSeen


def make_hosts(stage: Stage) -> int:
    """Everybody who gives something, and the newcomers who do so as well. Returns how many."""
    given = everybody("hosts")
    for row in given:
        _host(stage, row)
    both = [row for row in everybody("persons") if row.get("also")]
    for row in both:
        for one in row["also"]["parts"]:
            _begin(stage, row, one, notice=row["also"]["notice"])
        _key(stage, row, row["also"]["key"])
    return len(given) + len(both)


def _host(stage: Stage, row: Mapping[str, Any]) -> None:
    by, at = _desk(stage, row), stage.ago(days=row["registered_days_ago"])
    first, *more = row["parts"]
    told = notice_done(row["notice"], part=first["part"])
    person = people.register(person=_entry(stage, row, first), notice=told, by=by, at=at)
    stage.persons[row["id"]], stage.languages[row["id"]] = person.pk, row["language"]
    stage.registers[row["id"]], stage.registered[row["id"]] = row["controller"], at
    _after(stage, row, queries.parts_of(by, person.pk, at)[0].public_id, first)
    for one in more:
        _begin(stage, row, one)
    for said in row.get("consents") or ():
        _consent(stage, row, said)
    _key(stage, row, row.get("key") or {})


def _entry(stage: Stage, row: Mapping[str, Any], part: Mapping[str, Any]) -> NewPerson:
    contact = row["contact"]
    return NewPerson(
        names=[NewName(text=name["text"], language=name["language"], kind=name["kind"]) for name in row["names"]],
        language=row["language"],
        speaks=[row["language"]],
        contact=(
            NewContact(kind=contact["kind"], value=contact["value"], safety=contact["safe"])
            if contact.get("value")
            else None
        ),
        part=_part(stage, part),
    )


def _part(stage: Stage, part: Mapping[str, Any]) -> NewPart:
    organisation = part.get("organisation")
    return NewPart(
        part=part["part"],
        organisation_id=stage.organisations[organisation] if organisation else None,
        starts_on=house().day(stage.ago(days=part["days_ago"])),
    )


def _begin(
    stage: Stage, row: Mapping[str, Any], part: Mapping[str, Any], *, notice: Mapping[str, Any] | None = None
) -> None:
    made = people.begin_part(
        person_public_id=_public_id(stage, row),
        part=_part(stage, part),
        notice=notice_done(notice, part=part["part"]) if notice else None,
        by=_desk(stage, row),
        at=stage.ago(days=part["days_ago"]),
    )
    _after(stage, row, made.public_id, part)


def _after(stage: Stage, row: Mapping[str, Any], part_id: Any, part: Mapping[str, Any]) -> None:
    """Its check seen soon after it began, its end when it came."""
    by, begun = _desk(stage, row), stage.ago(days=part["days_ago"])
    if check := part.get("check"):
        until = house().day(stage.now + timedelta(days=check["in_days"]))
        seen = VettingSeen(vetting="valid", paper=check["paper"], until=until)
        people.note_vetting(part_public_id=part_id, seen=seen, by=by, at=begun + timedelta(hours=1))
    if part.get("ended_days_ago"):
        people.end_part(part_public_id=part_id, by=by, at=stage.ago(days=part["ended_days_ago"]))


def _consent(stage: Stage, row: Mapping[str, Any], said: Mapping[str, Any]) -> None:
    text = queries.consent_text(row["language"], "participation", stage.now)
    terms = ConsentTerms(
        purpose="participation",
        fields=said["fields"],
        text_version=text.version,
        language=text.language,
        manner="oral",
        recipient_id=stage.organisations[said["recipient"]],
    )
    people.give_consent(
        person_id=stage.persons[row["id"]],
        terms=terms,
        by=_desk(stage, row),
        at=stage.ago(days=said["given_days_ago"]),
    )


def _key(stage: Stage, row: Mapping[str, Any], key: Mapping[str, Any]) -> None:
    """By what her own page opens: a card, an account of her own, or one that works here as well."""
    if "pin" in key:
        give_card(stage, row, stage.persons[row["id"]], pin=key["pin"])
    username = key.get("account") or key.get("joins") or key.get("invited")
    if not username:
        return
    at = stage.ago(hours=2)
    name = f"{username}.{row['id']}" if "joins" in key else username
    made = people.invite(person_public_id=_public_id(stage, row), username=name, by=_desk(stage, row), at=at)
    if "invited" in key:
        stage.cards[row["id"]] = f"/{row['language']}/welcome/{made.token}/"
    elif "joins" in key:
        people.join_account(token=made.token, account_id=stage.accounts[username], at=at)
    else:
        people.accept_invitation(token=made.token, password=PASSWORD, at=at)


def _desk(stage: Stage, row: Mapping[str, Any]) -> Actor:
    return stage.worker(DESK[row["controller"]])


def _public_id(stage: Stage, row: Mapping[str, Any]) -> str:
    """Of somebody the system may always find: her desk may have a case of hers that is not everybody's."""
    system = Actor.system("demo", controller_id=stage.organisations[row["controller"]])
    return str(queries.person_by_id(system, stage.persons[row["id"]]).public_id)
