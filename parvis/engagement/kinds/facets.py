"""What a reader may narrow a search by, as offers of any kind answer it. A kind says which of its details answers what;
what nobody has said is unknown, and unknown is never no."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from parvis.engagement.kinds.details import Detail, Facet, Shape, as_text
from parvis.kernel.languages import base

# From when on an hour is in the evening, as the clock of the details writes it.
EVENING = "17:30"


def answered(details: Sequence[Detail], given: Mapping[str, Any], facet: Facet) -> bool | None:
    """What the flags of a facet say: yes when one does, no when one says no, None where none is told."""
    said = [given[one.code] for one in details if one.facet is facet and isinstance(given.get(one.code), bool)]
    return any(said) if said else None


def spoken(
    details: Sequence[Detail], given: Mapping[str, Any], of_service: Iterable[Mapping[str, Any]] | None
) -> tuple[str, ...] | None:
    """The languages spoken there: those the offer names, else those of its service (`{"code": …}` rows), else None.

    The language in which an offer is written says nothing of who speaks what.
    """
    told = [code for one in details if one.facet is Facet.LANGUAGES for code in given.get(one.code) or ()]
    told = told or [str(row["code"]) for row in of_service or () if row.get("code")]
    return tuple(dict.fromkeys(base(code) for code in told)) or None


def words(details: Sequence[Detail], given: Mapping[str, Any]) -> list[str]:
    """What the details say in words that a reader may search by: own words, and levels."""
    return [as_text(given[one.code]) for one in details if one.is_searched and given.get(one.code)]


def after_work(details: Sequence[Detail], given: Mapping[str, Any]) -> bool:
    """Whether it is given in the evening, as its weekly hours say."""
    weekly = (given.get(one.code) for one in details if one.shape is Shape.WEEKLY)
    return any(week["start"] >= EVENING for week in weekly if week)
