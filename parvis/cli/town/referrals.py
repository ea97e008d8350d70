"""Referrals of a demo case, in every state, and those of the past that the manager's figure counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from parvis.casework import actions as casework
from parvis.cli.town import consents
from parvis.cli.town.stage import SYSTEM
from parvis.cli.town.story import Deed, Story
from parvis.core.house import house


def deeds(story: Story) -> Iterator[Deed]:
    """What was drafted, sent, answered, ended."""
    for row in story.row.get("referrals") or ():
        hours = row["sent_hours_ago"] if row["sent_hours_ago"] is not None else 3
        yield from ReferralStory(story, row, story.stage.ago(hours=hours)).deeds()
    for row in story.row.get("history") or ():
        yield from ReferralStory(story, _from_history(row), story.stage.ago(days=row["sent_days_ago"])).deeds()


def _from_history(row: Mapping[str, Any]) -> dict[str, Any]:
    outcome, after = row["outcome"], row["answered_after_hours"]
    told: dict[str, Any] = {
        "service": row["service"],
        "urgency": row["urgency"],
        "need": None,
        "fields": list(consents.HISTORY_FIELDS),
        "preview": "Une personne accompagnée par le guichet.",
        "reason": "",
        "state": "done" if outcome in ("given", "not_given") else outcome,
        "history": True,
    }
    if after is not None:
        kind = "decline" if outcome == "declined" else "accept"
        told["answer"] = {"kind": kind, "after_hours": after, "reason_code": row.get("reason_code", ""), "words": ""}
    if outcome in ("given", "not_given"):
        told["outcome"] = {
            "kind": outcome,
            "reason_code": row.get("reason_code", ""),
            "after_hours": after + 96,
            "words": "",
        }
    return told


class ReferralStory:
    """One referral as deeds with their times."""

    def __init__(self, story: Story, row: Mapping[str, Any], sent: datetime) -> None:
        self.story, self.row, self.sent = story, row, sent
        self.receiver = story.stage.receivers[row["service"]]
        self.referral = ""

    def deeds(self) -> Iterator[Deed]:
        """In the order of time."""
        row = self.row
        yield self.sent - timedelta(minutes=10), self._draft
        if row["state"] == "draft":
            return
        yield self.sent, self._send
        answer, ended, outcome = row.get("answer"), row.get("ended"), row.get("outcome")
        if answer:
            at = self._after(answer["after_hours"])
            yield at, lambda: self._answer(answer, at)
            if answer.get("reply"):
                replied = self._after(answer["reply_after_hours"])
                yield replied, lambda: self._reply(answer, replied)
        if row["state"] in ("active", "done"):
            answered = (answer or {"after_hours": 1})["after_hours"]
            until_done = (outcome["after_hours"] - answered) / 2 if outcome else 20
            started = self._after(answered + min(20, until_done))
            yield started, lambda: self._start(started)
        if outcome:
            done = self._after(outcome["after_hours"])
            yield done, lambda: self._done(outcome, done)
        if row["state"] == "expired":
            night = min(self.sent + timedelta(days=house().link_days, hours=1), self.story.stage.now)
            yield night, lambda: casework.expire_referrals(at=night, by=SYSTEM)
        if ended:
            over = self._after(ended["after_hours"])
            yield over, lambda: self._end(ended, over)

    def _after(self, hours: float) -> datetime:
        return min(self.sent + timedelta(hours=hours), self.story.stage.now - timedelta(minutes=5))

    def _draft(self) -> None:
        story, row = self.story, self.row
        made = casework.draft_referral(
            case_public_id=story.case,
            referral=casework.NewReferral(
                service_public_id=story.stage.services[row["service"]],
                urgency=row["urgency"],
                fields=row["fields"],
                preview=row["preview"],
                note=row["reason"],
                need_public_id=story.needs[row["need"]] if row.get("need") is not None else None,
            ),
            by=story.by,
            at=self.sent - timedelta(minutes=10),
        )
        self.referral = str(made.public_id)

    def _send(self) -> None:
        consents.ensure(self.story, self.receiver, self.row["fields"], at=self.sent)
        casework.send_referral(referral_public_id=self.referral, by=self.story.by, at=self.sent)

    def _answer(self, answer: Mapping[str, Any], at: datetime) -> None:
        casework.answer_as_member(
            referral_public_id=self.referral,
            answer=answer["kind"],
            reason=answer.get("reason_code") or "",
            words=answer.get("words") or "",
            by=self._receiver(),
            at=at,
        )

    def _reply(self, answer: Mapping[str, Any], at: datetime) -> None:
        casework.answer_question(referral_public_id=self.referral, words=answer["reply"], by=self.story.by, at=at)

    def _start(self, at: datetime) -> None:
        casework.start(referral_public_id=self.referral, by=self._receiver(), at=at)

    def _done(self, outcome: Mapping[str, Any], at: datetime) -> None:
        casework.report_outcome(
            referral_public_id=self.referral,
            outcome=outcome["kind"],
            reason=outcome.get("reason_code") or "",
            words=outcome.get("words") or "",
            by=self._receiver(),
            at=at,
        )

    def _end(self, ended: Mapping[str, Any], at: datetime) -> None:
        if ended["by"] == "receiver":
            casework.return_referral(
                referral_public_id=self.referral, reason=ended.get("reason_code") or "other", by=self._receiver(), at=at
            )
            return
        by = self.story.by
        if ended["by"] == "person":
            by = self.story.stage.person(self.story.row["person"], controller=self.story.row["organisation"])
        casework.withdraw_referral(referral_public_id=self.referral, why=ended.get("reason_code") or "", by=by, at=at)

    def _receiver(self) -> Any:
        return self.story.stage.receiver(self.receiver)
