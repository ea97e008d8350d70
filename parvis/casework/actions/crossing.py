"""What every move of a referral has in common: the log, the share, the link, the neutral word to the receiver."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext

from parvis.access import queries as access
from parvis.casework import messages
from parvis.casework.choices import ReferralState, ShareState
from parvis.casework.errors import AlreadyAnswered, NotAccepted, PreviewNamesPerson, ReferralClosed
from parvis.casework.events import ReferralMoved
from parvis.casework.links import digest_of
from parvis.casework.models import AnswerCode, Referral, ReferralLink, Share
from parvis.casework.rules import LIVE, REFERRAL, RUNNING, SHARE, UNANSWERED, names_person, state_at
from parvis.core import outbox, tokens
from parvis.core.events import announce
from parvis.core.house import house
from parvis.core.rows import bump, locked, one
from parvis.core.transitions import move
from parvis.kernel.actor import Actor
from parvis.kernel.dates import clock_text, day_text
from parvis.people import queries as people
from parvis.people.choices import Purpose


@dataclass(frozen=True, slots=True)
class Contact:
    """Where a receiver's neutral messages go."""

    to: str
    channel: str
    language: str


def moved(row: Referral, to: str, *, by: Actor, at: datetime, why: str = "") -> Referral:
    """Change the state, log it, save, announce. Any answer drops the flag of silence."""
    frm = row.state
    move(row, to, machine=REFERRAL, by=by, at=at, why=why)
    if frm == ReferralState.SENT:
        row.no_feedback_at = None
    bump(row)
    row.save()
    announce(ReferralMoved(referral_id=row.pk, frm=frm, to=to, at=at, actor=by))
    return row


def end(row: Referral, to: str, *, why: str, by: Actor, at: datetime, tell: bool) -> Referral:
    """Into an exit or to done: the share closes in the same transaction, codes die, the link keeps only the end."""
    was_sent = row.sent_at is not None
    row.reason = why[:20]
    row.closed_at = at
    moved(row, to, by=by, at=at, why=why)
    close_share(row, why=to, by=by, at=at)
    AnswerCode.objects.filter(referral=row, used_at__isnull=True, expires_at__gt=at).update(expires_at=at)
    if tell and was_sent:
        tell_change(row, at=at)
    return row


def must_name_nobody(person_id: int, **texts: str) -> None:
    """Refuse a text for the receiver that tells who it is: before a yes none may."""
    known = people.identifying(person_id)
    for field, text in texts.items():
        if names_person(text, names=known.names, contacts=known.contacts):
            raise PreviewNamesPerson(field=field)


def close_share(row: Referral, *, why: str, by: Actor, at: datetime) -> None:
    """Closed at once: from here on nobody reads a field."""
    share = Share.objects.select_for_update(no_key=True).filter(referral=row).first()
    if share is None or share.state == ShareState.CLOSED:
        return
    move(share, ShareState.CLOSED, machine=SHARE, by=by, at=at, why=why)
    share.closed_at = at
    share.close_reason = why[:20]
    share.save()


def tell_with_link(row: Referral, receiver: object, *, at: datetime) -> None:
    """A fresh link, of which only the digest stays here, in a neutral message to the registered contact."""
    token = tokens.new_token()
    ReferralLink.objects.create(
        controller_id=row.controller_id,
        referral=row,
        token_digest=digest_of(token),
        made_at=at,
        expires_at=min(at + timedelta(days=house().link_days), row.expires_at or at),
    )
    contact = contact_of(row.receiver_id)
    params = {"link": messages.link_of(token, language=contact.language), "due": _when(row.due_at, contact.language)}
    _send(contact, messages.RECEIVED, params, organisation_id=row.receiver_id, at=at)


def _when(due_at: datetime | None, language: str) -> str:
    """The limit in the receiver's words and the town's time."""
    if due_at is None:
        return ""
    local = due_at.astimezone(ZoneInfo(house().time_zone))
    day = day_text(house().day(due_at), language, this_year=local.year)
    with translation.override(language):
        return gettext("%(day)s, %(time)s") % {"day": day, "time": clock_text(local, language)}


def tell_change(row: Referral, *, at: datetime) -> None:
    """There is news: which, is read behind the link or after signing in."""
    contact = contact_of(row.receiver_id)
    _send(contact, messages.CHANGED, {"number": row.number}, organisation_id=row.receiver_id, at=at)


def tell_code(row: Referral, code: str, *, at: datetime) -> None:
    """The one-time code goes to the registered contact, never to an address given on the page."""
    params = {"code": code, "minutes": str(house().code_minutes)}
    _send(contact_of(row.receiver_id), messages.CODE, params, organisation_id=row.receiver_id, at=at)


def contact_of(organisation_id: int) -> Contact:
    """E-mail before telephone; the language is the organisation's, or the house's where Parvis does not speak it."""
    row = access.organisation_by_id(organisation_id)
    spoken = {code for code, _name in settings.LANGUAGES}
    language = row.language if row.language in spoken else settings.LANGUAGE_CODE
    email = row.contact_email
    return Contact(to=email or row.contact_phone, channel="email" if email else "sms", language=language)


def _send(contact: Contact, template: str, params: dict[str, str], *, organisation_id: int, at: datetime) -> None:
    outbox.send(
        outbox.Letter(
            to=contact.to,
            channel=contact.channel,
            template=template,
            language=contact.language,
            params=params,
            organisation_id=organisation_id,
        ),
        at=at,
    )


def by_link(referral_id: int) -> Referral:
    """The one referral a link is bound to, locked."""
    return locked(Referral.objects.all(), pk=referral_id)


def under_consent(rows: QuerySet[Referral], *, version: int | None = None, **lookup: Any) -> Referral:
    """A referral that is about to stand on the person's yes: locked, after that yes."""
    found = one(rows, **lookup)
    people.hold_consents(found.person_id, found.receiver_id, Purpose.REFERRAL)
    return locked(rows, version=version, **lookup)


def must_be_unanswered(row: Referral, *, at: datetime) -> None:
    """Refuse an answer to what has one, or is over."""
    state = state_at(row.state, row.expires_at, at)
    if state in RUNNING or state in {ReferralState.DONE, ReferralState.DECLINED}:
        raise AlreadyAnswered(state=state)
    if state not in UNANSWERED:
        raise ReferralClosed(state=state)


def must_run(row: Referral, *, at: datetime) -> None:
    """Refuse what comes only after a yes."""
    state = state_at(row.state, row.expires_at, at)
    if state not in LIVE:
        raise ReferralClosed(state=state)
    if state not in RUNNING:
        raise NotAccepted
