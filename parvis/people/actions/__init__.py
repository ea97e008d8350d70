"""Writes of the room. Keyword-only; every one takes `by` and `at`."""

from parvis.people.actions.accounts import (
    Invited,
    accept_invitation,
    end_account,
    end_own_sessions,
    invite,
    join_account,
)
from parvis.people.actions.bringing import Brought, Listed, bring_people
from parvis.people.actions.cards import IssuedCard, Opened, end_sessions, issue_card, open_with_pin
from parvis.people.actions.consents import (
    expire_consents,
    explain_consent,
    give_consent,
    refuse_consent,
    withdraw_consent,
)
from parvis.people.actions.contacts import add_contact, remove_contact
from parvis.people.actions.correct import correct
from parvis.people.actions.households import join_household, leave_household, start_household
from parvis.people.actions.likeness import renew_likeness
from parvis.people.actions.notices import give_notice
from parvis.people.actions.parts import begin_part, end_part, note_vetting
from parvis.people.actions.register import check_person, register
from parvis.people.entries import (
    Birth,
    ConsentTerms,
    NewContact,
    NewName,
    NewPart,
    NewPerson,
    NoticeDone,
    PersonChanges,
    VettingSeen,
)

__all__ = [
    "Birth",
    "Brought",
    "ConsentTerms",
    "Invited",
    "IssuedCard",
    "Listed",
    "NewContact",
    "NewName",
    "NewPart",
    "NewPerson",
    "NoticeDone",
    "Opened",
    "PersonChanges",
    "VettingSeen",
    "accept_invitation",
    "add_contact",
    "begin_part",
    "bring_people",
    "check_person",
    "correct",
    "end_account",
    "end_own_sessions",
    "end_part",
    "end_sessions",
    "expire_consents",
    "explain_consent",
    "give_consent",
    "give_notice",
    "invite",
    "issue_card",
    "join_account",
    "join_household",
    "leave_household",
    "note_vetting",
    "open_with_pin",
    "refuse_consent",
    "register",
    "remove_contact",
    "renew_likeness",
    "start_household",
    "withdraw_consent",
]
