"""A case of the data files while it is played: what it is made of so far, for those who add to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from parvis.cli.town.stage import Stage

# A fact and its time.
Deed = tuple[datetime, Callable[[], object]]


class Story:
    """Who leads the case, since when, and the ids of what has been made."""

    def __init__(self, stage: Stage, row: Mapping[str, Any]) -> None:
        self.stage = stage
        self.row = row
        self.by = stage.worker(row["lead"])
        self.opened = stage.ago(days=row["opened_days_ago"])
        self.needs: list[str] = []
        self.steps: list[int] = []
        self.case_id = 0
        self.case = ""
