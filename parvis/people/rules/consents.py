"""When a consent allows what (design, "States"; principle 4)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from parvis.kernel.states import Machine
from parvis.people.choices import ConsentState as S

CONSENT = Machine.of(
    "consent",
    {S.EXPLAINED: [S.GIVEN], S.GIVEN: [S.EXPIRED]},
    exits=[S.REFUSED, S.WITHDRAWN],
    closed=[S.EXPIRED],
)


def state_at(state: str, expires_at: datetime | None, at: datetime) -> str:
    """The state that counts: a consent is over at its instant, whether or not the nightly run has said so."""
    over = state == S.GIVEN and expires_at is not None and expires_at <= at
    return S.EXPIRED if over else state


def covers(given: Iterable[str], wanted: Iterable[str]) -> bool:
    """Whether every field wanted was said yes to."""
    return set(wanted) <= set(given)
