"""How the room erases and exports a person. What upper rooms keep goes before: see `core.retention`."""

from __future__ import annotations

from parvis.core.retention import Keeper
from parvis.engagement import keeping
from parvis.engagement.choices import OfferState
from parvis.engagement.models import Attendance, Engagement, Offer, Session


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


def export(person_id: int) -> dict[str, object]:
    """What she took up, and her appointments."""
    taken = Engagement.objects.filter(person_id=person_id).select_related("offer__organisation").order_by("id")
    visits = Attendance.objects.filter(person_id=person_id).select_related("session__organisation").order_by("id")
    return {
        "engagements": [
            {
                "offer": row.offer.title,
                "kind": row.offer.kind,
                "organisation": row.offer.organisation.name,
                "part": row.part,
                "size": row.size,
                "state": row.state,
                "end_reason": row.end_reason,
            }
            for row in taken
        ],
        "appointments": [
            {
                "organisation": row.session.organisation.name,
                "starts_at": row.session.starts_at.isoformat(),
                "subject": row.session.subject,
                "bring": row.session.bring,
                "state": row.session.state,
                "attendance": row.state,
                "supports": [
                    {"kind": one.kind, "language": one.language, "number": one.number, "state": one.state}
                    for one in row.supports.order_by("id")
                ],
            }
            for row in visits
        ],
        **keeping.export(person_id),
    }


KEEPER = Keeper(room="engagement", erase=erase, export=export)
