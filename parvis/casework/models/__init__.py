"""The tables of the room."""

from parvis.casework.models.case import Case, CaseMember
from parvis.casework.models.link import AnswerCode, ReferralLink
from parvis.casework.models.need import Need
from parvis.casework.models.note import Note
from parvis.casework.models.plan import Plan, Step
from parvis.casework.models.question import Question
from parvis.casework.models.referral import Referral
from parvis.casework.models.share import Share
from parvis.casework.models.visit import Visit

__all__ = [
    "AnswerCode",
    "Case",
    "CaseMember",
    "Need",
    "Note",
    "Plan",
    "Question",
    "Referral",
    "ReferralLink",
    "Share",
    "Step",
    "Visit",
]
