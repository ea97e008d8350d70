"""How the room erases a person. What upper rooms keep goes before: see `core.retention`."""

from __future__ import annotations

from parvis.core.retention import Keeper
from parvis.engagement import keeping
from parvis.engagement.choices import OfferState
from parvis.engagement.models import Attendance, Engagement, Offer, Session
from parvis.engagement.subject import SOURCES


def erase(person_id: int) -> None:
    """Engagements, attendances, and the appointments that were hers alone."""
    alone = list(
        Session.objects.filter(offer__isnull=True, attendances__person_id=person_id)
        .exclude(pk__in=Attendance.objects.exclude(person_id=person_id).values("session"))
        .values_list("pk", flat=True)
    )
    keeping.erase(person_id)
    Attendance.objects.filter(person_id=person_id).delete()
    Session.objects.filter(pk__in=alone).delete()
    Engagement.objects.filter(person_id=person_id).delete()
    # What she gave of her own time: others' engagements with it are theirs, and stand on without her.
    Offer.objects.filter(given_by_id=person_id).update(given_by=None, state=OfferState.CLOSED)


KEEPER = Keeper(room="engagement", erase=erase, sources=SOURCES)
