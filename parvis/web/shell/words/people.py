"""Codes of the register as words: who, how to reach, which consent."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from parvis.web.shell.words import Table

GENDERS: Table = {
    "female": _("Woman"),
    "male": _("Man"),
    "other": _("Another word fits better"),
    "not_said": _("Prefers not to say"),
    "unknown": _("Not known"),
}
BIRTH: Table = {
    "about": _("An age, about right"),
    "year": _("A year of birth"),
    "date": _("A date of birth"),
    "not_said": _("Prefers not to say"),
    "unknown": _("Not known"),
}
STAGES: Table = {
    "before_departure": _("Before leaving"),
    "transit": _("On the way"),
    "arrived": _("Newly arrived"),
    "settled": _("Settled"),
    "unknown": _("Not known"),
}
NAME_KINDS: Table = {"used": _("Name as used"), "romanised": _("In Latin letters"), "other": _("Another name")}
CONTACTS: Table = {"phone": _("Phone"), "email": _("E-mail"), "other": _("Another way")}
SAFETY: Table = {
    "yes": _("Yes, a message may say who writes"),
    "neutral_only": _("Only a neutral message: the phone is shared"),
    "no": _("No, never write there"),
    "unknown": _("Not asked yet"),
}
SAFETY_SHORT: Table = {
    "yes": _("safe"),
    "neutral_only": _("neutral messages only"),
    "no": _("never write there"),
    "unknown": _("safety not asked yet"),
}
ROLES: Table = {"adult": _("Adult"), "partner": _("Partner"), "child": _("Child"), "other": _("Another member")}
NOTICE_MANNERS: Table = {
    "read_aloud": _("I read it aloud"),
    "written": _("The person read it"),
    "interpreted": _("An interpreter said it"),
}
CONSENT_MANNERS: Table = {
    "written": _("Signed on paper or screen"),
    "audio": _("Recorded voice"),
    "oral": _("Said aloud, and I certify it"),
    "own_page": _("By the person herself, on her own page"),
}
# What the desk can certify.
AT_THE_DESK = ("written", "audio", "oral")
CONSENT_STATES: Table = {
    "explained": _("explained, no answer yet"),
    "given": _("yes"),
    "expired": _("ended by its date"),
    "refused": _("no"),
    "withdrawn": _("withdrawn"),
}
CONSENT_TONES = {"given": "yes", "refused": "no", "withdrawn": "no", "expired": "now", "explained": "now"}
PURPOSES: Table = {
    "casework": _("Keeping a file and helping"),
    "referral": _("Sending the request to a partner"),
    "statistics": _("Counting, without any name"),
    "participation": _("Being known where one takes part"),
}
FIELDS: Table = {
    "identity": _("First name and name"),
    "contact": _("The safe way to be reached"),
    "language": _("Language and interpreter"),
    "age": _("Age"),
    "household": _("Number and ages of the household, no names"),
    "needs": _("This need, in the person’s words"),
    "note": _("The worker’s word"),
}
