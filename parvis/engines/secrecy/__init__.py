"""Secrets outside the database: shares of one secret, envelopes that only its holder opens, and sealed streams. No Django here."""

from parvis.engines.secrecy.envelope import new_pair, open_envelope, public_of, seal_envelope
from parvis.engines.secrecy.shamir import combine, split
from parvis.engines.secrecy.shares import Share, ShareTorn, read_share, write_share
from parvis.engines.secrecy.stream import StreamBroken, reader, writer

__all__ = [
    "Share",
    "ShareTorn",
    "StreamBroken",
    "combine",
    "new_pair",
    "open_envelope",
    "public_of",
    "read_share",
    "reader",
    "seal_envelope",
    "split",
    "write_share",
    "writer",
]
