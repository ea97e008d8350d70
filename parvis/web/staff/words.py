"""Sentences of the staff's pages that hang on codes: what to do, why it is in the list, what happened."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from parvis.web.shell.words import Table

TABS: Table = {"today": _("My day"), "week": _("This week"), "waiting": _("Waiting for an answer"), "team": _("Team")}
GROUPS: Table = {"late": _("Late"), "today": _("Today"), "later": _("Later")}
ACTIONS: Table = {
    "call_or_propose": _("%(receiver)s has not answered: call, or propose another place"),
    "answer_question": _("%(receiver)s asks something: answer"),
    "propose_another": _("Propose another place than %(receiver)s"),
    "renew_consent": _("The consent for %(receiver)s ends: ask again, or let it close"),
    "wait": _("%(receiver)s has the request"),
    "confirm_step": _("Confirm: %(text)s"),
    "do_step": _("%(text)s"),
    "meet": _("%(hour)s · Appointment"),
    "propose_time": _("%(hour)s · Propose another time"),
}
REASONS: Table = {
    "silent": _("The limit has passed without a word"),
    "asked": _("They still don’t know who it is"),
    "declined": _("They said no"),
    "returned": _("They gave it back"),
    "expired": _("The request has expired"),
    "not_given": _("The service was not given"),
    "consent_ends": _("Without consent the share closes by itself"),
    "waiting": _("Their time is not over"),
    "confirm": _("It is said to be done; somebody else confirms"),
    "step_due": _("A step of the plan"),
    "appointment": _("Planned"),
    "cannot_come": _("The person said: I cannot come"),
}
ENTRY_TITLES: Table = {
    "note": _("Note"),
    "case.enquiry": _("First contact"),
    "case.open": _("File opened"),
    "case.paused": _("File paused"),
    "case.closed": _("File closed"),
    "step.planned": _("Step agreed"),
    "step.offered": _("Step: a place was asked"),
    "step.in_progress": _("Step under way"),
    "step.claimed_done": _("Step said to be done"),
    "step.confirmed": _("Step done, confirmed"),
    "step.not_done": _("Step not done"),
    "step.dropped": _("Step dropped"),
    "consent.explained": _("Consent explained"),
    "consent.given": _("Consent given"),
    "consent.refused": _("Consent refused"),
    "consent.withdrawn": _("Consent withdrawn"),
    "consent.expired": _("Consent ended by its date"),
    "referral.draft": _("Referral drafted"),
    "referral.sent": _("Referral sent"),
    "referral.asked": _("They ask something"),
    "referral.answered": _("Question answered"),
    "referral.accepted": _("Referral accepted"),
    "referral.active": _("It has begun there"),
    "referral.done": _("Referral done"),
    "referral.declined": _("Referral declined"),
    "referral.withdrawn": _("Referral withdrawn"),
    "referral.returned": _("Referral returned"),
    "referral.expired": _("Referral expired"),
    "referral.no_feedback": _("No feedback on the referral"),
    "engagement.interested": _("Would like to"),
    "engagement.requested": _("A place was asked for"),
    "engagement.waitlisted": _("On the waiting list"),
    "engagement.offered": _("A place is kept"),
    "engagement.accepted": _("Has a place"),
    "engagement.active": _("It has begun"),
    "engagement.completed": _("Completed"),
    "engagement.withdrawn": _("Ended"),
    "engagement.ended": _("Ended"),
    "engagement.no_longer_possible": _("No longer possible"),
    "agreement": _("Agreement"),
    "agreement.draft": _("Agreement drafted"),
    "agreement.to_sign": _("Agreement sent for signature"),
    "agreement.partly_signed": _("Agreement: the first has signed"),
    "agreement.in_force": _("Agreement in force"),
    "agreement.amended": _("Agreement: a change waits for signatures"),
    "agreement.ended": _("Agreement ended"),
    "agreement.void": _("Agreement not concluded"),
    "appointment": _("Appointment"),
    "appointment.planned": _("Appointment planned"),
    "appointment.moved": _("Appointment moved"),
    "appointment.cancelled": _("Appointment cancelled"),
    "appointment.present": _("Came to the appointment"),
    "appointment.late": _("Came late to the appointment"),
    "appointment.absent": _("Did not come. Do we know why?"),
    "appointment.excused": _("Could not come, and said so"),
    "appointment.not_served": _("Came, and was not seen"),
}
ENTRY_TONES = {
    "referral.no_feedback": "no", "referral.accepted": "yes", "referral.done": "yes", "referral.declined": "no",
    "referral.asked": "now", "step.confirmed": "yes", "step.claimed_done": "now", "consent.withdrawn": "no", "consent.given": "yes",
    "engagement.accepted": "yes", "engagement.completed": "yes", "engagement.offered": "now",
}  # fmt: skip
ENTRY_PICTS = {
    "note": ("meet", "hands"), "case": ("work", "people"), "step": ("learn", "papers"), "referral": ("housing", "roof"),
    "consent": ("papers", "shield"), "engagement": ("learn", "hands"), "agreement": ("papers", "papers"),
    "appointment": ("meet", "people"),
}  # fmt: skip
KINDS: Table = {
    "": _("All"),
    "note": _("Notes"),
    "appointment": _("Appointments"),
    "referral": _("Referrals"),
    "engagement": _("Taken up"),
    "step": _("Steps"),
    "consent": _("Consents"),
    "agreement": _("Agreements"),
}
WHO: Table = {
    "person": _("the person herself"),
    "receiver": _("the partner, by the link"),
    "system": _("a rule of the house"),
}
STEP_VERBS: Table = {
    "start": _("It has begun"),
    "claim": _("It is done"),
    "confirm": _("Confirm: it is done"),
    "not_done": _("It did not happen"),
    "drop": _("Drop it"),
}
