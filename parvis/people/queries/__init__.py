"""Reads of the room. Each begins with the actor and goes through `PersonPolicy`; what shows a person is noted."""

from parvis.people.queries.accounts import InvitationEntry, Keys, invitation_entry, keys_of
from parvis.people.queries.cards import CardEntry, card_entry
from parvis.people.queries.consents import (
    ConsentView,
    ReceiptView,
    consent_receipt,
    consent_text,
    consent_texts,
    consents_of,
    hold_consents,
    live_consent,
    notice,
)
from parvis.people.queries.duplicates import (
    KnownAlready,
    KnownPerson,
    Registered,
    known_already,
    nearest_registered,
    note_nearest,
)
from parvis.people.queries.finding import PersonHit, find
from parvis.people.queries.handing_over import Handed, identity_fields
from parvis.people.queries.lines import (
    Identifying,
    PersonLine,
    PreviewFacts,
    consent_ids,
    identifying,
    lines,
    person_by_id,
    preview_facts,
)
from parvis.people.queries.matching import ForMatching, for_matching
from parvis.people.queries.names import display_name, names_beside
from parvis.people.queries.notices import waiting_for_notice, waits_for_notice
from parvis.people.queries.own import OwnPage, OwnRecord, own_page, own_page_of_card
from parvis.people.queries.own_file import OwnFile, own_file
from parvis.people.queries.participants import (
    ParticipantContact,
    ShownParticipant,
    participants_of_giver,
    participants_shown,
)
from parvis.people.queries.parts import (
    HostLine,
    PartView,
    check_missing,
    has_valid_check,
    host_lines,
    hosts,
    may_be_with,
    named_beside,
    needs_notice,
    parts_of,
    stands_in,
    tutors_beside,
)
from parvis.people.queries.persons import display_names, household_view, person, person_view
from parvis.people.queries.reaching import SafeAddress, household_of, safe_addresses
from parvis.people.queries.reads import ReadView, who_read
from parvis.people.queries.views import ContactView, HouseholdView, MemberView, NameView, NoticeView, PersonView
from parvis.people.rules import Age
from parvis.people.wording import ConsentText, Notice, told_in

__all__ = [
    "Age",
    "CardEntry",
    "ConsentText",
    "ConsentView",
    "ContactView",
    "ForMatching",
    "Handed",
    "HostLine",
    "HouseholdView",
    "Identifying",
    "InvitationEntry",
    "Keys",
    "KnownAlready",
    "KnownPerson",
    "MemberView",
    "NameView",
    "Notice",
    "NoticeView",
    "OwnFile",
    "OwnPage",
    "OwnRecord",
    "PartView",
    "ParticipantContact",
    "PersonHit",
    "PersonLine",
    "PersonView",
    "PreviewFacts",
    "ReadView",
    "ReceiptView",
    "Registered",
    "SafeAddress",
    "ShownParticipant",
    "card_entry",
    "check_missing",
    "consent_ids",
    "consent_receipt",
    "consent_text",
    "consent_texts",
    "consents_of",
    "display_name",
    "display_names",
    "find",
    "for_matching",
    "has_valid_check",
    "hold_consents",
    "host_lines",
    "hosts",
    "household_of",
    "household_view",
    "identifying",
    "identity_fields",
    "invitation_entry",
    "keys_of",
    "known_already",
    "lines",
    "live_consent",
    "may_be_with",
    "named_beside",
    "names_beside",
    "nearest_registered",
    "needs_notice",
    "note_nearest",
    "notice",
    "own_file",
    "own_page",
    "own_page_of_card",
    "participants_of_giver",
    "participants_shown",
    "parts_of",
    "person",
    "person_by_id",
    "person_view",
    "preview_facts",
    "safe_addresses",
    "stands_in",
    "told_in",
    "tutors_beside",
    "waiting_for_notice",
    "waits_for_notice",
    "who_read",
]
