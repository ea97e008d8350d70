"""The persons of the town: registered after the notice, with as little as each wanted to give."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from parvis.cli.town.content import everybody, read, said
from parvis.cli.town.stage import Stage
from parvis.people import actions as people
from parvis.people import queries
from parvis.people.entries import Birth, NewContact, NewName, NewPerson, NoticeDone

INTERPRETER = "interprète (démo)"
DESK = {"mairie": "caseworker", "arche": "caseworker2"}


def make_persons(stage: Stage) -> None:
    """Everybody, oldest registration first."""
    households: dict[str, str] = {}
    for row in sorted(everybody("persons"), key=lambda row: -row["registered_days_ago"]):
        by, at = stage.worker(DESK[row["controller"]]), stage.ago(days=row["registered_days_ago"])
        household = (row.get("household") or {}).get("id", "")
        person = people.register(person=_entry(row, households.get(household)), notice=_notice(row), by=by, at=at)
        stage.persons[row["id"]] = person.pk
        stage.languages[row["id"]] = row["language"]
        stage.registers[row["id"]], stage.registered[row["id"]] = row["controller"], at
        if household and household not in households:
            made = people.start_household(person_id=person.pk, role=row["household"]["role"], by=by, at=at)
            households[household] = str(made.public_id)
        if row.get("card"):
            give_card(stage, row, person.pk, **row["card"])


def _entry(row: Mapping[str, Any], household: str | None) -> NewPerson:
    contact = row.get("contact") or {}
    return NewPerson(
        names=[NewName(text=name["text"], language=name["language"], kind=name["kind"]) for name in row["names"]],
        language=row["language"],
        speaks=row["speaks"],
        interpreter=row["interpreter"],
        gender=row["gender"],
        birth=_birth(row["birth"]),
        stage=row["stage"],
        quarter=_quarters().get(row["quarter"], ""),
        pronunciation=row.get("pronunciation") or "",
        contact=(
            NewContact(kind=contact["kind"], value=contact["value"], safety=contact["safe"])
            if contact.get("value")
            else None
        ),
        household=household,
        role=(row.get("household") or {}).get("role", "adult"),
    )


def _quarters() -> dict[str, str]:
    """The quarters' names as the town writes them."""
    return {row["id"]: said(row["name"]) for row in read("town")["gazetteer"] if row["kind"] == "quarter"}


def _birth(said: Mapping[str, Any]) -> Birth:
    if "date" in said:
        return Birth(precision="date", value=date.fromisoformat(str(said["date"])))
    if "year" in said:
        return Birth(precision="year", value=said["year"])
    if "age" in said:
        return Birth(precision="about", value=said["age"])
    return Birth(precision="not_said" if said.get("not_said") else "unknown")


def _notice(row: Mapping[str, Any]) -> NoticeDone:
    return notice_done(row["notice"], part="newcomer")


def notice_done(given: Mapping[str, Any], *, part: str) -> NoticeDone:
    """The notice that goes with a part, as it was given."""
    return NoticeDone(
        version=queries.notice(given["language"], part=part).version,
        language=given["language"],
        manner=given["manner"],
        interpreter=INTERPRETER if given["manner"] == "interpreted" else "",
    )


def give_card(stage: Stage, row: Mapping[str, Any], person_id: int, *, pin: str, printed_days_ago: int = 1) -> None:
    """A card with a known PIN, for the demo's last lines."""
    by, at = stage.worker(DESK[row["controller"]]), stage.now - timedelta(days=printed_days_ago)
    issued = people.issue_card(person_id=person_id, pin=pin, by=by, at=at)
    stage.cards[row["id"]] = f"/c/{issued.token}/  PIN {issued.pin}"
