"""What agreements and outcomes keep of a person: how it is erased and handed over. `retention.py` calls this for the room."""

from __future__ import annotations

from parvis.engagement.agreement_facts import names_in
from parvis.engagement.agreement_wording import with_names
from parvis.engagement.models import Agreement, OutcomeCheck, Party, Signature


def erase(person_id: int) -> None:
    """Her own agreements and outcomes go; in those of others (she was mentor, guardian, tutor) her name and the word of
    who heard her go.

    That she signed, and when, stays: the other side's agreement stands on it.
    """
    Agreement.objects.filter(engagement__person_id=person_id).delete()
    OutcomeCheck.objects.filter(engagement__person_id=person_id).delete()
    for party in Party.objects.filter(person_id=person_id):
        party.person_id = None
        party.name = party.second_name = ""
        party.save()
        for signature in party.signatures.all():
            signature.witness = ""
            signature.save()


def export(person_id: int) -> dict[str, object]:
    """Every agreement she is a party of, in both languages, what she signed when, and what she said of the outcomes."""
    agreed = Agreement.objects.filter(parties__person_id=person_id).exclude(state="draft").distinct().order_by("id")
    asked = OutcomeCheck.objects.filter(engagement__person_id=person_id).order_by("due_on", "id")
    return {
        "agreements": [_agreement(row, person_id) for row in agreed],
        "outcomes": [
            {
                "question": row.question,
                "months": row.months,
                "due_on": row.due_on.isoformat(),
                "answer": row.answer,
                "answered_at": row.answered_at.isoformat() if row.answered_at else None,
            }
            for row in asked
        ],
    }


def _agreement(row: Agreement, person_id: int) -> dict[str, object]:
    first, second = names_in(row.parties.all())
    mine = Signature.objects.filter(party__agreement=row, party__person_id=person_id).order_by("id")
    return {
        "title": [row.first_title, row.second_title],
        "languages": [row.first_language, row.second_language],
        "state": row.state,
        "starts_on": row.starts_on.isoformat() if row.starts_on else None,
        "ends_on": row.ends_on.isoformat() if row.ends_on else None,
        "parties": [{"role": party.role, "name": party.name} for party in row.parties.order_by("number")],
        "clauses": [
            {
                "edition": one.edition,
                "position": one.position,
                "text": [with_names(one.first, first), with_names(one.second, second)],
                "removed": one.removed,
            }
            for one in row.clauses.order_by("edition", "position")
        ],
        "signed": [
            {"edition": one.edition, "signed_at": one.signed_at.isoformat(), "manner": one.manner} for one in mine
        ],
    }
