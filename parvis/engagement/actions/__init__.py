"""Writes of the room, one noun a file."""

from parvis.engagement.actions.agreement_ends import end_agreement, end_past_agreements
from parvis.engagement.actions.agreements import (
    change_draft,
    draft_again,
    draft_agreement,
    send_for_signature,
    void_agreement,
)
from parvis.engagement.actions.amendments import amend, withdraw_amendment
from parvis.engagement.actions.appointments import Appointment, book_appointment, cannot_come
from parvis.engagement.actions.asking import Asked, request, show_interest
from parvis.engagement.actions.attending import Told, attend, attend_all
from parvis.engagement.actions.facts import NewOffer, OfferFacts, OfferText
from parvis.engagement.actions.feeds import close_feed, open_feed
from parvis.engagement.actions.leaving import decline_place, end, no_longer_possible, withdraw
from parvis.engagement.actions.nightly import expire_offers, nightly
from parvis.engagement.actions.offers import change_offer, create_offer, set_capacity, set_offer_state
from parvis.engagement.actions.outcomes import answer_outcome, plan_outcome_checks
from parvis.engagement.actions.parting import forget_cases
from parvis.engagement.actions.placing import (
    accept_place,
    complete,
    offer_place,
    start,
    take_off_waitlist,
    waitlist,
)
from parvis.engagement.actions.schedule import Planned, Schedule, lay_out, plan_row
from parvis.engagement.actions.sessions import NewSession, cancel_session, hold, move_session, plan_session
from parvis.engagement.actions.signatures import decline_to_sign, record_paper_sheet, record_paper_signature, sign
from parvis.engagement.actions.supports import (
    NewSupport,
    ask_support,
    cancel_support,
    confirm_support,
    support_not_available,
    tell_support,
)

__all__ = [
    "Appointment",
    "Asked",
    "NewOffer",
    "NewSession",
    "NewSupport",
    "OfferFacts",
    "OfferText",
    "Planned",
    "Schedule",
    "Told",
    "accept_place",
    "amend",
    "answer_outcome",
    "ask_support",
    "attend",
    "attend_all",
    "book_appointment",
    "cancel_session",
    "cancel_support",
    "cannot_come",
    "change_draft",
    "change_offer",
    "close_feed",
    "complete",
    "confirm_support",
    "create_offer",
    "decline_place",
    "decline_to_sign",
    "draft_again",
    "draft_agreement",
    "end",
    "end_agreement",
    "end_past_agreements",
    "expire_offers",
    "forget_cases",
    "hold",
    "lay_out",
    "move_session",
    "nightly",
    "no_longer_possible",
    "offer_place",
    "open_feed",
    "plan_outcome_checks",
    "plan_row",
    "plan_session",
    "record_paper_sheet",
    "record_paper_signature",
    "request",
    "send_for_signature",
    "set_capacity",
    "set_offer_state",
    "show_interest",
    "sign",
    "start",
    "support_not_available",
    "take_off_waitlist",
    "tell_support",
    "void_agreement",
    "waitlist",
    "withdraw",
    "withdraw_amendment",
]
