"""Sessions in the store under the keyed digest of what the browser holds: whoever copies the store can't go on in anybody's name.

An account's are short: over after half an hour without a sign of life, and after eight hours whatever happens. That is decided here,
where every session is read, so that no page and no operation can forget it.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as InTheStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils.timezone import now

from parvis.access.door import BEGAN
from parvis.core import tokens
from parvis.core.house import house
from parvis.core.prepared import Prepared

LENGTH = 40  # of Django's column
A_MINUTE = timedelta(minutes=1)  # a sign of life is written down once in it


def kept_as(session_key: str | None) -> str:
    """The row's key: of no use as a cookie."""
    return tokens.digest(session_key or "", purpose="session")[:LENGTH]


class SessionStore(InTheStore):
    """Django's, but for the row's key. A session of a store from before is over: its owner signs in again."""

    def exists(self, session_key: str) -> bool:
        return Session.objects.filter(session_key=kept_as(session_key)).exists()

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        at = now()
        if SESSION_KEY in data:
            data.setdefault(BEGAN, int(at.timestamp()))
        row = super().create_model_instance(data)
        row.session_key = kept_as(row.session_key)
        if SESSION_KEY in data:
            row.expire_date = min(row.expire_date, _until(data, at))
        return row

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing once it is over."""
        row = self._get_session_from_db()
        data = self.decode(row.session_data) if row else {}
        if row is None or SESSION_KEY not in data:
            return data
        at = now()
        until = _until(data, at)
        if until <= at:
            self.delete()
            self._session_key = None
            return {}
        if "_session_expiry" not in data and until - row.expire_date > A_MINUTE:
            # Beside the session's content: a page that only reads never writes over what another one has just kept in it.
            Session.objects.filter(pk=row.pk).update(expire_date=until)
        return data

    def delete(self, session_key: str | None = None) -> None:
        given = session_key or self.session_key
        if given is not None:
            Session.objects.filter(session_key=kept_as(given)).delete()

    def _get_session_from_db(self) -> Session | None:
        rows = _RUNNING.rows(key=kept_as(self.session_key), at=now())
        if not rows:
            self._session_key = None
        return rows[0] if rows else None


def _build_running(*, key: str, at: datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=at)


def _until(data: dict[str, Any], at: datetime) -> datetime:
    """When an account's session is over if nothing more is heard of it. One from before times were kept is over."""
    began = datetime.fromtimestamp(int(data.get(BEGAN, 0)), UTC)
    rules = house()
    return min(at + timedelta(minutes=rules.session_idle_minutes), began + timedelta(hours=rules.session_hours))


_RUNNING = Prepared(_build_running)
