"""One person and one offer, from the wish to the end: every step is the verb of who takes it, at its time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from parvis.cli.town.meetings import giver
from parvis.cli.town.run import Run
from parvis.cli.town.signing import sign_on_paper
from parvis.cli.town.stage import Stage
from parvis.cli.town.story import Deed
from parvis.core.house import house
from parvis.engagement import actions as engagement
from parvis.engagement import queries
from parvis.engagement.actions import Asked, NewSupport
from parvis.engagement.kinds import ChecksFrom
from parvis.engagement.outcome_rules import months_after
from parvis.kernel.actor import Actor

# The states on the way; an exit is taken from one of them, which the data may name (`as`).
ORDER = ("interested", "requested", "offered", "accepted", "active", "completed")
EXITS = {"withdrawn": "requested", "ended": "active", "no_longer_possible": "requested"}


class Taking:
    """A row of the data files: who, which offer, the state it is in now, and when she asked (days ago)."""

    def __init__(self, stage: Stage, run: Run, row: Mapping[str, Any], *, asker: Callable[[], Actor], since: datetime,
                 case: Callable[[], int | None] = lambda: None,
                 step: Callable[[], int | None] = lambda: None) -> None:  # fmt: skip
        self.stage, self.run, self.row, self.asker, self.case, self.step = stage, run, row, asker, case, step
        self.person = stage.persons[row["who"]]
        self.meeting = run.meeting(row["meeting"], stage.now) if run.kind.picks_session else None
        self.asked = max(self._wished(), since + timedelta(hours=1))
        self.made: Any = None

    def deeds(self) -> Iterator[Deed]:
        """In the order of time; a step that would lie in the future is a fault of the data."""
        state = self.row["state"]
        yield self.asked, self._ask
        if state == "waitlisted" and not self.run.kind.gives_at_once:
            yield self.asked + timedelta(hours=8), self._waitlist
        upto = self.row.get("as", EXITS[state]) if state in EXITS else state
        times = self._times()
        for name in ORDER[2 : ORDER.index(upto) + 1] if upto in ORDER else ():
            if self._given(name):
                continue
            if times[name] > self.stage.now:
                raise ValueError(f"{self.run.row['id']}, {self.row['who']}: {name} would be in the future")
            if name == "active" and self.run.kind.agreement:
                signed = times["accepted"] + timedelta(minutes=15)
                yield signed, lambda signed=signed: self._sign(signed)
            yield times[name], lambda name=name: self._step(name, times[name])
        if state in EXITS:
            yield self._left(), self._leave
        for months, answer in self.row.get("told", {}).items():
            at = self._asked_after(months, times)
            yield at, lambda months=months, answer=answer, at=at: self._tell(months, answer, at)
        for support in self.row.get("supports", ()):
            yield from self._supported(support, times["accepted"])

    def _given(self, step: str) -> bool:
        """Where a place is given at once, nobody offers it, and it is accepted in the same breath; unless she had to wait."""
        waited = "accepted" in self.row
        return self.run.kind.gives_at_once and (step == "offered" or (step == "accepted" and not waited))

    def _times(self) -> dict[str, datetime]:
        run, ago = self.run, self.stage.ago
        at_once = run.kind.gives_at_once
        offered = self.asked + timedelta(hours=20)
        accepted = self.asked if at_once else self.asked + timedelta(hours=32)
        accepted = ago(days=self.row["accepted"]) if "accepted" in self.row else accepted
        first = self.meeting or run.first_after(accepted)
        begins = first.starts_at if first else run.starts
        started = min(max(accepted + timedelta(minutes=30), begins or accepted), ago(hours=0.5))
        last = self.meeting.ends_at if self.meeting else run.meetings[-1].ends_at if run.meetings else run.ends
        ended = ago(days=self.row["done"]) if "done" in self.row else max(started, last or started) + timedelta(hours=1)
        return {"offered": offered, "accepted": accepted, "active": started, "completed": ended}

    def _wished(self) -> datetime:
        """When she asked: as told, or a week before the meeting she chose."""
        if "asked" in self.row or self.meeting is None:
            return self.stage.ago(days=self.row["asked"])
        return min(self.meeting.starts_at - timedelta(days=8), self.stage.ago(hours=30))

    def _left(self) -> datetime:
        """When she left: as told; else the day before the meeting she chose, or after it where it was ended."""
        if "left" in self.row or self.meeting is None:
            return self.stage.ago(days=self.row["left"])
        if self.row["state"] == "ended":
            return self.meeting.ends_at + timedelta(hours=2)
        return self.meeting.starts_at - timedelta(days=1)

    def _ask(self) -> None:
        verb = engagement.show_interest if self.row["state"] == "interested" else engagement.request
        self.made = verb(
            offer_public_id=self.run.public_id,
            person_id=self.person,
            asked=Asked(
                part=self.row.get("part", ""),
                session_public_id=self.meeting.public_id if self.meeting else None,
                case_ref=self.case(),
                step_ref=self.step(),
            ),
            by=self.asker(),
            at=self.asked,
        )
        if self.made.state == "accepted":
            self._expect(self.asked)

    def _waitlist(self) -> None:
        if self.made.state == "requested":
            at = self.asked + timedelta(hours=8)
            self.made = engagement.waitlist(
                engagement_public_id=self.made.public_id, by=giver(self.stage, self.run), at=at
            )

    def _step(self, name: str, at: datetime) -> None:
        common: dict[str, Any] = {"engagement_public_id": self.made.public_id, "at": at}
        by = giver(self.stage, self.run)
        if name == "offered":
            until = self.stage.now + timedelta(days=2) if self.row["state"] == "offered" else None
            engagement.offer_place(**common, until=until, by=by)
        elif name == "accepted":
            engagement.accept_place(**common, by=self.asker())
            self._expect(at)
        elif name == "active":
            engagement.start(**common, by=by)
        else:
            engagement.complete(**common, by=by)

    def _sign(self, at: datetime) -> None:
        facts = {"who": self.row["who"], "engaged": self.made.public_id, "tutor": self.row.get("tutor", "")}
        sign_on_paper(self.stage, self.run, **facts, at=at)

    def _expect(self, at: datetime) -> None:
        self.run.expect(self.person, self.row.get("came", "p"), at, self.meeting)

    def _leave(self) -> None:
        at = self._left()
        common: dict[str, Any] = {"engagement_public_id": self.made.public_id, "at": at}
        by, reason = giver(self.stage, self.run), self.row.get("reason", "")
        if self.row["state"] == "withdrawn":
            engagement.withdraw(**common, reason=reason, by=self.asker())
        elif self.row["state"] == "ended":
            engagement.end(**common, reason=reason or "other", by=by)
        else:
            engagement.no_longer_possible(**common, reason=reason, by=by)
        self.run.leave(self.person, at)

    def _asked_after(self, months: int, times: Mapping[str, datetime]) -> datetime:
        """Four days after the question is put, counted as its kind counts."""
        since = times["active" if self.run.kind.checks_from is ChecksFrom.START else "completed"]
        day = house().day(since)
        return since + timedelta(days=(months_after(day, months) - day).days + 4)

    def _tell(self, months: int, answer: str, at: datetime) -> None:
        by, titles = self.asker(), set(self.run.row["title"].values())
        asked = queries.outcomes_of(by, self.person, at)
        check = next(one for one in asked if one.months == months and str(one.offer_title) in titles)
        engagement.answer_outcome(check_public_id=check.public_id, answer=answer, by=by, at=at)

    def _supported(self, row: Mapping[str, Any], since: datetime) -> Iterator[Deed]:
        meeting = self.meeting or self.run.meeting(row["meeting"], self.stage.now)
        asked = max(since + timedelta(hours=2), min(meeting.starts_at - timedelta(days=6), self.stage.ago(hours=30)))
        support: dict[str, Any] = {}

        def ask() -> None:
            new = NewSupport(kind=row["kind"], language=row.get("language", ""), number=row.get("number", 1))
            support["made"] = engagement.ask_support(
                session_public_id=meeting.public_id, person_id=self.person, support=new, by=self.asker(), at=asked
            )

        def then(verb: Callable[..., object], by: Callable[[], Actor], at: datetime, **more: Any) -> Deed:
            return at, lambda: verb(support_public_id=support["made"].public_id, by=by(), at=at, **more)

        def gives() -> Actor:
            return giver(self.stage, self.run)

        state, answered = row["state"], asked + timedelta(hours=20)
        yield asked, ask
        if state == "not_available":
            yield then(engagement.support_not_available, gives, answered)
        elif state == "cancelled":
            yield then(engagement.cancel_support, self.asker, answered)
        elif state != "asked":
            yield then(engagement.confirm_support, gives, answered)
        if state in ("came", "no_show"):
            told = meeting.ends_at + timedelta(minutes=10)
            yield then(engagement.tell_support, self.asker, told, came=state == "came")
