"""Who a service is for, decided in the open: rules against known facts, with what is missing and what would change it.

An unknown fact never fails a rule: it is asked for.
"""

from parvis.engines.eligibility.decide import Decision, Finding, decide
from parvis.engines.eligibility.read import read_rules
from parvis.engines.eligibility.rules import Group, Op, Rule, Span, all_of, any_of
from parvis.engines.eligibility.verdict import Verdict

__all__ = ["Decision", "Finding", "Group", "Op", "Rule", "Span", "Verdict", "all_of", "any_of", "decide", "read_rules"]
