"""What readers say is wrong."""

from __future__ import annotations

from parvis.directory.permissions import reports_handled_by
from parvis.directory.shapes import ReportView
from parvis.kernel.actor import Actor


def reports(actor: Actor, *, limit: int = 50) -> list[ReportView]:
    """The newest reports on listings that the actor keeps; those not yet seen first."""
    rows = reports_handled_by(actor).select_related("service").order_by("seen_at", "-created_at")[:limit]
    return [
        ReportView(
            public_id=row.public_id,
            what=row.what,
            words=row.words,
            language=row.language,
            service_name=row.service.name if row.service else "",
            service_public_id=row.service.public_id if row.service else None,
            seen=row.seen_at is not None,
        )
        for row in rows
    ]
