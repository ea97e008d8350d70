"""Which services to propose for a need, in which order, and why.

Hard rules first, then points, each with its reason. Facts about the person are read by eligibility rules alone: the score
sees the need, the place and the languages, never a trait, so no order can hang on origin, religion, sex or status.
"""

from parvis.engines.proposing.propose import propose
from parvis.engines.proposing.records import Candidate, Kind, Need, Policy, Proposal, Proposals, Reason, SetAside
from parvis.engines.proposing.score import DATED

__all__ = ["DATED", "Candidate", "Kind", "Need", "Policy", "Proposal", "Proposals", "Reason", "SetAside", "propose"]
