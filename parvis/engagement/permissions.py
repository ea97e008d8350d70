"""Who may see engagements, sessions and attendances: those who see the person, and those who give what she takes up.

Who gives sees that somebody asks, never who: a name comes from the person's own consent (`people.queries.participants_shown`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from parvis.access.choices import Role
from parvis.engagement.kinds import Kind, kinds
from parvis.engagement.models import Attendance, Engagement, Feed, Offer, Session, Support
from parvis.kernel.actor import Actor, ActorKind
from parvis.people import queries as people
from parvis.people.permissions import persons_visible_to

WORKERS = (Role.CASEWORKER, Role.MEDIATOR)
CHECKED = "valid"
GIVERS = (Role.PROVIDER, Role.CASEWORKER, Role.MEDIATOR)


def offers_visible_to(actor: Actor) -> QuerySet[Offer]:
    """Every offer is public."""
    return Offer.objects.all()


def offers_kept_by(actor: Actor) -> QuerySet[Offer]:
    """Those an actor answers for: her organisation's, or, for a person, what she gives of her own time."""
    return Offer.objects.filter(_kept(actor))


def kinds_given_by(actor: Actor, at: datetime, parts: Sequence[people.PartView] | None = None) -> tuple[Kind, ...]:
    """What an actor may write offers of: a member for her organisation all but somebody's own time; a person her own time
    alone, while she stands in a host's part with a check that counts. `parts` are her own, where they have been read."""
    if actor.is_system:
        return kinds()
    if actor.kind is ActorKind.PERSON and actor.person_id:
        own = tuple(kind for kind in kinds() if kind.given_by_person)
        parts = people.parts_of(actor, actor.person_id, at) if parts is None else parts
        return own if any(one.is_host and one.runs and one.vetting == CHECKED for one in parts) else ()
    if actor.kind is ActorKind.ACCOUNT and actor.organisation_id and actor.has_role(*GIVERS):
        return tuple(kind for kind in kinds() if not kind.given_by_person)
    return ()


def may_give(actor: Actor, kind: Kind, *, organisation_id: int | None, given_by_id: int | None, at: datetime) -> bool:
    """Whether she may write this offer for whom it names: her organisation, or herself under the controller that keeps her."""
    if actor.is_system:
        return True
    hers = (actor.organisation_id, None) if actor.kind is ActorKind.ACCOUNT else (actor.controller_id, actor.person_id)
    return hers == (organisation_id, given_by_id) and kind in kinds_given_by(actor, at)


def engagements_visible_to(actor: Actor) -> QuerySet[Engagement]:
    """Of the persons one sees."""
    return Engagement.objects.filter(Exists(persons_visible_to(actor).filter(pk=OuterRef("person_id"))))


def engagements_worked_by(actor: Actor) -> QuerySet[Engagement]:
    """For those who place and offer: staff who see the person, and who keeps the offer. Never one's own."""
    rows = Engagement.objects.filter(_kept(actor, "offer__"))
    if actor.kind is ActorKind.PERSON:
        return rows.exclude(person_id=actor.person_id)
    return engagements_visible_to(actor) | rows if _works(actor) else rows


def attendances_visible_to(actor: Actor) -> QuerySet[Attendance]:
    """Of the persons one sees."""
    return Attendance.objects.filter(Exists(persons_visible_to(actor).filter(pk=OuterRef("person_id"))))


def attendances_worked_by(actor: Actor) -> QuerySet[Attendance]:
    """Who came is told by staff who see the person, or by who keeps the offer. Never of oneself."""
    rows = Attendance.objects.filter(_kept(actor, "session__offer__"))
    if actor.kind is ActorKind.PERSON:
        return rows.exclude(person_id=actor.person_id)
    return attendances_visible_to(actor) | rows if _works(actor) else rows


def supports_visible_to(actor: Actor) -> QuerySet[Support]:
    """Of those attendances: the person's own, and those one works with."""
    rows = attendances_worked_by(actor)
    if actor.kind is ActorKind.PERSON:
        rows = rows | attendances_visible_to(actor)
    return Support.objects.filter(Exists(rows.filter(pk=OuterRef("attendance_id"))))


def sessions_visible_to(actor: Actor) -> QuerySet[Session]:
    """Sessions with a person one sees, and the public sessions of offers."""
    theirs = Exists(attendances_visible_to(actor).filter(session=OuterRef("pk")))
    return Session.objects.filter(Q(offer__isnull=False) | theirs)


def sessions_worked_by(actor: Actor) -> QuerySet[Session]:
    """Those that may be held, moved or cancelled: appointments of persons one works with, and sessions of one's offers."""
    kept = Session.objects.filter(_kept(actor, "offer__"))
    if not _works(actor):
        return kept
    hers = Exists(attendances_visible_to(actor).filter(session=OuterRef("pk")))
    return Session.objects.filter(hers, offer__isnull=True) | kept


def feeds_visible_to(actor: Actor) -> QuerySet[Feed]:
    """One's own alone: a person's by her card, a member of staff's by her account."""
    if actor.kind is ActorKind.PERSON and actor.person_id:
        return Feed.objects.filter(person_id=actor.person_id)
    if actor.kind is ActorKind.ACCOUNT and actor.account_id:
        return Feed.objects.filter(account_id=actor.account_id)
    return Feed.objects.none()


def _kept(actor: Actor, through: str = "") -> Q:
    if actor.is_system:
        return Q(**{f"{through}pk__isnull": False}) if through else Q()
    if actor.kind is ActorKind.PERSON and actor.person_id:
        return Q(**{f"{through}given_by_id": actor.person_id})
    if actor.kind is ActorKind.ACCOUNT and actor.organisation_id and actor.has_role(*GIVERS):
        return Q(**{f"{through}organisation_id": actor.organisation_id})
    return Q(pk__in=[])


def _works(actor: Actor) -> bool:
    return actor.is_system or (actor.kind is ActorKind.ACCOUNT and actor.has_role(*WORKERS))
