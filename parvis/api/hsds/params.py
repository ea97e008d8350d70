"""What a request asks for, read strictly: a filter that can't be honoured is refused, never silently left out."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from uuid import UUID

from django.http import HttpRequest, QueryDict

from parvis.core.identity import as_uuid
from parvis.kernel.errors import Invalid

YES, NO = ("true", "1", "yes", ""), ("false", "0", "no")
# Of the standards, and not offered here. Asking for one is refused, so that nobody takes all services for some.
NOT_OFFERED = ("day", "start_time", "end_time", "top_only", "parent_id")
MOST_PER_PAGE, MOST_STAMPS, PER_PAGE = 500, 10_000, 50
LAST_PAGE = 1_000_000
_WHOLE, _DIGITS = re.compile(r"-?\d+"), 12


class Params:
    """Reads parameters one by one and collects what is wrong; `check` raises all of it at once as `Invalid`."""

    def __init__(self, request: HttpRequest) -> None:
        self._given: QueryDict = request.GET
        self._wrong: dict[str, str] = {name: "api.not_offered" for name in NOT_OFFERED if name in self._given}

    def check(self) -> None:
        """Raise `Invalid` when a parameter read so far was wrong."""
        if self._wrong:
            raise Invalid(self._wrong, code="api.parameters")

    def refuse(self, name: str, code: str) -> None:
        """Note that a parameter is wrong."""
        self._wrong[name] = code

    def text(self, name: str, limit: int = 200) -> str:
        """Words."""
        found = self._given.get(name, "").replace("\x00", "").strip()
        if len(found) > limit:
            self.refuse(name, "field.too_long")
        return found

    def number(self, name: str, *, low: int, high: int) -> int | None:
        """A whole number within bounds; None when not given."""
        found = self._given.get(name)
        if found is None:
            return None
        if not _WHOLE.fullmatch(found.strip()):
            self.refuse(name, "field.not_a_number")
            return None
        given = int(found.strip()[:_DIGITS])
        if len(found.strip()) > _DIGITS or not low <= given <= high:
            self.refuse(name, "field.out_of_range")
            return None
        return given

    def yes(self, name: str) -> bool:
        """True, false, or not given."""
        found = self._given.get(name, "false").strip().lower()
        if found not in (*YES, *NO):
            self.refuse(name, "field.not_yes_or_no")
        return found in YES

    def moment(self, name: str) -> datetime | None:
        """A date or an instant; without a zone it is UTC."""
        found = self._given.get(name)
        if found is None:
            return None
        try:
            moment = datetime.fromisoformat(found.strip().replace(" ", "+"))
            return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
        except (ValueError, OverflowError):  # no date, or one beyond the calendar's first or last day
            self.refuse(name, "field.not_a_date")
            return None

    def identity(self, name: str) -> UUID | None:
        """A UUID."""
        found = self._given.get(name)
        if found is None:
            return None
        given = as_uuid(found.strip())
        if given is None:
            self.refuse(name, "field.not_an_id")
        return given

    def streams(self) -> bool:
        """Whether all is wanted as one object a line."""
        found = self._given.get("format", "json")
        if found not in ("json", "ndjson"):
            self.refuse("format", "field.not_a_choice")
        return found == "ndjson"

    def page(self, most: int = MOST_PER_PAGE) -> tuple[int, int]:
        """The page's number, from 1, and its size."""
        number = self.number("page", low=1, high=LAST_PAGE) or 1
        return number, self.number("per_page", low=1, high=most) or PER_PAGE
