"""How the room erases a person: cases with all that hangs on them, referrals, visits."""

from __future__ import annotations

from parvis.casework.models import Case, Referral, Visit
from parvis.casework.subject import SOURCES
from parvis.core.retention import Keeper


def erase(person_id: int) -> None:
    """Referrals first (they hold on to consents and persons), then cases with needs, plans, steps and notes, then visits."""
    Referral.objects.filter(person_id=person_id).delete()
    Case.objects.filter(person_id=person_id).delete()
    Visit.objects.filter(person_id=person_id).delete()


KEEPER = Keeper(room="casework", erase=erase, sources=SOURCES)
