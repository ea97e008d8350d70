"""The link of one referral: found by the digest of its token, alive until it expires, changing nothing by being opened."""

from __future__ import annotations

from datetime import datetime

from parvis.casework.errors import LinkExpired
from parvis.casework.models import ReferralLink
from parvis.core import tokens
from parvis.kernel.actor import Actor, ActorKind
from parvis.kernel.errors import NotFound

PURPOSE = "referral-link"


def digest_of(token: str) -> str:
    """What is stored of a token."""
    return tokens.digest(token, purpose=PURPOSE)


def live_link(token: str, at: datetime) -> ReferralLink:
    """The link while it is alive. Raises `NotFound`, `LinkExpired`."""
    found = ReferralLink.objects.filter(token_digest=digest_of(token), revoked_at__isnull=True)
    link = found.select_related("referral").first()
    if link is None:
        raise NotFound
    if at >= link.expires_at:
        raise LinkExpired
    return link


def holder_of(link: ReferralLink) -> Actor:
    """Whoever holds the link acts for the receiver it was sent to."""
    return Actor(kind=ActorKind.LINK, link_id=link.pk, organisation_id=link.referral.receiver_id, purpose="referral")
