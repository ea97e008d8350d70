"""What the person reads in place of codes: said to her, in the second person."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from parvis.web.shell.words import Table

FIELDS: Table = {
    "identity": _("your name"),
    "contact": _("how to reach you"),
    "language": _("your language, and whether you want an interpreter"),
    "age": _("your age"),
    "household": _("how many you are at home and the ages, without names"),
    "needs": _("what you need, in your words"),
    "note": _("a word of the person who helps you"),
}
PURPOSES: Table = {
    "casework": _("Keep a file, to prepare the next steps with you"),
    "referral": _("Ask this place to help you"),
    "statistics": _("Count how many people are helped, without any name"),
    "participation": _("Know who you are in what you take part in"),
}
CONSENTS: Table = {
    "given": _("you said yes"),
    "explained": _("explained, no answer yet"),
    "refused": _("you said no"),
    "withdrawn": _("you took it back"),
    "expired": _("ended by its date"),
}
REFERRALS: Table = {
    "sent": _("no answer yet"),
    "asked": _("they asked a question"),
    "answered": _("no answer yet"),
    "accepted": _("they said yes"),
    "active": _("under way"),
    "done": _("done"),
    "declined": _("they said no"),
    "withdrawn": _("closed"),
    "returned": _("they gave it back"),
    "expired": _("ended"),
}
REFERRAL_TONES = {"accepted": "yes", "active": "yes", "done": "yes", "declined": "no", "returned": "no", "sent": "now"}
TRIES: Table = {
    "1": _("These are not the six digits of this card. You have one more try."),
    "2": _("These are not the six digits of this card. You have two more tries."),
    "3": _("These are not the six digits of this card. You have three more tries."),
    "4": _("These are not the six digits of this card. You have four more tries."),
}
# Why a paper is asked of a host now.
PAPERS: Table = {
    "asked": _("Bring the paper for your check"),
    "expired": _("Your check has run out: bring a new paper"),
    "soon": _("Your check ends soon: bring a new paper"),
}
