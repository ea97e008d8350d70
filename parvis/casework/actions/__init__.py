"""Writes of the room, one noun a file."""

from parvis.casework.actions.answers import answer_as_member, answer_by_link, answer_question
from parvis.casework.actions.cases import add_member, end_membership, move_case, open_case
from parvis.casework.actions.identity import open_with_code, send_identity_code
from parvis.casework.actions.needs import add_need, drop_need, meet_need
from parvis.casework.actions.nightly import expire_referrals, nightly, raise_silence
from parvis.casework.actions.notes import write_note
from parvis.casework.actions.outcomes import report_outcome, report_outcome_by_link, start, start_by_link
from parvis.casework.actions.plans import NewStep, add_step, agree_plan
from parvis.casework.actions.referrals import (
    NewReferral,
    change_draft,
    draft_referral,
    return_referral,
    return_referral_by_link,
    send_referral,
    withdraw_referral,
)
from parvis.casework.actions.steps import claim_done, confirm_step, drop_step, not_done, offer_step, start_step
from parvis.casework.actions.visits import close_visit, receive_visit, take_visit

__all__ = [
    "NewReferral",
    "NewStep",
    "add_member",
    "add_need",
    "add_step",
    "agree_plan",
    "answer_as_member",
    "answer_by_link",
    "answer_question",
    "change_draft",
    "claim_done",
    "close_visit",
    "confirm_step",
    "draft_referral",
    "drop_need",
    "drop_step",
    "end_membership",
    "expire_referrals",
    "meet_need",
    "move_case",
    "nightly",
    "not_done",
    "offer_step",
    "open_case",
    "open_with_code",
    "raise_silence",
    "receive_visit",
    "report_outcome",
    "report_outcome_by_link",
    "return_referral",
    "return_referral_by_link",
    "send_identity_code",
    "send_referral",
    "start",
    "start_by_link",
    "start_step",
    "take_visit",
    "withdraw_referral",
    "write_note",
]
