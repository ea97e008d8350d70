"""The town in which the stories happen, and its clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
import segno

from parvis.core import clock
from tests.journeys.reader import Reader
from tests.town import Town, town, town_alive, town_of_module

__all__ = ["camera", "sign_in", "time", "town", "town_alive", "town_of_module"]
PASSWORD = "parvis-demo-2026"


class Time:
    """The clock of the house, read at its edge: it stands still until a story moves it."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def passes(self, **much: float) -> datetime:
        """Let days, hours or minutes go by."""
        self.at += timedelta(**much)
        return self.at


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    """A clock that a story moves."""
    ticking = Time(clock.now())
    monkeypatch.setattr(clock, "timezone", SimpleNamespace(now=lambda: ticking.at))
    return ticking


@pytest.fixture
def camera(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a phone's camera reads in the squares that pages draw, oldest first."""
    seen: list[str] = []
    draw = segno.make

    def note(text: str, **how: object) -> object:
        seen.append(text)
        return draw(text, **how)

    monkeypatch.setattr(segno, "make", note)
    return seen


@pytest.fixture
def sign_in(town: Town) -> Callable[[str], Reader]:
    """Somebody signs in on the page for it."""

    def enter(username: str, *, language: str = "en") -> Reader:
        reader = Reader().open(f"/{language}/sign-in/")
        reader.write("Your sign-in name", username).write("Your password", PASSWORD).press("Sign in")
        assert reader.status == 200
        return reader

    return enter
