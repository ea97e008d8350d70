"""What a share hands over, and when it may. Asked at every single reading: nothing is remembered from the last one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from parvis.casework.choices import ShareState
from parvis.casework.errors import IdentityClosed
from parvis.casework.models import Referral, Share
from parvis.casework.rules import RUNNING
from parvis.core.audit import log_read
from parvis.kernel.actor import Actor
from parvis.people import queries as people
from parvis.people.choices import Field, Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """The shared fields, and no other. `values` by field code as `people.identity_fields` gives them."""

    referral_public_id: UUID
    number: str
    fields: tuple[str, ...]
    values: Mapping[str, object]
    need_words: str = ""
    need_words_language: str = ""
    note: str = ""


def open_share(row: Referral, *, at: datetime) -> Share | None:
    """The share, if the referral runs, the share is open and the consent behind it lives at this moment."""
    if row.state not in RUNNING:
        return None
    share = Share.objects.filter(referral=row, state=ShareState.OPEN).first()
    if share is None:
        return None
    consent = people.live_consent(
        person_id=row.person_id, recipient_id=row.receiver_id, purpose=Purpose.REFERRAL, fields=share.fields, at=at
    )
    return share if consent is not None else None


def hand_over(row: Referral, *, actor: Actor, at: datetime, share: Share | None = None) -> Identity:
    """The shared fields to the receiver; the reading is logged. Raises `IdentityClosed`.

    `share` is the one that `open_share` has just given for this row and moment; else it is asked here.
    """
    share = share or open_share(row, at=at)
    if share is None:
        raise IdentityClosed
    log_read(actor=actor, person_id=row.person_id, what="identity", at=at, subject=("referral", row.pk))
    fields = tuple(share.fields)
    needs = row.need if Field.NEEDS in fields else None
    return Identity(
        referral_public_id=row.public_id,
        number=row.number,
        fields=fields,
        values=people.identity_fields(row.person_id, fields, at),
        need_words=needs.words if needs else "",
        need_words_language=needs.words_language if needs else "",
        note=row.note if Field.NOTE in fields else "",
    )
