"""A word on the timeline."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from parvis.casework.choices import Readers
from parvis.casework.models import Note
from parvis.casework.permissions import cases_worked_by
from parvis.core.actions import action
from parvis.core.rows import locked
from parvis.kernel.actor import Actor
from parvis.kernel.errors import Invalid


@action
def write_note(
    *, case_public_id: UUID | str, text: str, purpose: str, readers: str = Readers.TEAM, by: Actor, at: datetime
) -> Note:
    """With its purpose and its readers: the team, or the author alone."""
    wrong = {}
    if not text.strip():
        wrong["text"] = "casework.note_text_missing"
    if not purpose:
        wrong["purpose"] = "casework.note_purpose_missing"
    if readers not in Readers.values:
        wrong["readers"] = "casework.note_readers_unknown"
    if wrong:
        raise Invalid(wrong)
    case = locked(cases_worked_by(by), public_id=case_public_id)
    return Note.objects.create(
        controller_id=case.controller_id,
        case=case,
        text=text.strip(),
        purpose=purpose[:20],
        readers=readers,
        author_id=by.account_id,
        written_at=at,
    )
