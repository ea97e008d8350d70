"""Listings that may be the same: compared only where they share something rare, scored, and with reasons for the person who decides."""

from parvis.engines.likeness.compare import Likeness, Reason, likeness
from parvis.engines.likeness.find import alike
from parvis.engines.likeness.listed import Listed, listed

__all__ = ["Likeness", "Listed", "Reason", "alike", "likeness", "listed"]
