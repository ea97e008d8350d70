"""The read log in words: who, what for, what. For the person herself and for the data protection officer."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from parvis.web.shell.words import Table

ROLES: Table = {
    "caseworker": _("Case worker"),
    "mediator": _("Mediator"),
    "provider": _("Provider"),
    "manager": _("Manager"),
    "admin": _("Administrator"),
    "dpo": _("Data protection officer"),
}
READER_KINDS: Table = {
    "account": _("A member of staff"),
    "person": _("The person herself"),
    "party": _("Somebody who signs the same agreement"),
    "link": _("Somebody with the link of a request"),
    "system": _("Parvis itself"),
}
PURPOSES: Table = {
    "casework": _("helping with the file"),
    "registration": _("registering"),
    "referral": _("a request to another organisation"),
    "own_record": _("her own path"),
    "desk": _("receiving at the desk"),
    "oversight": _("looking after data protection"),
    "statistics": _("counting, without any name"),
    "participation": _("preparing what somebody takes part in"),
    "administration": _("looking after accounts"),
    "agreement": _("an agreement that names the person"),
    "": _("not said"),
}
WHAT: Table = {
    "record": _("the record"),
    "case": _("the file"),
    "identity": _("the shared name and facts"),
    "preview": _("a request, without any name"),
    "referral": _("a request"),
    "household": _("the name, on the page of somebody of the household"),
    "search": _("the name, in a search"),
    "facts": _("what is needed to propose places"),
    "consent": _("a consent"),
    "appointment": _("an appointment"),
    "card": _("the language, to make a card"),
    "list": _("the name, in a list"),
    "participant": _("what a participant lets them know"),
    "agreement": _("an agreement that names the person"),
    "hold": _("how long the record is kept"),
    "own_file": _("the whole file, to hand it to the person"),
}
# The same, said to the person.
WHY: Table = {
    "casework": _("to help you"),
    "registration": _("to register you with you"),
    "referral": _("for a request made for you"),
    "desk": _("to receive you at the desk"),
    "oversight": _("to look after your data"),
    "participation": _("to prepare what you take part in"),
    "agreement": _("for an agreement in which you are named"),
    "own_record": _("on your own page"),
    "statistics": _("to count, without any name"),
    "administration": _("to look after accounts"),
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
    "participant": _("what you let them know of you as a participant"),
    "own_file": _("your whole file"),
    "hold": _("how long your record is kept"),
}
