"""Decisions of the room, in plain Python."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import yaml

from parvis.engines.eligibility import Group, Op, Rule, all_of, read_rules
from parvis.engines.geo import is_place
from parvis.engines.hours import Opening, write_week
from parvis.engines.text import tokens
from parvis.kernel.topics import TOPICS

_FREE = re.compile(r"\b(free|no (?:fee|cost|charge)s?|gratuite?s?|gratis|none|sin costo)\b|مجان", re.IGNORECASE)
_LOW = re.compile(r"\b(sliding|low[- ]cost|nominal|reduced|donation|prix libre|participation)\b", re.IGNORECASE)
_DEPENDS = re.compile(r"\b(var(?:y|ies)|depends?|medicaid|medicare|insurance|selon|depende|call)\b", re.IGNORECASE)
_ANYBODY = re.compile(
    r"\W*(any ?(?:one|body)|every ?(?:one|body)|open to (?:all|the public)|all (?:people|are)|no (?:restrictions?|requirements?)|none|n/?a"
    r"|tout(?:e personne| le monde|es les personnes)|tous|ouvert à tous|todo el mundo|todas las personas|cualquier persona)\b"
    r"|\W*(?:الجميع|كل الناس|لكل)",
    re.IGNORECASE,
)  # fmt: skip
_DAY_LONG = time()


def is_stale(verified_on: date | None, today: date, days: int) -> bool:
    """Whether nobody has checked a listing for too long; one that was never checked is stale."""
    return verified_on is None or verified_on < today - timedelta(days=days)


def is_point(latitude: float | None, longitude: float | None) -> bool:
    """Whether these are coordinates of a place."""
    return is_place(latitude, longitude)


def ages_make_sense(minimum: int | None, maximum: int | None) -> bool:
    """Whether both ages can be kept: nobody is under 0 or over 150, and the first is not above the second."""
    given = [age for age in (minimum, maximum) if age is not None]
    return all(0 <= age <= 150 for age in given) and given == sorted(given)


def cost_kind(fees: str, costs: Sequence[Any]) -> str:
    """free, low, paid, depends or unknown, from the source's words. A word we do not know means unknown, never free."""
    words = " ".join([fees, *(f"{cost.option} {cost.description}" for cost in costs)])
    amounts = [cost.amount for cost in costs if cost.amount]
    if amounts:
        return "free" if all(re.fullmatch(r"0+(\.0+)?", amount) for amount in amounts) else "paid"
    found = [code for code, known in (("low", _LOW), ("depends", _DEPENDS), ("free", _FREE)) if known.search(words)]
    if "free" in found and len(found) > 1:
        return "depends"
    return found[0] if found else ("paid" if re.search(r"[$€£]\s?\d|\d\s?[€£]", words) else "unknown")


def cost_words(costs: Sequence[Any]) -> str:
    """One line a cost, when the source has no sentence on fees."""
    lines = (" ".join(part for part in (c.option, c.amount, c.currency, c.description) if part) for c in costs)
    return "\n".join(line for line in lines if line)


def known_topics(topics: Iterable[Any]) -> list[str]:
    """Codes of ours that the source gives, in its order, once each."""
    return list(dict.fromkeys(t.code for t in topics if t.vocabulary == "parvis" and t.code in TOPICS))


def guess_topics(name: str, text: str, terms: Iterable[Any] = ()) -> list[str]:
    """At most two topics guessed from words: those of the name and the source's own terms count three times.

    A guess, to be said so; none when no word tells.
    """
    loud = set(tokens(f"{name} {' '.join(term.name for term in terms)}"))
    quiet = set(tokens(text[:4000]))
    points: dict[str, int] = {}
    for code, words in _keywords().items():
        score = 3 * len(words & loud) + len(words & (quiet - loud))
        if score >= 2:
            points[code] = score
    ranked = sorted(points, key=lambda code: (-points[code], list(TOPICS).index(code)))
    return [code for code in ranked if points[code] * 2 >= points[ranked[0]]][:2]


@functools.cache
def _keywords() -> dict[str, frozenset[str]]:
    path = Path(__file__).parent / "data" / "topic_words.yaml"
    data: Mapping[str, str] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {code: frozenset(tokens(words)) for code, words in data.items()}


def openings(schedules: Iterable[Mapping[str, Any]]) -> tuple[tuple[Opening, ...], bool]:
    """Weekly openings, and whether they are all there is: a rule no weekday says makes "closed" unknown."""
    found: list[Opening] = []
    complete = True
    for row in schedules:
        if row.get("weekday") is None or not row.get("opens_at") or not row.get("closes_at"):
            complete = complete and not (row.get("rule") or row.get("opens_at"))
            continue
        opens, closes = time.fromisoformat(row["opens_at"]), time.fromisoformat(row["closes_at"])
        found.append(
            Opening(
                weekday=int(row["weekday"]),
                opens=opens,
                closes=closes,
                valid_from=_day(row.get("valid_from")),
                valid_to=_day(row.get("valid_to")),
                note=row.get("note", ""),
                on_holidays=bool(row.get("on_holidays")),
            )
        )
    return _never_closing(found), complete


def hours_lines(schedules: Iterable[Mapping[str, Any]]) -> list[str]:
    """The week and the remarks as lines for an editor, which `engines.hours.parse_week` reads back."""
    rows = list(schedules)
    plain = [row for row in rows if not row.get("valid_from") and not row.get("valid_to")]
    loose = (row for row in rows if row.get("weekday") is None or not row.get("opens_at") or not row.get("closes_at"))
    notes = (row.get("note") or row.get("rule", "") for row in loose)
    return write_week(openings(plain)[0]) + [
        line for note in dict.fromkeys(notes) for line in str(note).splitlines() if line
    ]


def _never_closing(found: list[Opening]) -> tuple[Opening, ...]:
    """What is open all day, every day, is open on public holidays too."""
    if {row.weekday for row in found if row.opens == row.closes == _DAY_LONG} == set(range(7)):
        return tuple(Opening(weekday=day, opens=_DAY_LONG, closes=_DAY_LONG, on_holidays=True) for day in range(7))
    return tuple(found)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def eligibility(rows: Iterable[Mapping[str, Any]], minimum: int | None, maximum: int | None) -> Group | None:
    """Who a service is for, as rules of `engines.eligibility`; None when it says nothing. Ages of the columns count too."""
    rules = read_rules(rows)
    facts = {rule.fact for rule in rules if isinstance(rule, Rule)}
    if "age" not in facts and minimum is not None:
        rules.append(Rule("age", Op.GE, minimum))
    if "age" not in facts and maximum is not None:
        rules.append(Rule("age", Op.LE, maximum))
    return all_of(*rules) if rules else None


def names_somebody(who: str) -> bool:
    """Whether a source's words on who can come keep somebody out, as far as words can tell."""
    return bool(who.strip()) and not _ANYBODY.match(who)


def first_sentence(text: str, limit: int = 180) -> str:
    """The first line or sentence, cut at a word when it is long."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    sentence = re.split(r"(?<=[.!?؟])\s", line, maxsplit=1)[0]
    if len(sentence) <= limit:
        return sentence
    return sentence[:limit].rsplit(" ", 1)[0].rstrip(",;: ") + "…"
