"""What is signed in the demo before it begins: each kind's text of the house with who stands in it, and paper for what is long ago."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from parvis.cli.town.content import everybody, files, read, said
from parvis.cli.town.persons import DESK
from parvis.cli.town.run import Run
from parvis.cli.town.stage import Stage
from parvis.core.house import house
from parvis.engagement import actions as engagement
from parvis.engagement.agreement_entries import NewAgreement, NewParty
from parvis.engagement.agreement_wording import templates

BLANKS: dict[str, Mapping[str, object]] = {
    "internship": {"trade": "découverte", "hours": 20, "pay": (0, "EUR")},
    "mentoring": {"meetings": 2, "minutes": 60},
    "apprenticeship": {"trade": "cuisine", "hours": 35, "lessons": 7, "pay": (900, "EUR"), "notice_days": 14},
    "reception": {"people": 4, "rent": (0, "EUR"), "notice_days": 30},
    "volunteering": {"hours": 3},
}


def text_for(
    stage: Stage,
    run: Run,
    *,
    who: str,
    home: str,
    language: str,
    starts_on: date,
    ends_on: date | None = None,
    tutor: str = "",
) -> NewAgreement:
    """The text of the offer's kind; `home` is the body that accompanies, `language` hers, `tutor` a person of its register, an account or a name."""
    template = templates()[run.kind.agreement]
    second = template.said_in(language)
    parties = [
        *_guardians(stage, who),
        *_givers(stage, run, home, tutor),
        NewParty(role="programme", organisation_id=stage.organisations[home]),
    ]
    return NewAgreement(
        template=template.code,
        first_language="fr",
        second_language="" if second == "fr" else second,
        starts_on=starts_on,
        ends_on=ends_on,
        parties=[party for party in parties if template.roles.get(party.role) or party.role == "guardian"],
        blanks={**BLANKS[template.code], "home": said(run.row["title"]), "duty": said(run.row["title"])},
    )


def sign_on_paper(stage: Stage, run: Run, *, who: str, engaged: Any, at: datetime, tutor: str = "") -> None:
    """Drafted at the desk and signed there by everybody, before it begins."""
    home = stage.registers[who]
    by = stage.worker(_leads().get(who) or DESK[home])
    text = text_for(
        stage,
        run,
        who=who,
        home=home,
        language=stage.languages[who],
        starts_on=house().day(at),
        tutor=tutor or "Tuteur Exemple",
    )
    row = engagement.draft_agreement(engagement_public_id=engaged, agreement=text, by=by, at=at)
    engagement.send_for_signature(agreement_public_id=row.public_id, by=by, at=at)
    engagement.record_paper_sheet(agreement_public_id=row.public_id, edition=1, by=by, at=at)


@cache
def _leads() -> dict[str, str]:
    """Who leads somebody's case: it may be closed to the others of the desk."""
    return {row["person"]: row["lead"] for name in files("cases") for row in read(name)["cases"]}


@cache
def _everybody() -> dict[str, Mapping[str, Any]]:
    """Newcomers and hosts, as the data files have them."""
    return {row["id"]: row for row in [*everybody("persons"), *everybody("hosts")]}


def _guardians(stage: Stage, who: str) -> list[NewParty]:
    """Beside a child, an adult of her household."""
    row = _everybody()[who]
    born = int(str((row.get("birth") or {}).get("year") or (row.get("birth") or {}).get("date") or 0)[:4])
    if not born or stage.now.year - born >= house().adulthood:
        return []
    home = row["household"]["id"]
    adults = (
        one["id"]
        for one in _everybody().values()
        if (one.get("household") or {}).get("id") == home and one["household"]["role"] == "adult"
    )
    return [NewParty(role="guardian", person_id=stage.persons[next(adults)])]


def _givers(stage: Stage, run: Run, home: str, tutor: str) -> list[NewParty]:
    """A mentor herself, by her name alone where another register keeps her; else the tutor, as a person where the register
    knows her, and her organisation."""
    body, account = stage.organisations[run.row["organisation"]], stage.accounts.get(tutor)
    mentor = run.row.get("host", "") if run.kind.given_by_person else ""
    if mentor and stage.registers.get(mentor) == home:
        return [NewParty(role="host", person_id=stage.persons[mentor])]
    if mentor:
        return [NewParty(role="host", organisation_id=body, name=_everybody()[mentor]["names"][0]["text"])]
    herself = stage.persons.get(tutor) if stage.registers.get(tutor) == home else None
    accompanies = (
        NewParty(role="tutor", person_id=herself)
        if herself
        else NewParty(role="tutor", organisation_id=body, account_id=account, name="" if account else tutor)
    )
    return [accompanies, NewParty(role="organisation", organisation_id=body)]
