"""Who stands on the host's side of a session, and is told of what others do with it."""

from __future__ import annotations

from collections.abc import Iterable

from parvis.engagement.agreement_choices import PartyRole
from parvis.engagement.agreement_rules import HOLDS
from parvis.engagement.models import Attendance, Party, Session
from parvis.kernel.actor import Actor


def hosts_of(session: Session, coming: Iterable[Attendance], by: Actor) -> list[int]:
    """Whose own time it is, and the tutors of who was to come, as person ids; without the one who acts."""
    giver = session.offer.given_by_id if session.offer else None
    tutors = Party.objects.filter(
        role=PartyRole.TUTOR,
        person__isnull=False,
        agreement__state__in=HOLDS,
        agreement__engagement__in=[row.engagement_id for row in coming if row.engagement_id],
    )
    found = dict.fromkeys([*([giver] if giver else []), *tutors.order_by("id").values_list("person_id", flat=True)])
    return [pk for pk in found if pk is not None and pk != by.person_id]
