"""Sessions in the store under the keyed digest of what the browser holds: whoever copies the store can't go on in anybody's name."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as InTheStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from parvis.core import tokens
from parvis.core.prepared import Prepared

LENGTH = 40  # of Django's column


def kept_as(session_key: str | None) -> str:
    """The row's key: of no use as a cookie."""
    return tokens.digest(session_key or "", purpose="session")[:LENGTH]


class SessionStore(InTheStore):
    """Django's, but for the row's key. A session of a store from before is over: its owner signs in again."""

    def exists(self, session_key: str) -> bool:
        return Session.objects.filter(session_key=kept_as(session_key)).exists()

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        row = super().create_model_instance(data)
        row.session_key = kept_as(row.session_key)
        return row

    def delete(self, session_key: str | None = None) -> None:
        given = session_key or self.session_key
        if given is not None:
            Session.objects.filter(session_key=kept_as(given)).delete()

    def _get_session_from_db(self) -> Session | None:
        rows = _RUNNING.rows(key=kept_as(self.session_key), at=timezone.now())
        if not rows:
            self._session_key = None
        return rows[0] if rows else None


def _build_running(*, key: str, at: datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=at)


_RUNNING = Prepared(_build_running)
