"""An agreement is drafted from a text of the house, written out, sent for signature, or given up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from parvis.core.actions import action
from parvis.core.house import house
from parvis.core.rows import bump, locked
from parvis.core.transitions import record_transition
from parvis.engagement.actions.agreement_parts import (
    check_period,
    clean_name,
    copy_parts,
    parties_for,
    wording,
    write_clauses,
    written,
)
from parvis.engagement.actions.agreement_steps import moved, must_be, voided
from parvis.engagement.agreement_choices import AgreementState, PartyRole, VoidReason
from parvis.engagement.agreement_entries import NewAgreement, NewClause
from parvis.engagement.agreement_errors import (
    AgreementExists,
    EngagementOver,
    GuardianMissing,
    NobodyBound,
    PartiesMissing,
    TranslationMissing,
)
from parvis.engagement.agreement_facts import lines_of
from parvis.engagement.agreement_policy import agreements_worked_by, engagements_agreed_by
from parvis.engagement.agreement_rules import AGREEMENT, OPEN, bound_wrongly
from parvis.engagement.agreement_wording import Template, templates, title
from parvis.engagement.models import Agreement, Clause, Edition, Engagement, Party
from parvis.engagement.rules import OPEN as ENGAGEMENT_OPEN
from parvis.kernel.actor import Actor
from parvis.kernel.errors import Invalid
from parvis.people import queries as people


@action
def draft_agreement(*, engagement_public_id: UUID | str, agreement: NewAgreement, by: Actor, at: datetime) -> Agreement:
    """From a text of the house, for what somebody takes up; one at a time. Nothing is asked of anybody yet."""
    engagement = locked(engagements_agreed_by(by), public_id=engagement_public_id)
    if engagement.state not in ENGAGEMENT_OPEN:
        raise EngagementOver
    if Agreement.objects.filter(engagement=engagement, state__in=OPEN).exists():
        raise AgreementExists
    template = _checked(agreement)
    first, second = (title(template, code) for code in (agreement.first_language, agreement.second_language))
    row = Agreement.objects.create(
        controller_id=engagement.controller_id,
        engagement=engagement,
        template=template.code,
        text_version=template.version,
        first_language=agreement.first_language,
        second_language=agreement.second_language,
        first_title=first.words or title(template, "fr").words,
        second_title=second.words,
        starts_on=agreement.starts_on,
        ends_on=agreement.ends_on,
        drafted_by_id=by.staff_id,
    )
    record_transition(AGREEMENT.name, row.pk, frm="", to=row.state, by=by, at=at)
    parties = parties_for(row, engagement, agreement.parties, by=by, at=at)
    write_clauses(row, template, parties, agreement.blanks, agreement.second_blanks)
    return row


@action
def change_draft(
    *,
    agreement_public_id: UUID | str,
    titles: tuple[str, str],
    starts_on: date | None,
    ends_on: date | None,
    clauses: Sequence[NewClause],
    version: int | None = None,
    by: Actor,
    at: datetime,
) -> Agreement:
    """Write the text out as it was talked over. Only a draft: what was sent changes by an amendment."""
    row = locked(agreements_worked_by(by), public_id=agreement_public_id, version=version)
    must_be(row, AgreementState.DRAFT)
    check_period(starts_on, ends_on)
    row.first_title, row.second_title = (clean_name(one) for one in titles)
    row.starts_on, row.ends_on = starts_on, ends_on
    before = list(row.clauses.order_by("position"))
    row.clauses.all().delete()
    for position, new in enumerate(clauses, start=1):
        first, second = written(row, new.first, new.second)
        Clause.objects.create(
            controller_id=row.controller_id,
            agreement=row,
            position=position,
            binds=sorted(set(new.binds)),
            **wording(first, second, before),
        )
    bump(row)
    row.save()
    return row


@action
def send_for_signature(
    *, agreement_public_id: UUID | str, version: int | None = None, by: Actor, at: datetime
) -> Agreement:
    """From now the text stands still. Every party is bound by something, every clause is in both languages."""
    row = locked(agreements_worked_by(by), public_id=agreement_public_id, version=version)
    AGREEMENT.check(row.state, AgreementState.TO_SIGN)
    _engagement_runs(row)
    parties = list(row.parties.order_by("number"))
    _check_parties(row, parties, at)
    clauses = list(row.clauses.order_by("position"))
    if any(not one.first or (row.second_language and not one.second) for one in clauses):
        raise TranslationMissing
    if bound_wrongly(lines_of(clauses), [party.number for party in parties]):
        raise NobodyBound
    Edition.objects.create(
        controller_id=row.controller_id,
        agreement=row,
        number=1,
        whole=True,
        ends_on=row.ends_on,
        made_at=at,
        made_by_id=by.staff_id,
    )
    row.parties.update(owes_edition=1)
    return moved(row, AgreementState.TO_SIGN, by=by, at=at)


@action
def void_agreement(
    *, agreement_public_id: UUID | str, reason: str, version: int | None = None, by: Actor, at: datetime
) -> Agreement:
    """It does not count: a mistake, nobody's agreement, another one in its place."""
    row = locked(agreements_worked_by(by), public_id=agreement_public_id, version=version)
    if reason not in VoidReason.values:
        raise Invalid({"reason": "engagement.reason_missing"})
    return voided(row, reason, by=by, at=at)


