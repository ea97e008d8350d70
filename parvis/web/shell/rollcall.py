"""Who came, told on one page: every line that was answered is kept at once, or none; a refused one is named, and what was chosen stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from parvis.core.sentences import sentence
from parvis.engagement import actions
from parvis.engagement.errors import LineRefused
from parvis.engagement.queries import ExpectedLine, SessionView, SupportView
from parvis.kernel.actor import Actor
from parvis.kernel.errors import NotFound, ParvisError
from parvis.web.shell import supports
from parvis.web.shell.participants import Known
from parvis.web.shell.sending import version_in
from parvis.web.shell.words import said
from parvis.web.shell.words.casework import ATTENDANCE

# What may have happened, in the order in which it is offered.
WENT = ("present", "late", "absent", "excused", "not_served")


@dataclass(slots=True)
class RollCall:
    """What came back from the page. `wrong` says of a person why her line was refused; `said` what stands on top."""

    post: Mapping[str, str] = field(default_factory=dict)
    wrong: dict[int, str] = field(default_factory=dict)
    said: str = ""

    def chosen(self, line: ExpectedLine) -> str:
        """What was chosen in this line."""
        return self.post.get(f"state-{line.number}", "")

    def rows(
        self,
        lines: Iterable[ExpectedLine],
        *,
        session: SessionView,
        asked: Mapping[int, Iterable[SupportView]],
        who: Callable[[ExpectedLine], Known | None],
        at: datetime,
    ) -> list[dict[str, Any]]:
        """What the page shows of everybody: `asked` are the supports by attendance, `who` gives what she lets the teller know."""
        begun = session.starts_at <= at and session.state in {"planned", "held"}
        return [
            {
                "one": line,
                "who": who(line),
                "words": said(ATTENDANCE, line.state),
                "supports": supports.shown(asked.get(line.attendance_id, ())),
                "may_tell": begun and line.state == "expected",
                "chosen": self.chosen(line),
                "wrong": self.wrong.get(line.person_id, ""),
            }
            for line in lines
        ]

    def keep(self, lines: Iterable[ExpectedLine], *, session: UUID, by: Actor, at: datetime) -> bool:
        """Keep what was answered; False where nothing was, with the reason."""
        told = [
            actions.Told(person_id=line.person_id, state=state, version=version_in(self.post, f"version-{line.number}"))
            for line in lines
            if (state := self.chosen(line))
        ]
        try:
            actions.attend_all(session_public_id=session, told=told, by=by, at=at)
        except NotFound:
            raise
        except ParvisError as error:
            if isinstance(error, LineRefused):
                self.wrong[error.person_id] = sentence(error.cause)
            self.said = sentence(error)
            return False
        if not told:
            self.said = _("Say of at least one person how it went.")
        return bool(told)
