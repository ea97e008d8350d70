"""What is asked for at a session, in words: the same for the person and for who works with her."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from parvis.engagement.queries import SupportView
from parvis.kernel.languages import name_in
from parvis.web.design.words import language_now
from parvis.web.shell.words import said
from parvis.web.shell.words.engagement import SUPPORT_STATES, SUPPORT_TONES, SUPPORTS


@dataclass(frozen=True, slots=True)
class ShownSupport:
    """One thing asked for. `state` stays the code, for what can be done with it."""

    public_id: UUID
    version: int
    what: str
    number: int
    state: str
    words: str
    tone: str

    @property
    def is_open(self) -> bool:
        """Whether it may still be confirmed or called off."""
        return self.state in {"asked", "confirmed"}


def shown(rows: Iterable[SupportView]) -> list[ShownSupport]:
    """In the order they were asked for."""
    return [
        ShownSupport(
            public_id=row.public_id,
            version=row.version,
            what=_what(row),
            number=row.number,
            state=row.state,
            words=said(SUPPORT_STATES, row.state),
            tone=SUPPORT_TONES.get(row.state, ""),
        )
        for row in rows
    ]


def _what(row: SupportView) -> str:
    word = said(SUPPORTS, row.kind)
    return f"{word} ({name_in(row.language, language_now())})" if row.language else word