@action
def draft_again(*, agreement_public_id: UUID | str, version: int | None = None, by: Actor, at: datetime) -> Agreement:
    """The same text and parties as a new draft, to be mended; what was still unsigned by somebody gives way to it."""
    old = locked(agreements_worked_by(by), public_id=agreement_public_id, version=version)
    _engagement_runs(old)
    if old.state in {AgreementState.TO_SIGN, AgreementState.PARTLY_SIGNED}:
        voided(old, VoidReason.REPLACED, by=by, at=at)
    must_be(old, AgreementState.VOID)
    if Agreement.objects.filter(engagement_id=old.engagement_id, state__in=OPEN).exists():
        raise AgreementExists
    new = Agreement.objects.create(
        controller_id=old.controller_id,
        engagement_id=old.engagement_id,
        template=old.template,
        text_version=old.text_version,
        first_language=old.first_language,
        second_language=old.second_language,
        first_title=old.first_title,
        second_title=old.second_title,
        starts_on=old.starts_on,
        ends_on=old.ends_on,
        drafted_by_id=by.staff_id,
    )
    record_transition(AGREEMENT.name, new.pk, frm="", to=new.state, by=by, at=at)
    copy_parts(old, new)
    return new


def _checked(agreement: NewAgreement) -> Template:
    """The text of the house, with somebody in each role that it needs and nobody in one that it does not know."""
    template = templates().get(agreement.template)
    if template is None:
        raise Invalid({"template": "not_a_choice"})
    if agreement.first_language == agreement.second_language or not agreement.first_language:
        raise Invalid({"second_language": "engagement.same_language"})
    check_period(agreement.starts_on, agreement.ends_on)
    given = {PartyRole.PARTICIPANT, *(party.role for party in agreement.parties)}
    if given - set(template.roles):
        raise Invalid({"parties": "not_a_choice"})
    for role, required in template.roles.items():
        if required and role not in given:
            raise PartiesMissing(role=role)
    return template


def _check_parties(row: Agreement, parties: list[Party], at: datetime) -> None:
    """Two at least; beside somebody surely or probably under age, an adult who signs as well."""
    if len(parties) < 2:
        raise PartiesMissing(role="")
    age = people.preview_facts(row.engagement.person_id, at).age
    guarded = any(party.role == PartyRole.GUARDIAN for party in parties)
    if age is not None and age < house().adulthood and not guarded:
        raise GuardianMissing


def _engagement_runs(row: Agreement) -> Engagement:
    if row.engagement.state not in ENGAGEMENT_OPEN:
        raise EngagementOver
    return row.engagement
