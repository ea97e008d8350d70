"""What is behind a number: every figure opens its definition. Wording lives at the door, by these codes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """Codes of what is counted, out of what, from which source, and what silence and withdrawal count as."""

    code: str
    version: int
    numerator: str
    denominator: str
    source: str
    silence: str
    left_out: tuple[str, ...]


# A quick no counts as an answer; a question alone does not; silence counts against (research: the feedback loop is what fails).
ANSWERED_IN_TIME = Definition(
    code="answered_in_time",
    version=1,
    numerator="answered_in_time.numerator",
    denominator="answered_in_time.denominator",
    source="answered_in_time.source",
    silence="answered_in_time.silence",
    left_out=("still_in_time", "ended_before_limit"),
)
SERVICE_GIVEN = Definition(
    code="service_given",
    version=1,
    numerator="service_given.numerator",
    denominator="service_given.denominator",
    source="service_given.source",
    silence="service_given.silence",
    left_out=("still_running",),
)
DEFINITIONS = {definition.code: definition for definition in (ANSWERED_IN_TIME, SERVICE_GIVEN)}
