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
WHY: Table = {
    "casework": _("to help you"),
    "registration": _("to register you with you"),
    "referral": _("for a request made for you"),
    "desk": _("to receive you at the desk"),
    "oversight": _("to look after your data"),
    "participation": _("to prepare what you take part in"),
    "agreement": _("for an agreement in which you are named"),
    "": _("not said"),
}
LOOKED_AT: Table = {
    "record": _("your record"),
    "case": _("your file"),
    "identity": _("what you agreed to share"),
    "preview": _("a request made for you, without your name"),
    "referral": _("a request made for you"),
    "household": _("your name, on the page of somebody you live with"),
    "search": _("your name, in a search"),
    "facts": _("what is needed to find places for you"),
    "consent": _("one of your consents"),
    "appointment": _("one of your appointments"),
    "card": _("your language, to make your card"),
    "agreement": _("an agreement in which you are named"),
    "list": _("your name, in a list"),
    "hold": _("how long your record is kept"),
    "participant": _("what you let them know of you as a participant"),
}
# Why a paper is asked of a host now.
PAPERS: Table = {
    "asked": _("Bring the paper for your check"),
    "expired": _("Your check has run out: bring a new paper"),
    "soon": _("Your check ends soon: bring a new paper"),
}
