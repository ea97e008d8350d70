"""For each clock, rows that count from a given moment; each belongs to nobody whom another clock would take along."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count

from django.contrib.sessions.models import Session as SignIn

from parvis.access.models import Account, Membership
from parvis.casework.models import AnswerCode, Case, Referral, ReferralLink, Visit
from parvis.core.models import Message, Once, Transition
from parvis.directory.models import ListingReport
from parvis.engagement.models import Attendance, Engagement, Feed, Session
from parvis.people.models import Consent, Household, Invitation, Person
from tests.factories import access, casework, engagement, people
from tests.factories.access import NOW
from tests.factories.casework import Town

_number = count(1)
AN_HOUR = timedelta(hours=1)


def only_counts_from(model: type, pk: int, **facts: object) -> int:
    model._base_manager.filter(pk=pk).update(**facts)
    return pk


def helped(here: Town) -> Person:
    """Somebody whose file is open: she is not due herself."""
    who = people.person(here.worker)
    casework.case(here.worker, who)
    return who


def person(here: Town, since: datetime) -> int:
    who = people.person(here.worker)
    who.parts.update(starts_on=since.date() - timedelta(days=1))
    return only_counts_from(Person, who.pk, registered_at=since)


def household(here: Town, since: datetime) -> int:
    row = Household.objects.create(controller=here.controller, label="x")
    return only_counts_from(Household, row.pk, created_at=since)


def consent(here: Town, since: datetime) -> int:
    row = people.consent(here.worker, helped(here), None, purpose="casework")
    ended = next(_number) % 2
    facts = {"state": "withdrawn", "ended_at": since} if ended else {"expires_at": since}
    return only_counts_from(Consent, row.pk, **facts)


def invitation(here: Town, since: datetime) -> int:
    row = Invitation.objects.create(
        controller=here.controller,
        person=here.person,
        token_digest=f"invitation{next(_number)}",
        username="x",
        issued_at=since - AN_HOUR,
        expires_at=since,
    )
    return row.pk


def case(here: Town, since: datetime) -> int:
    who = helped(here)
    Case.objects.filter(person=who).update(state="closed", closed_at=since)
    casework.case(here.worker, who)
    return Case.objects.get(person=who, state="closed").pk


def visit(here: Town, since: datetime) -> int:
    row = Visit.objects.create(
        controller=here.controller, organisation=here.controller, ticket="A1", arrived_at=since, state="done"
    )
    return row.pk


def referral(here: Town) -> Referral:
    return Referral.objects.first() or casework.sent(here)


def link(here: Town, since: datetime) -> int:
    row = ReferralLink.objects.create(
        controller=here.controller,
        referral=referral(here),
        token_digest=f"link{next(_number)}",
        made_at=since - AN_HOUR,
        expires_at=since,
    )
    return row.pk


def answer_code(here: Town, since: datetime) -> int:
    row = AnswerCode.objects.create(
        controller=here.controller, referral=referral(here), digest="x", made_at=since - AN_HOUR, expires_at=since
    )
    return row.pk


def engaged(here: Town, since: datetime) -> int:
    row = engagement.request(here.worker, helped(here), engagement.offer(here.receiver))
    if next(_number) % 2:
        return only_counts_from(Engagement, row.pk, requested_at=since)
    Transition.objects.filter(subject_kind="engagement", subject_id=row.pk).update(at=since)
    return only_counts_from(Engagement, row.pk, state="completed")


def attendance(here: Town, since: datetime) -> int:
    offer = engagement.offer(here.receiver)
    lesson = engagement.session(offer)
    row = Attendance.objects.create(controller=here.controller, session=lesson, person=helped(here))
    Session.objects.filter(pk=lesson.pk).update(starts_at=since - AN_HOUR, ends_at=since)
    return row.pk


def session(here: Town, since: datetime) -> int:
    row = engagement.session(engagement.offer(here.receiver))
    return only_counts_from(Session, row.pk, starts_at=since - AN_HOUR, ends_at=since)


def feed(here: Town, since: datetime) -> int:
    row = Feed.objects.create(
        person=here.person,
        token_digest=f"feed{next(_number)}",
        language="fr",
        opened_at=since - AN_HOUR,
        closed_at=since,
    )
    return row.pk


def account(here: Town, since: datetime) -> int:
    who = access.account(name="Somebody Who Left")
    if next(_number) % 2:
        return only_counts_from(Account, who.pk, created_at=since)
    access.membership(who, here.controller, starts_on=since.date() - timedelta(days=100))
    Membership.objects.filter(account=who).update(ends_on=since.date())
    return only_counts_from(Account, who.pk, created_at=since - timedelta(days=100))


def message(here: Town, since: datetime) -> int:
    sent = since if next(_number) % 2 else None
    row = Message.objects.create(
        channel="sms",
        to="x",
        template="t",
        language="fr",
        subject="s",
        body="b",
        queued_at=since - AN_HOUR if sent else since,
        sent_at=sent,
    )
    return row.pk


def once(here: Town, since: datetime) -> int:
    return Once.objects.create(token=f"once{next(_number)}", claimed_at=since).pk


def report(here: Town, since: datetime) -> int:
    row = ListingReport.objects.create(what="closed")
    return only_counts_from(ListingReport, row.pk, created_at=since)


def sign_in(here: Town, since: datetime) -> str:
    row = SignIn.objects.create(session_key=f"key{next(_number)}", session_data="x", expire_date=since)
    return row.pk


MAKERS: dict[str, Callable[[Town, datetime], object]] = {
    "people.Person": person,
    "people.Household": household,
    "people.Consent": consent,
    "people.Invitation": invitation,
    "casework.Case": case,
    "casework.Visit": visit,
    "casework.ReferralLink": link,
    "casework.AnswerCode": answer_code,
    "engagement.Engagement": engaged,
    "engagement.Attendance": attendance,
    "engagement.Session": session,
    "engagement.Feed": feed,
    "access.Account": account,
    "core.Message": message,
    "core.Once": once,
    "directory.ListingReport": report,
    "sessions.Session": sign_in,
}
__all__ = ["MAKERS", "NOW", "helped"]
