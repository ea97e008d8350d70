"""Small writes on one listing: it was checked; somebody says it is wrong."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from parvis.core.actions import action, bump, locked
from parvis.directory import publishing
from parvis.directory.choices import ReportKind
from parvis.directory.errors import ReportUnclear
from parvis.directory.models import ListingReport, Service, Source
from parvis.directory.permissions import reports_handled_by, services_kept_by
from parvis.kernel.actor import Actor

WORDS = 2000


@action
def confirm_listing(
    *, service_public_id: UUID | str, checked_by: str, on: date, version: int | None = None, by: Actor, at: datetime
) -> Service:
    """Somebody looked and it is right: the page says when, and by whom (an organisation's name, never a person's)."""
    row = locked(services_kept_by(by), version=version, public_id=service_public_id)
    row.verified_on, row.verified_by = on, checked_by[:200]
    row.extra = {key: value for key, value in row.extra.items() if key != "missing_since"}
    bump(row)
    row.save()
    publishing.publish([row.pk])
    return row


@action
def report_listing(
    *, service_public_id: UUID | str | None, what: str, words: str, by: Actor, at: datetime
) -> ListingReport:
    """A reader says what is wrong. Nothing is kept about the reader."""
    if what not in ReportKind.values:
        raise ReportUnclear({"what": "choose"})
    if what == ReportKind.OTHER and not words.strip():
        raise ReportUnclear({"words": "missing"})
    service = Service.objects.filter(public_id=service_public_id).first() if service_public_id else None
    return ListingReport.objects.create(
        service=service, what=what, words=words.replace("\x00", "")[:WORDS], language=by.language
    )


@action
def answer_report(*, report_public_id: UUID | str, by: Actor, at: datetime) -> ListingReport:
    """Somebody has read it."""
    row = locked(reports_handled_by(by), public_id=report_public_id)
    row.seen_at = at
    row.save(update_fields=["seen_at"])
    return row


@action
def note_source(*, name: str, title: str = "", licence: str = "", link: str = "", by: Actor, at: datetime) -> Source:
    """What a source is called and how it is credited. Written only when it says something new."""
    said = {"title": title[:200], "licence": licence[:200], "link": link[:500]}
    row = Source.objects.filter(name=name).first() or Source(name=name)
    if row.pk is None or any(getattr(row, key) != value for key, value in said.items()):
        for key, value in said.items():
            setattr(row, key, value)
        row.save()
    return row
