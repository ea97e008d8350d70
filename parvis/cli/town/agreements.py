"""The agreements of the demo: taken up, drafted, signed as far as the data file says, ended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from parvis.access.choices import Role
from parvis.casework import queries as casework
from parvis.cli.town.content import read
from parvis.cli.town.signing import text_for
from parvis.cli.town.stage import Stage
from parvis.core.house import house
from parvis.engagement import actions as engagement
from parvis.engagement.actions import Asked
from parvis.engagement.agreement_entries import Amendment, ClauseChange, NewAgreement
from parvis.kernel.actor import Actor, ActorKind

# How far each state has come: who signs, in the order of the parties. With all of them it begins.
ALL = 4
SIGNED = {"partly_signed": 1, "in_force": ALL, "amended": ALL, "ended": ALL}


def make_agreements(stage: Stage) -> None:
    """After the cases: everybody who has taken up such a place, the longest ago first."""
    for row in sorted(read("agreements")["taken"], key=lambda row: -row["days_ago"]):
        _Taken(stage, row).play()


class _Taken:
    """One person, one place, one agreement."""

    def __init__(self, stage: Stage, row: Mapping[str, Any]) -> None:
        self.stage, self.row, self.run = stage, row, stage.runs[row["offer"]]
        self.kind = self.run.kind.code
        self.by = stage.worker(row["lead"])
        self.at = stage.ago(days=row["days_ago"])
        self.home = stage.employers[row["lead"]]
        self.place = self.run.row["organisation"]

    def play(self) -> None:
        """In the order of time."""
        state = self.row["state"]
        engaged = self._take_up()
        made = engagement.draft_agreement(
            engagement_public_id=engaged, agreement=self._text(), by=self.by, at=self._after(1)
        )
        agreed: dict[str, Any] = {"agreement_public_id": made.public_id}
        if state == "draft":
            return
        engagement.send_for_signature(**agreed, by=self.by, at=self._after(2))
        for number in range(1, SIGNED.get(state, 0) + 1):
            self._sign(agreed, number)
        if SIGNED.get(state) == ALL:
            engagement.start(engagement_public_id=engaged, by=self.by, at=self._after(2 + ALL))
        if state == "void":
            engagement.void_agreement(**agreed, reason="not_agreed", by=self.by, at=self._after(30))
        elif state == "amended":
            self._amend(agreed)
        elif state == "ended":
            reason = self.row["reason"]
            engagement.end_agreement(**agreed, reason=reason, by=self.by, at=self.stage.ago(days=5))
        if "done_days_ago" in self.row:
            done = self.stage.ago(days=self.row["done_days_ago"])
            engagement.complete(engagement_public_id=engaged, by=self.by, at=done)

    def _take_up(self) -> str:
        person = self.stage.persons[self.row["person"]]
        cases = casework.cases_of_person(self.by, person, self.at)
        asked = Asked(case_ref=cases[0].id if cases else None)
        made = engagement.request(
            offer_public_id=self.run.public_id, person_id=person, asked=asked, by=self.by, at=self.at
        )
        for verb in (engagement.offer_place, engagement.accept_place):
            verb(engagement_public_id=made.public_id, by=self.by, at=self.at)
        return str(made.public_id)

    def _text(self) -> NewAgreement:
        start = house().day(self.at)
        weeks = 104 if self.kind == "apprenticeship" else 12
        return text_for(
            self.stage,
            self.run,
            who=self.row["person"],
            home=self.home,
            language=self.row["second"],
            starts_on=start,
            ends_on=start + timedelta(weeks=weeks),
            tutor=self.row.get("tutor", ""),
        )

    def _sign(self, agreed: Mapping[str, Any], number: int) -> None:
        """The person on her path, who has an account with it, the worker for her own body; the others on paper."""
        signer = {1: self._herself(), 2: self._accompanies(), 3: self._tutor(), 4: self.by}[number]
        facts: dict[str, Any] = {**agreed, "edition": 1, "party": number, "at": self._after(2 + number)}
        if signer is None:
            engagement.record_paper_signature(**facts, by=self.by)
        else:
            engagement.sign(**facts, by=signer)

    def _amend(self, agreed: Mapping[str, Any]) -> None:
        hours = ClauseChange(
            position=2,
            first="Heures par semaine : 16, le matin.",
            second="Hours a week: 16, in the morning.",
            binds=(1, 3),
        )
        amendment = Amendment(changes=[hours], reason="hours", words="Les cours ont lieu l’après-midi.")
        engagement.amend(**agreed, amendment=amendment, by=self.by, at=self.stage.ago(days=1))

    def _herself(self) -> Actor:
        return self.stage.person(self.row["person"], controller=self.home)

    def _accompanies(self) -> Actor | None:
        """The tutor at her own page, where the register knows her."""
        tutor = self.row.get("tutor", "")
        return self.stage.person(tutor, controller=self.home) if tutor in self.stage.persons else self._tutor()

    def _tutor(self) -> Actor | None:
        account = self.stage.accounts.get(self.row.get("tutor", ""))
        if account is None:
            return None
        return Actor(
            kind=ActorKind.ACCOUNT,
            account_id=account,
            organisation_id=self.stage.organisations[self.place],
            controller_id=self.stage.controller_of(self.place),
            roles=frozenset({Role.PROVIDER}),
            purpose="agreement",
            name="demo",
        )

    def _after(self, hours: float) -> datetime:
        return min(self.at + timedelta(hours=hours), self.stage.now)
