"""Reads of the room; each begins with the actor."""

from parvis.casework.queries.case_page import CasePage, case_page, case_row, cases_of_person
from parvis.casework.queries.day import COUNT_CAP, Day, QueueRow, day
from parvis.casework.queries.desk import DeskView, VisitView, desk
from parvis.casework.queries.facts import ReferralFact, answered_facts
from parvis.casework.queries.head import CaseView
from parvis.casework.queries.oversight import Kept, case_kept, person_of_case
from parvis.casework.queries.parts import NeedView, PlanView, StepView
from parvis.casework.queries.path import Path, SharedView, own_case_id, path, shares_of
from parvis.casework.queries.proposals import (
    NeedAsked,
    Proposals,
    ProposalView,
    SetAsideView,
    need_asked,
    proposals,
)
from parvis.casework.queries.received import (
    Preview,
    ReceivedRow,
    ReceivedView,
    preview_by_link,
    received,
    received_counts,
    received_referral,
)
from parvis.casework.queries.referrals import ReferralLine, ReferralView, referral_page, referrals
from parvis.casework.queries.taking_up import (
    NeedRow,
    OfferAside,
    OfferProposal,
    StepToMeet,
    TakingUp,
    need_row,
    taking_up,
)
from parvis.casework.queries.timeline import Entry, TimelinePage, timeline

__all__ = [
    "COUNT_CAP",
    "CasePage",
    "CaseView",
    "Day",
    "DeskView",
    "Entry",
    "Kept",
    "NeedAsked",
    "NeedRow",
    "NeedView",
    "OfferAside",
    "OfferProposal",
    "Path",
    "PlanView",
    "Preview",
    "ProposalView",
    "Proposals",
    "QueueRow",
    "ReceivedRow",
    "ReceivedView",
    "ReferralFact",
    "ReferralLine",
    "ReferralView",
    "SetAsideView",
    "SharedView",
    "StepToMeet",
    "StepView",
    "TakingUp",
    "TimelinePage",
    "VisitView",
    "answered_facts",
    "case_kept",
    "case_page",
    "case_row",
    "cases_of_person",
    "day",
    "desk",
    "need_asked",
    "need_row",
    "own_case_id",
    "path",
    "person_of_case",
    "preview_by_link",
    "proposals",
    "received",
    "received_counts",
    "received_referral",
    "referral_page",
    "referrals",
    "shares_of",
    "taking_up",
    "timeline",
]
