"""Consents of a demo case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from parvis.cli.town.story import Deed, Story
from parvis.people import actions as people
from parvis.people import queries
from parvis.people.entries import ConsentTerms

HISTORY_FIELDS = ("identity", "contact", "language", "needs")


def deeds(story: Story) -> Iterator[Deed]:
    """Explained, given or refused, perhaps withdrawn."""
    for row in story.row.get("consents") or ():
        days = row["given_days_ago"] if row["given_days_ago"] is not None else 1
        at = max(story.opened + timedelta(minutes=20), story.stage.ago(days=days))
        yield at, lambda row=row, at=at: _make(story, row, at)


def _make(story: Story, row: Mapping[str, Any], at: Any) -> None:
    person_id = story.stage.persons[story.row["person"]]
    terms = _terms(story, row["purpose"], row["recipient"], row["fields"], row["manner"])
    common: dict[str, Any] = {"person_id": person_id, "terms": terms, "by": story.by, "at": at}
    if row["state"] == "explained":
        people.explain_consent(**common)
    elif row["state"] == "refused":
        people.refuse_consent(**common)
    else:
        expires = (
            story.stage.now + timedelta(days=row["expires_in_days"]) if row["expires_in_days"] is not None else None
        )
        made = people.give_consent(**common, expires_at=expires)
        if row["state"] == "withdrawn":
            people.withdraw_consent(
                consent_public_id=made.public_id,
                by=story.by,
                at=story.stage.ago(days=row.get("ended_days_ago", 0), hours=1),
            )


def ensure(story: Story, receiver: str, fields: Any, *, at: Any) -> None:
    """A consent for a receiver, where none is live that covers these fields."""
    person_id = story.stage.persons[story.row["person"]]
    live = queries.live_consent(
        person_id=person_id,
        recipient_id=story.stage.organisations[receiver],
        purpose="referral",
        fields=fields,
        at=at,
    )
    if live is None:
        terms = _terms(story, "referral", receiver, fields, "oral")
        people.give_consent(person_id=person_id, terms=terms, by=story.by, at=at - timedelta(minutes=5))


def _terms(story: Story, purpose: str, recipient: str | None, fields: Any, manner: str) -> ConsentTerms:
    language = story.stage.languages[story.row["person"]]
    text = queries.consent_text(language, purpose, story.stage.now)
    return ConsentTerms(
        purpose=purpose,
        fields=list(fields),
        text_version=text.version,
        language=text.language,
        manner=manner,
        recipient_id=story.stage.organisations[recipient] if recipient else None,
    )
