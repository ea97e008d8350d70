"""Writes are noted by triggers below the ORM, reads of personal data by the queries that make them."""

from parvis.core.audit.acting import acting
from parvis.core.audit.reads import READABLE, log_read, log_reads, reads_of

__all__ = ["READABLE", "acting", "log_read", "log_reads", "reads_of"]
