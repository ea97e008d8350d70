"""Cases and who works on them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from parvis.access import queries as access
from parvis.casework.choices import CaseState, CloseReason
from parvis.casework.errors import CaseExists, CaseNotOpen, StillRunning
from parvis.casework.events import CaseClosed
from parvis.casework.models import Case, CaseMember
from parvis.casework.permissions import WORKERS, cases_worked_by
from parvis.casework.rules import CASE, LIVE
from parvis.core.actions import action
from parvis.core.events import announce
from parvis.core.house import house
from parvis.core.rows import bump, hold, locked
from parvis.core.transitions import move, record_transition
from parvis.kernel.actor import Actor
from parvis.kernel.errors import Invalid, NotFound
from parvis.people import queries as people
from parvis.people.errors import NoticeMissing


@action
def open_case(
    *,
    person_id: int,
    lead_id: int | None = None,
    state: str = CaseState.OPEN,
    restricted: bool = False,
    organisation_id: int | None = None,
    controller_id: int | None = None,
    by: Actor,
    at: datetime,
) -> Case:
    """The file of a person at the actor's organisation. The one who opens it works on it, and leads unless another is named.

    Raises `NoticeMissing` for somebody brought in from a list whom nobody has told yet, `CaseExists`.
    """
    organisation, controller = by.organisation_id or organisation_id, by.controller_id or controller_id
    if organisation is None or controller is None or not (by.is_system or by.has_role(*WORKERS)):
        raise NotFound
    person = people.person_by_id(by, person_id)
    if people.waits_for_notice(by, person.pk):
        raise NoticeMissing
    hold("casework.open_case", organisation, person.pk)
    if Case.objects.filter(person_id=person.pk, organisation_id=organisation).exclude(state=CaseState.CLOSED).exists():
        raise CaseExists
    lead = lead_id or by.account_id
    case = Case.objects.create(
        controller_id=controller,
        organisation_id=organisation,
        person_id=person.pk,
        number=uuid4().hex[:20],
        lead_id=_colleague(by, lead, at=at),
        state=CaseState.OPEN if state == CaseState.OPEN else CaseState.ENQUIRY,
        restricted=restricted,
        opened_at=at,
    )
    case.number = f"V-{case.pk:04d}"
    case.save(update_fields=["number"])
    record_transition(CASE.name, case.pk, frm="", to=case.state, by=by, at=at)
    for account in {lead, by.account_id} - {None}:
        _join(case, account, at=at)  # type: ignore[arg-type]
    return case


@action
def move_case(
    *, case_public_id: UUID | str, state: str, reason: str = "", version: int | None = None, by: Actor, at: datetime
) -> Case:
    """Open, pause, reopen, or close with a reason. A case is not closed over a referral that still runs."""
    case = locked(cases_worked_by(by), public_id=case_public_id, version=version)
    if state == CaseState.CLOSED:
        if reason not in CloseReason.values:
            raise Invalid({"reason": "casework.reason_missing"})
        if case.referrals.filter(state__in=LIVE).exists():
            raise StillRunning
    frm = case.state
    move(case, state, machine=CASE, by=by, at=at, why=reason)
    case.close_reason = reason if state == CaseState.CLOSED else ""
    case.closed_at = at if state == CaseState.CLOSED else None
    bump(case)
    case.save()
    if state == CaseState.CLOSED and frm != state:
        announce(CaseClosed(case_id=case.pk, person_id=case.person_id, at=at, actor=by))
    return case


@action
def add_member(*, case_public_id: UUID | str, account_id: int, by: Actor, at: datetime) -> CaseMember:
    """A colleague, or somebody of a partner organisation under the same controller, works on the case from now."""
    case = locked(cases_worked_by(by), public_id=case_public_id)
    return _join(case, _colleague(by, account_id, at=at) or account_id, at=at)


@action
def end_membership(*, case_public_id: UUID | str, account_id: int, by: Actor, at: datetime) -> int:
    """The account no longer works on the case; answers how many memberships ended."""
    case = locked(cases_worked_by(by), public_id=case_public_id)
    return case.members.filter(account_id=account_id, ends_at__isnull=True).update(ends_at=at)


def case_to_work_on(by: Actor, case_public_id: UUID | str) -> Case:
    """The case, locked, while it is not closed."""
    case = locked(cases_worked_by(by), public_id=case_public_id)
    if case.state == CaseState.CLOSED:
        raise CaseNotOpen
    return case


def _join(case: Case, account_id: int, *, at: datetime) -> CaseMember:
    running = case.members.filter(account_id=account_id, ends_at__isnull=True).first()
    return running or CaseMember.objects.create(
        case=case, controller_id=case.controller_id, account_id=account_id, starts_at=at
    )


def _colleague(by: Actor, account_id: int | None, *, at: datetime) -> int | None:
    """The account, when it is the actor herself or works under the same controller as caseworker or mediator."""
    if account_id is None or account_id == by.account_id or by.is_system:
        return account_id
    if not access.may_hold_case(account_id, controller_id=by.controller_id, on=house().day(at), roles=[*WORKERS]):
        raise NotFound
    return account_id
