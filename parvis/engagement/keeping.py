"""What agreements and outcomes keep of a person: how it is erased. `retention.py` calls this for the room."""

from __future__ import annotations

from parvis.engagement.models import Agreement, OutcomeCheck, Party


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
