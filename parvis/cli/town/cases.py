"""The cases of the town. Every fact is an action at its own time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from parvis.casework import actions as casework
from parvis.cli.town import consents, referrals, sessions
from parvis.cli.town.content import files, read, said
from parvis.cli.town.stage import Stage
from parvis.cli.town.story import Deed, Story
from parvis.core.house import house


def deeds(stage: Stage) -> list[Deed]:
    """Everything of `demo/cases/`."""
    return [deed for row in rows() for deed in CaseStory(stage, row).deeds()]


def rows() -> list[Mapping[str, Any]]:
    """The cases of the data files."""
    return [row for name in files("cases") for row in read(name)["cases"]]


def make_visits(stage: Stage) -> None:
    """Who came to the desk today."""
    for name in files("cases"):
        for visit in read(name).get("visits", ()):
            make_visit(stage, visit)


def make_visit(stage: Stage, row: Mapping[str, Any]) -> None:
    """Somebody who came to the desk today."""
    desk = {"mairie": "caseworker", "arche": "caseworker2"}[row["organisation"]]
    by, at = stage.worker(desk), stage.now + timedelta(minutes=row["minutes_from_now"])
    visit = casework.receive_visit(
        topic=row["reason_topic"],
        language=row["language"],
        person_id=stage.persons[row["person"]] if row["person"] else None,
        by=by,
        at=at,
    )
    if row["worker"]:
        taker = stage.worker(row["worker"])
        casework.take_visit(visit_public_id=visit.public_id, by=taker, at=at + timedelta(minutes=2))
    if row["state"] == "done":
        casework.close_visit(
            visit_public_id=visit.public_id, outcome=row["outcome"], by=taker, at=at + timedelta(minutes=20)
        )
    elif row["state"] == "left":
        casework.close_visit(visit_public_id=visit.public_id, left=True, by=by, at=at + timedelta(minutes=20))


class CaseStory(Story):
    """One case of the data files, as deeds with their times."""

    def deeds(self) -> Iterator[Deed]:
        """Everything that happens in this case."""
        row, stage = self.row, self.stage
        yield self.opened, self._open
        for minute, need in enumerate(row.get("needs") or (), start=1):
            yield self.opened + timedelta(minutes=minute), lambda need=need: self._need(need)
        if row.get("plan"):
            yield stage.ago(days=row["plan"]["agreed_days_ago"]), self._plan
        yield from consents.deeds(self)
        yield from referrals.deeds(self)
        yield from sessions.deeds(self)
        for note in row.get("notes") or ():
            yield stage.ago(days=note["days_ago"], hours=-1), lambda note=note: self._note(note)
        yield from self._endings()

    def _open(self) -> None:
        state = "enquiry" if self.row["state"] == "enquiry" else "open"
        case = casework.open_case(
            person_id=self.stage.persons[self.row["person"]],
            lead_id=self.stage.accounts[self.row["lead"]],
            state=state,
            restricted=self.row.get("restricted", False),
            by=self.by,
            at=self.opened,
        )
        self.case, self.case_id = str(case.public_id), case.pk
        for member in self.row.get("members") or ():
            casework.add_member(
                case_public_id=self.case, account_id=self.stage.accounts[member], by=self.by, at=self.opened
            )

    def _need(self, need: Mapping[str, Any]) -> None:
        worker = need["stated_by"] == "worker"
        made = casework.add_need(
            case_public_id=self.case,
            topic=need["topic"],
            dimension=need["dimension"],
            words=need["words"],
            words_language="fr" if worker else self.stage.languages[self.row["person"]],
            severity=need["severity"],
            stated_by=need["stated_by"],
            by=self.by,
            at=self.opened,
        )
        self.needs.append(str(made.public_id))
        if need.get("state") == "met":
            casework.meet_need(need_public_id=made.public_id, by=self.by, at=self.opened)
        elif need.get("state") == "dropped":
            casework.drop_need(need_public_id=made.public_id, by=self.by, at=self.opened)

    def _plan(self) -> None:
        plan = self.row["plan"]
        at = self.stage.ago(days=plan["agreed_days_ago"])
        language = self.stage.languages[self.row["person"]]
        agreed = casework.agree_plan(
            case_public_id=self.case,
            steps=[self._step(step, language) for step in plan["steps"]],
            language=plan["language"],
            manner=plan["manner"],
            by=self.by,
            at=at,
        )
        for step, row in zip(agreed.steps.order_by("position", "id"), plan["steps"], strict=True):
            self.steps.append(step.pk)
            self._advance(str(step.public_id), row, at)

    def _step(self, row: Mapping[str, Any], language: str) -> casework.NewStep:
        bring = row.get("bring") or {}
        return casework.NewStep(
            text=said(row["text"]),
            text_for_person=row["text"].get(language, ""),
            bring=bring.get(language) or said(bring),
            doer=row["who"],
            due_on=house().day(self.stage.now + timedelta(days=row["due_in_days"])),
            need_public_id=self.needs[row["need"]] if row.get("need") is not None else None,
        )

    def _advance(self, step: str, row: Mapping[str, Any], agreed: datetime) -> None:
        """Bring a step to its state, each part by who did it."""
        at = min(self.stage.ago(hours=2), max(agreed, self.stage.now + timedelta(days=row["due_in_days"])))
        state = row["state"]
        common: dict[str, Any] = {"step_public_id": step, "at": at}
        if state == "offered":
            casework.offer_step(**common, by=self.by)
        elif state == "in_progress":
            casework.start_step(**common, by=self.by)
        elif state in ("claimed_done", "confirmed"):
            casework.claim_done(**common, by=self._party(row["claimed_by"]))
            if state == "confirmed":
                casework.confirm_step(**common, by=self._party(row["confirmed_by"]))
        elif state == "not_done":
            casework.not_done(**common, reason=row.get("reason", "other"), by=self.by)
        elif state == "dropped":
            casework.drop_step(**common, reason=row.get("reason", "other"), by=self.by)

    def _party(self, party: str) -> Any:
        if party == "person":
            return self.stage.person(self.row["person"], controller=self.row["organisation"])
        return self.by

    def _note(self, note: Mapping[str, Any]) -> None:
        casework.write_note(
            case_public_id=self.case,
            text=note["text"],
            purpose=note["purpose"],
            readers=note["readers"],
            by=self.stage.worker(note["author"]),
            at=self.stage.ago(days=note["days_ago"], hours=-1),
        )

    def _endings(self) -> Iterator[Deed]:
        row, stage = self.row, self.stage
        closed, reopened = row.get("closed_days_ago"), row.get("reopened_days_ago")
        if reopened is not None and closed is None:
            closed = reopened + 10
        if closed is not None:
            yield stage.ago(days=closed), lambda: self._move("closed", closed)
        if reopened is not None:
            yield stage.ago(days=reopened), lambda: self._move("open", reopened)
        if row["state"] == "paused":
            yield stage.ago(hours=1), lambda: self._move("paused", 0)

    def _move(self, state: str, days: float) -> None:
        casework.move_case(
            case_public_id=self.case,
            state=state,
            reason=self.row.get("close_reason", "persons_wish") if state == "closed" else "",
            by=self.by,
            at=self.stage.ago(days=days),
        )
