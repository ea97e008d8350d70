"""How the room erases and exports a person: cases with all that hangs on them, referrals, visits."""

from __future__ import annotations

from parvis.casework.models import Case, Referral, Visit
from parvis.core.retention import Keeper


def erase(person_id: int) -> None:
    """Referrals first (they hold on to consents and persons), then cases with needs, plans, steps and notes, then visits."""
    Referral.objects.filter(person_id=person_id).delete()
    Case.objects.filter(person_id=person_id).delete()
    Visit.objects.filter(person_id=person_id).delete()


def export(person_id: int) -> dict[str, object]:
    """Her cases, needs, steps and referrals; notes for the team; what its author keeps alone is hers to hand over."""
    cases = Case.objects.filter(person_id=person_id).select_related("organisation").order_by("opened_at")
    return {"cases": [_case(row) for row in cases], "referrals": [_referral(row) for row in _sent(person_id)]}


KEEPER = Keeper(room="casework", erase=erase, export=export)


def _case(row: Case) -> dict[str, object]:
    return {
        "organisation": row.organisation.name,
        "number": row.number,
        "state": row.state,
        "opened_at": row.opened_at.isoformat(),
        "needs": [
            {"topic": need.topic, "words": need.words, "language": need.words_language, "state": need.state}
            for need in row.needs.order_by("id")
        ],
        "steps": [
            {"text": step.text, "text_for_person": step.text_for_person, "bring": step.bring, "state": step.state}
            for step in row.steps.order_by("position", "id")
        ],
        "notes": [
            {"text": note.text, "purpose": note.purpose, "written_at": note.written_at.isoformat()}
            for note in row.notes.filter(readers="team").order_by("written_at", "id")
        ],
    }


def _sent(person_id: int) -> list[Referral]:
    return list(Referral.objects.filter(person_id=person_id).select_related("receiver", "share").order_by("id"))


def _referral(row: Referral) -> dict[str, object]:
    share = getattr(row, "share", None)
    return {
        "number": row.number,
        "receiver": row.receiver.name,
        "fields": row.fields,
        "preview": row.preview,
        "note": row.note,
        "state": row.state,
        "outcome": row.outcome,
        "sent_at": row.sent_at.isoformat() if row.sent_at else None,
        "shared_from": share.opened_at.isoformat() if share and share.opened_at else None,
        "shared_until": share.closed_at.isoformat() if share and share.closed_at else None,
    }
