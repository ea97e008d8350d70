"""A private calendar opened and closed. The address is told once; only its keyed digest is kept."""

from __future__ import annotations

from datetime import datetime

from parvis.core.actions import action
from parvis.core.audit import acting
from parvis.core.tokens import digest, new_token
from parvis.engagement.models import Feed
from parvis.engagement.permissions import feeds_visible_to
from parvis.engagement.queries.feeds import FEED
from parvis.kernel.actor import Actor, ActorKind
from parvis.kernel.errors import NotFound
from parvis.people.events import KeysChanged


@action
def open_feed(*, by: Actor, at: datetime) -> str:
    """A new address, which is given back; the earlier one shows nothing any more."""
    herself = by.kind is ActorKind.PERSON
    if not (by.person_id if herself else by.kind is ActorKind.ACCOUNT and by.account_id):
        raise NotFound
    close_feed(by=by, at=at)
    token = new_token()
    Feed.objects.create(
        person_id=by.person_id if herself else None,
        account_id=None if herself else by.account_id,
        token_digest=digest(token, purpose=FEED),
        language=by.language,
        opened_at=at,
    )
    return token


def on_keys_changed(event: KeysChanged) -> None:
    """Whoever had her old card or password may have opened a calendar with it, and would follow her with that."""
    with acting(event.actor):
        Feed.objects.filter(person_id=event.person_id, closed_at__isnull=True).update(closed_at=event.at)


@action
def close_feed(*, by: Actor, at: datetime) -> bool:
    """Whether there was one."""
    return bool(feeds_visible_to(by).filter(closed_at__isnull=True).update(closed_at=at))
