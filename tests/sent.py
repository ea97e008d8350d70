"""What the forms of the house send, as `tests/routes.py` needs it. With what each may not be without."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from parvis.core.clock import now


def day(days: int) -> str:
    return (now() + timedelta(days=days)).date().isoformat()


NOTICE = {"language": "ar", "text_version": "2026-1", "manner": "written", "given": "on"}
NEED = {"topic": "learn", "severity": "low", "stated_by": "worker", "words": "Un cours"}
NOTE = {"text": "Un mot", "purpose": "housing", "readers": "team"}
PLAN = {
    "language": "ar", "manner": "oral", "agreed": "on", "step-TOTAL_FORMS": "1", "step-INITIAL_FORMS": "0",
    "step-0-text": "Un pas",
}  # fmt: skip
CONSENT = {"purpose": "casework", "manner": "oral", "language": "ar", "text_version": "2026-1", "do": "give"}
HOST_NOTICE = {"language": "fr", "text_version": "host-2026-1", "manner": "written", "given": "on"}
HOST = {"name": "Solène", "language": "fr", "part": "resident"}
HOST_CONSENT = {"purpose": "statistics", "manner": "oral", "language": "fr", "text_version": "2026-2", "do": "give"}
WELCOME = {"username": "un.autre.nom", "password": "un-mot-long-et-a-elle", "again": "un-mot-long-et-a-elle"}
ACCEPT = {"answer": "accept"}
DECLINE = {"answer": "decline", "reason": "full"}
GIVEN = {"outcome-outcome": "given"}
RETURN = {"return-reason": "other"}
STOP = {"who": "sender"}
LISTING = {"name": "Autrement", "status": "active"}
# With what any kind may not be without.
OFFER = {
    "title": "Autrement", "topics": ["meet"], "details.tasks": "Porter", "details.hours": "35", "details.wage": "12,50",
    "details.wage.per": "hour", "details.trade": "Boulanger", "details.months": "6", "details.weeks": "4",
    "details.rooms": "3", "details.hours_a_month": "4",
}  # fmt: skip


def appointment() -> dict[str, str]:
    return {"day": day(9), "hour": "10:30", "minutes": "30", "subject": "Dossier"}


def schedule() -> dict[str, Any]:
    return {
        "weekdays": ["mo", "th"],
        "start": "09:30",
        "minutes": "90",
        "first": day(20),
        "times": "3",
        "capacity": "4",
        "do": "keep",
    }


def moved() -> dict[str, str]:
    return {"day": day(40), "start": "10:30", "minutes": "60"}


def given_day() -> dict[str, str]:
    return {"day": day(20), "start": "10:00", "minutes": "60", "times": "2"}


def role() -> dict[str, str]:
    return {"role": "mediator", "starts_on": day(0), "organisation": "OWN"}


SIGN = {"sign-edition": "1", "sign-read": "on"}
MINE, BODYS, OURS = ({**SIGN, "sign-party": party} for party in ("1", "3", "4"))
PAPER = {"paper-edition": "1", "paper-party": "2", "paper-manner": "paper"}
CLAUSE = {
    "clause-TOTAL_FORMS": "1", "clause-INITIAL_FORMS": "0", "clause-0-first": "Une chose.", "clause-0-second": "شيء واحد.",
    "clause-0-binds": ("1", "2", "3", "4"),
}  # fmt: skip
TEXT = {"first_title": "Accord", "second_title": "اتفاق", **CLAUSE}
API_ANSWER = {"answer": "decline", "reason": "full", "version": "VERSION"}
