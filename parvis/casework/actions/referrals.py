"""A need goes to another organisation: drafted, sent under a consent, withdrawn, returned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from parvis.access import queries as access
from parvis.casework.actions import crossing, steps
from parvis.casework.actions.cases import case_to_work_on
from parvis.casework.choices import CaseState, ReferralState, ShareState, StepState, Urgency
from parvis.casework.errors import (
    CaseNotOpen,
    ConsentMissing,
    PreviewMissing,
    ReceiverUnreachable,
    ServiceNotReferable,
)
from parvis.casework.links import holder_of, live_link
from parvis.casework.models import Case, Need, Referral, Share, Step
from parvis.casework.permissions import referrals_received_by, referrals_visible_to, referrals_worked_by
from parvis.casework.rules import REFERRAL, SHARE, STEP_OPEN, due
from parvis.core.actions import action
from parvis.core.house import house
from parvis.core.rows import bump, locked
from parvis.core.transitions import move, record_transition
from parvis.directory import queries as directory
from parvis.kernel.actor import Actor, ActorKind
from parvis.kernel.errors import Invalid, NotFound
from parvis.people import queries as people
from parvis.people.choices import Field, Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReferral:
    """Where to, how urgent, exactly which fields, and what the receiver reads before saying yes."""

    service_public_id: UUID | str | None = None
    receiver_public_id: UUID | str | None = None
    urgency: str = Urgency.NORMAL
    fields: Sequence[str] = ()
    preview: str = ""
    note: str = ""
    need_public_id: UUID | str | None = None
    step_public_id: UUID | str | None = None


@action
def draft_referral(*, case_public_id: UUID | str, referral: NewReferral, by: Actor, at: datetime) -> Referral:
    """Nothing leaves yet. The step is the one named, or the only open one of the need."""
    case = case_to_work_on(by, case_public_id)
    _check(referral)
    need = _one(Need, case, referral.need_public_id)
    row = Referral(
        controller_id=case.controller_id,
        case=case,
        person_id=case.person_id,
        number=uuid4().hex[:20],
        sender_id=case.organisation_id,
        created_by_id=by.account_id,
        need=need,
        step=_step(case, need, referral.step_public_id),
    )
    _fill(row, referral, by=by)
    row.save()
    row.number = f"R-{row.pk + 1000}"
    row.save(update_fields=["number"])
    record_transition(REFERRAL.name, row.pk, frm="", to=row.state, by=by, at=at)
    return row


@action
def change_draft(
    *, referral_public_id: UUID | str, referral: NewReferral, version: int | None = None, by: Actor, at: datetime
) -> Referral:
    """Another receiver, other words, other fields, while it is a draft."""
    row = locked(referrals_worked_by(by), public_id=referral_public_id, version=version)
    if row.state != ReferralState.DRAFT:
        REFERRAL.check(row.state, ReferralState.DRAFT)
    _check(referral)
    _fill(row, referral, by=by)
    bump(row)
    row.save()
    return row


@action
def send_referral(*, referral_public_id: UUID | str, version: int | None = None, by: Actor, at: datetime) -> Referral:
    """Send it: the receiver gets a neutral message with a link, and sees a preview without identity.

    Raises `ConsentMissing` without a live consent for this receiver that covers the fields, `ReceiverUnreachable`,
    `ServiceNotReferable`, `PreviewMissing`, `PreviewNamesPerson`.
    """
    row = crossing.under_consent(referrals_worked_by(by), public_id=referral_public_id, version=version)
    REFERRAL.check(row.state, ReferralState.SENT)
    if row.case.state == CaseState.CLOSED:
        raise CaseNotOpen
    receiver = access.organisation_by_id(row.receiver_id)
    if not receiver.has_contact:
        raise ReceiverUnreachable
    if row.service_id and not _takes_referrals(row):
        raise ServiceNotReferable
    _guard_words(row)
    consent = people.live_consent(
        person_id=row.person_id,
        recipient_id=row.receiver_id,
        purpose=Purpose.REFERRAL,
        fields=row.fields,
        at=at,
        hold=True,
    )
    if consent is None:
        raise ConsentMissing
    row.consent_id = consent.pk
    row.sent_at = at
    row.due_at = due(at, house().response_limit(row.urgency))
    row.expires_at = min(at + timedelta(days=house().link_days), consent.expires_at or at)
    crossing.moved(row, ReferralState.SENT, by=by, at=at)
    share = Share(
        controller_id=row.controller_id,
        referral=row,
        person_id=row.person_id,
        receiver_id=row.receiver_id,
        consent_id=consent.pk,
        fields=row.fields,
    )
    share.save()
    move(share, ShareState.PREVIEW, machine=SHARE, by=by, at=at)
    share.save()
    steps.follow(row.step_id, StepState.OFFERED, by=by, at=at)
    crossing.tell_with_link(row, receiver, at=at)
    return row


@action
def withdraw_referral(
    *, referral_public_id: UUID | str, why: str = "", version: int | None = None, by: Actor, at: datetime
) -> Referral:
    """By the person or the sender, at any time: the share closes at once, the receiver is told that there is news."""
    row = locked(referrals_visible_to(by), public_id=referral_public_id, version=version)
    person = by.kind is ActorKind.PERSON
    return crossing.end(
        row, ReferralState.WITHDRAWN, why="person" if person else why or "sender", by=by, at=at, tell=True
    )


@action
def return_referral(
    *, referral_public_id: UUID | str, reason: str, version: int | None = None, by: Actor, at: datetime
) -> Referral:
    """The receiver, having said yes, gives it back."""
    row = locked(referrals_received_by(by), public_id=referral_public_id, version=version)
    return _return(row, reason, by=by, at=at)


def return_referral_by_link(*, token: str, reason: str, at: datetime) -> Referral:
    """The same, through the link."""
    link = live_link(token, at)
    return _return_by_link(referral_id=link.referral_id, reason=reason, by=holder_of(link), at=at)


@action
def _return_by_link(*, referral_id: int, reason: str, by: Actor, at: datetime) -> Referral:
    return _return(crossing.by_link(referral_id), reason, by=by, at=at)


def _return(row: Referral, reason: str, *, by: Actor, at: datetime) -> Referral:
    crossing.must_run(row, at=at)
    return crossing.end(row, ReferralState.RETURNED, why=reason, by=by, at=at, tell=False)


def _check(new: NewReferral) -> None:
    wrong = {}
    if new.urgency not in Urgency.values:
        wrong["urgency"] = "casework.urgency_unknown"
    if not new.fields or not set(new.fields) <= set(Field.values):
        wrong["fields"] = "casework.fields_unknown" if new.fields else "casework.fields_missing"
    if not new.service_public_id and not new.receiver_public_id:
        wrong["receiver"] = "casework.receiver_missing"
    if wrong:
        raise Invalid(wrong)


def _fill(row: Referral, new: NewReferral, *, by: Actor) -> None:
    if new.service_public_id:
        service = directory.service_for_referral(new.service_public_id)
        row.service_id, row.receiver_id = service.id, service.organisation_id
    else:
        row.service_id = None
        row.receiver_id = access.organisation(by, str(new.receiver_public_id)).pk
    row.urgency = new.urgency
    row.fields = [code for code in Field.values if code in new.fields]
    row.preview, row.note = new.preview.strip(), new.note.strip()


def _takes_referrals(row: Referral) -> bool:
    assert row.service is not None
    service = directory.service_for_referral(row.service.public_id)
    return service.active and service.referable and service.organisation_id == row.receiver_id


def _guard_words(row: Referral) -> None:
    if not row.preview.strip():
        raise PreviewMissing
    crossing.must_name_nobody(row.person_id, preview=row.preview, note=row.note)


def _one(model: type[Need], case: Case, public_id: UUID | str | None) -> Need | None:
    if not public_id:
        return None
    row = model.objects.filter(case=case, public_id=public_id).first()
    if row is None:
        raise NotFound
    return row


def _step(case: Case, need: Need | None, public_id: UUID | str | None) -> Step | None:
    if public_id:
        step = Step.objects.filter(case=case, public_id=public_id).first()
        if step is None:
            raise NotFound
        return step
    open_ones = list(Step.objects.filter(case=case, need=need, state__in=STEP_OPEN)[:2]) if need else []
    return open_ones[0] if len(open_ones) == 1 else None
