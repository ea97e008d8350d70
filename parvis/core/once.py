"""Double submits: a form carries a random token, the first submission claims it, the second gets the first's answer."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from parvis.core.models import Once


def claim(token: str, *, at: datetime) -> bool:
    """True for the first submission of this token. Call inside the transaction that does the work."""
    if not token:
        return True
    try:
        with transaction.atomic():
            Once.objects.create(token=token[:64], claimed_at=at)
    except IntegrityError:
        return False
    return True


def answered(token: str, *, location: str) -> None:
    """Remember where the first submission led."""
    Once.objects.filter(token=token[:64]).update(location=location[:500])


def location_of(token: str) -> str:
    """Where the first submission led, or an empty string."""
    return Once.objects.filter(token=token[:64]).values_list("location", flat=True).first() or ""
