"""Score terms: each gives a reason with whole points, or a question, or nothing. They never see facts about the person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from parvis.engines.geo import haversine_km
from parvis.engines.proposing.records import Candidate, Kind, Need, Policy, Reason

Term = Callable[[Need, Candidate, datetime, Policy], Reason | None]


def distance_km(need: Need, candidate: Candidate) -> float | None:
    """Great-circle km, or None when one of the places is not known."""
    if need.place is None or candidate.place is None:
        return None
    return haversine_km(*need.place, *candidate.place)


def stale(candidate: Candidate, at: datetime, policy: Policy) -> bool:
    """Not checked by anybody within the limit; never checked counts as stale."""
    return candidate.checked_on is None or (at.date() - candidate.checked_on).days > policy.stale_days


def taught(need: Need, candidate: Candidate, _at: datetime, policy: Policy) -> Reason | None:
    """Where a language is to be learnt, what teaches one comes first; what only stands under the same topic follows."""
    if need.language_wanted and candidate.teaches_language:
        return Reason(Kind.FITS, "language.taught", {}, policy.taught)
    return None


def nearness(need: Need, candidate: Candidate, _at: datetime, policy: Policy) -> Reason | None:
    """All points at the door, none at the radius, in between in proportion; remote counts as half way."""
    km = distance_km(need, candidate)
    if km is None:
        return Reason(Kind.FITS, "place.remote", {}, policy.near // 2) if candidate.remote else None
    points = round(policy.near * max(0.0, 1 - km / policy.radius_km))
    if candidate.remote and points < policy.near // 2:
        return Reason(Kind.FITS, "place.remote", {"km": round(km, 1)}, policy.near // 2)
    code = "place.near" if km <= policy.radius_km else "place.far"
    return Reason(Kind.FITS if code == "place.near" else Kind.WARN, code, {"km": round(km, 1)}, points)


def language(need: Need, candidate: Candidate, _at: datetime, policy: Policy) -> Reason | None:
    """A shared language gives points; languages not known are a question; another language calls for an interpreter."""
    if not need.languages:
        return None
    if candidate.languages is None:
        return Reason(Kind.ASK, "language.unknown", {"languages": tuple(sorted(need.languages))})
    shared = tuple(sorted(need.languages & candidate.languages))
    if shared:
        return Reason(Kind.FITS, "language.shared", {"languages": shared}, policy.language)
    return Reason(Kind.BRING, "language.interpreter", {"languages": tuple(sorted(need.languages))})


def opening(_need: Need, candidate: Candidate, at: datetime, policy: Policy) -> Reason | None:
    """Open now, open soon, or hours to ask for."""
    hours = candidate.hours
    if hours.open:
        return Reason(Kind.FITS, "hours.open", {"until": hours.until}, policy.open_now)
    if hours.next_open is None:
        return Reason(Kind.ASK, "hours.unknown") if hours.open is None else None
    soon = hours.next_open - at <= timedelta(hours=policy.soon_hours)
    return Reason(Kind.FITS, "hours.next", {"at": hours.next_open}, policy.open_soon if soon else 0)


def freshness(_need: Need, candidate: Candidate, at: datetime, policy: Policy) -> Reason | None:
    """Checked lately gives points, an old check a warning."""
    checked = candidate.checked_on
    if checked is None:
        return Reason(Kind.WARN, "listing.never_checked")
    days = (at.date() - checked).days
    if days > policy.stale_days:
        return Reason(Kind.WARN, "listing.stale", {"checked_on": checked, "days": days})
    if days <= policy.fresh_days:
        return Reason(Kind.FITS, "listing.fresh", {"checked_on": checked}, policy.fresh)
    return None


def answers(_need: Need, candidate: Candidate, _at: datetime, policy: Policy) -> Reason | None:
    """A provider who answers within the limit earns points, all of them for an answer at once."""
    hours = candidate.answer_hours
    if hours is None or hours > policy.answer_hours:
        return None
    points = round(policy.answers * (1 - max(hours, 0) / policy.answer_hours / 2))
    return Reason(Kind.FITS, "provider.answers", {"hours": round(hours)}, points)


def cost(_need: Need, candidate: Candidate, _at: datetime, policy: Policy) -> Reason | None:
    """Free gives points; an unknown cost is a question; a price is told."""
    if candidate.free is None:
        return Reason(Kind.ASK, "cost.unknown")
    if candidate.free:
        return Reason(Kind.FITS, "cost.free", {}, policy.free)
    return Reason(Kind.BRING, "cost.money")


TERMS: tuple[Term, ...] = (taught, nearness, language, opening, freshness, answers, cost)
DATED: tuple[Term, ...] = (taught, nearness, language)
