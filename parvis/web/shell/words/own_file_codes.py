"""The codes in a person's own file as words: by table and column. A column that holds free text, a number or a day is not here."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from parvis.web.shell.words import Table, agreements, casework, endings, engagement, parts, people, reading, topics

BY_WHOM: Table = {
    "person": _("you"),
    "worker": _("the team"),
    "provider": _("a partner"),
    "organisation": _("the organisation"),
    "mediator": _("a mediator"),
    "relative": _("somebody of your family"),
    "other": _("somebody else"),
}
SAID_BY: Table = {
    "person": _("you"),
    "worker": _("the team, from what it saw"),
    "family": _("somebody of your family"),
}
NOTICE_MANNERS: Table = {
    "read_aloud": _("It was read aloud to you"),
    "written": _("You read it"),
    "interpreted": _("An interpreter said it to you"),
}
MANNERS: Table = {
    "written": _("Signed on paper or screen"),
    "audio": _("Recorded voice"),
    "oral": _("Said aloud, and certified by the team"),
    "own_page": _("By yourself, on your own page"),
}
VISIT_STATES: Table = {
    "waiting": _("waiting"),
    "with_worker": _("being received"),
    "done": _("received"),
    "left": _("left before"),
}
EDITION_STATES: Table = {
    "pending": _("waits for signatures"),
    "in_force": _("in force"),
    "withdrawn": _("withdrawn"),
}
ORIGINS: Table = {
    "source": _("written so"),
    "human": _("translated by a person"),
    "machine": _("translated by a machine"),
    "verified": _("translated, and read by a native speaker"),
}
HOLD_STATES: Table = {
    "standing": _("it stands"),
    "lift_asked": _("a second person is asked whether it may end"),
    "lifted": _("it has ended"),
}
COUNTED: Table = {"start": _("the beginning"), "end": _("the end")}
READER_KINDS: Table = {**reading.READER_KINDS, "person": _("you yourself")}
REFERRAL_REASONS: Table = {**casework.DECLINE_REASONS, **casework.NOT_GIVEN_REASONS}
READERS: Table = {"team": _("the team"), "author": _("who wrote it")}
STEP_REASONS: Table = {"ended": _("What it stood on has ended"), "cannot_come": _("You said: I cannot come")}

CODES: Mapping[str, Table] = {
    "people.person.gender": people.GENDERS,
    "people.person.birth_precision": people.BIRTH,
    "people.person.stage": people.STAGES,
    "people.personname.kind": people.NAME_KINDS,
    "people.contactpoint.kind": people.CONTACTS,
    "people.contactpoint.safety": people.SAFETY,
    "people.householdmember.role": people.ROLES,
    "people.part.part": parts.PARTS,
    "people.part.vetting": parts.VETTING,
    "people.part.vetting_paper": parts.VETTING_PAPERS,
    "people.noticegiven.manner": NOTICE_MANNERS,
    "people.consent.purpose": people.PURPOSES,
    "people.consent.fields": people.FIELDS,
    "people.consent.manner": MANNERS,
    "people.consent.state": people.CONSENT_STATES,
    "access.membership.role": reading.ROLES,
    "core.read.reader": READER_KINDS,
    "core.read.purpose": reading.WHY,
    "core.read.what": reading.LOOKED_AT,
    "engagement.offer.topics": topics.TOPICS,
    "engagement.offer.supports": engagement.SUPPORTS,
    "engagement.offer.state": engagement.OFFER_STATES,
    "engagement.engagement.part": engagement.PARTS,
    "engagement.engagement.state": engagement.STATES,
    "engagement.engagement.end_reason": endings.END_REASONS,
    "engagement.session.state": casework.SESSION_STATES,
    "engagement.session.cancelled_by": BY_WHOM,
    "engagement.attendance.state": casework.ATTENDANCE,
    "engagement.attendance.reason": STEP_REASONS,
    "engagement.support.kind": engagement.SUPPORTS,
    "engagement.support.state": engagement.SUPPORT_STATES,
    "engagement.agreement.state": agreements.STATES,
    "engagement.agreement.end_reason": {**endings.END_REASONS, "ran_out": endings.ENDINGS["ran_out"]},
    "engagement.agreement.void_reason": agreements.VOID_REASONS,
    "engagement.party.role": agreements.ROLES,
    "engagement.edition.state": EDITION_STATES,
    "engagement.edition.reason": agreements.AMEND_REASONS,
    "engagement.clause.first_origin": ORIGINS,
    "engagement.clause.second_origin": ORIGINS,
    "engagement.signature.manner": agreements.MANNERS,
    "engagement.outcomecheck.counted_from": COUNTED,
    "engagement.outcomecheck.question": agreements.QUESTIONS,
    "engagement.outcomecheck.answer": agreements.ANSWERS,
    "oversight.hold.state": HOLD_STATES,
    "casework.visit.topic": topics.TOPICS,
    "casework.visit.state": VISIT_STATES,
    "casework.case.state": casework.CASE_STATES,
    "casework.case.close_reason": casework.CLOSE_REASONS,
    "casework.need.dimension": topics.DIMENSIONS,
    "casework.need.topic": topics.TOPICS,
    "casework.need.stated_by": SAID_BY,
    "casework.need.severity": casework.SEVERITIES,
    "casework.need.state": casework.NEED_STATES,
    "casework.plan.agreed_manner": MANNERS,
    "casework.step.need": topics.TOPICS,
    "casework.step.doer": BY_WHOM,
    "casework.step.state": casework.STEP_STATES,
    "casework.step.claimed_by": BY_WHOM,
    "casework.step.confirmed_by": BY_WHOM,
    "casework.step.reason": STEP_REASONS,
    "casework.note.purpose": casework.NOTE_PURPOSES,
    "casework.note.readers": READERS,
    "casework.referral.need": topics.TOPICS,
    "casework.referral.urgency": casework.URGENCIES,
    "casework.referral.fields": people.FIELDS,
    "casework.referral.state": casework.REFERRAL_STATES,
    "casework.referral.reason": REFERRAL_REASONS,
    "casework.referral.outcome": casework.OUTCOMES,
    "casework.share.fields": people.FIELDS,
    "casework.share.state": casework.SHARE_STATES,
    "casework.share.close_reason": {**casework.REFERRAL_STATES, "completed": engagement.STATES["completed"]},
}
# Columns that hold the code of a language, or several.
LANGUAGES = frozenset({
    "language", "speaks", "agreed_language", "words_language", "first_language", "second_language",
})  # fmt: skip
