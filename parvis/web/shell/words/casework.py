"""Codes of cases, plans and referrals as words, with the tone of their tag."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from parvis.web.shell.words import Table

CASE_STATES: Table = {"enquiry": _("first contact"), "open": _("open"), "paused": _("paused"), "closed": _("closed")}
CASE_TONES = {"open": "yes", "paused": "now"}
CLOSE_REASONS: Table = {
    "goals_met": _("The goals are met"),
    "moved": _("Moved away"),
    "transferred": _("Another organisation goes on"),
    "no_contact": _("No contact any more"),
    "persons_wish": _("The person wishes it"),
    "other": _("Another reason"),
}
NEED_STATES: Table = {"open": _("open"), "met": _("met"), "dropped": _("set aside")}
SEVERITIES: Table = {
    "high": _("It can’t wait"),
    "medium": _("Important"),
    "low": _("When there is time"),
}
STATED_BY: Table = {
    "person": _("The person"),
    "worker": _("Me, from what I saw"),
    "family": _("Somebody of the family"),
}
STEP_STATES: Table = {
    "planned": _("planned"),
    "offered": _("offered"),
    "in_progress": _("under way"),
    "claimed_done": _("said to be done"),
    "confirmed": _("done, confirmed"),
    "not_done": _("not done"),
    "dropped": _("dropped"),
}
STEP_TONES = {"claimed_done": "now", "confirmed": "yes", "not_done": "no"}
DOERS: Table = {"person": _("The person"), "worker": _("Me, the worker"), "provider": _("A partner")}
URGENCIES: Table = {
    "emergency": _("Very urgent"),
    "urgent": _("Urgent"),
    "normal": _("Normal"),
}
URGENCY_LIMITS: Table = {
    "emergency": _("answer within 24 h; we call as well"),
    "urgent": _("answer within 72 h"),
    "normal": _("answer within 14 days"),
}
REFERRAL_STATES: Table = {
    "draft": _("draft"),
    "sent": _("sent"),
    "asked": _("they ask something"),
    "answered": _("question answered"),
    "accepted": _("accepted"),
    "active": _("under way"),
    "done": _("done"),
    "declined": _("declined"),
    "withdrawn": _("withdrawn"),
    "returned": _("returned"),
    "expired": _("expired"),
    "no_feedback": _("no feedback"),
}
REFERRAL_TONES = {
    "asked": "now", "accepted": "yes", "active": "yes", "done": "yes", "declined": "no", "returned": "no", "no_feedback": "no",
}  # fmt: skip
SHARE_STATES: Table = {
    "closed": _("They see nothing any more."),
    "preview": _("They see the preview only, without any name."),
    "open": _("They see the fields below."),
}
DECLINE_REASONS: Table = {
    "full": _("No place free"),
    "not_fitting": _("It does not fit what they do"),
    "area": _("Outside their area"),
    "closed": _("Closed for now"),
    "other": _("Another reason"),
}
NOT_GIVEN_REASONS: Table = {
    "not_reached": _("The person could not be reached"),
    "did_not_come": _("Did not come"),
    "no_longer_needed": _("No longer needed"),
    "not_possible": _("It was not possible"),
    "other": _("Another reason"),
}
OUTCOMES: Table = {"given": _("The service was given"), "not_given": _("The service was not given")}
READERS: Table = {"team": _("The team"), "author": _("Me only")}
NOTE_PURPOSES: Table = {
    "casework": _("Helping with the whole file"),
    "housing": _("Preparing housing"),
    "health": _("Reaching care"),
    "papers": _("Papers and rights"),
    "learn": _("School and lessons"),
    "work": _("Work and training"),
    "child": _("Following the children’s school"),
    "food": _("Food and everyday things"),
    "meet": _("Meeting people"),
    "safety": _("Safety"),
}
ATTENDANCE: Table = {
    "expected": _("expected"),
    "present": _("Came"),
    "late": _("Came late"),
    "absent": _("Did not come"),
    "excused": _("Could not come, and said so"),
    "not_served": _("Came, and was not seen"),
}
SESSION_STATES: Table = {"planned": _("planned"), "held": _("held"), "moved": _("moved"), "cancelled": _("cancelled")}
INTERPRETER: Table = {
    "not_needed": _("no interpreter"),
    "asked": _("interpreter asked for"),
    "confirmed": _("interpreter confirmed"),
    "came": _("the interpreter came"),
    "no_show": _("the interpreter did not come"),
}
