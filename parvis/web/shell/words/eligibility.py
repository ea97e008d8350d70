"""Whom a service is for, as words that follow "only for …". A condition nobody has words for is said to be theirs to explain."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from parvis.kernel import languages
from parvis.web.design.words import language_now
from parvis.web.shell.town import place_name
from parvis.web.shell.words import said
from parvis.web.shell.words.people import STAGES

SYMBOLS = {">=": "ge", ">": "gt", "<=": "le", "<": "lt"}


def condition(fact: str, op: str, needed: Any) -> str:
    """`age`, `ge`, 18 gives "people of 18 and more"."""
    found = WORDS.get(fact)
    op = SYMBOLS.get(op, op)
    return (
        found(op, needed)
        if found
        else gettext("a condition of their own (%(fact)s)") % {"fact": fact.replace("_", " ")}
    )


def conditions(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """Rules as they stand in a column, a text each; of an `any` group one text with "or" between its members."""
    return [_group(row["any"]) if "any" in row else condition(row["fact"], row["op"], row["value"]) for row in rows]


def _group(members: Iterable[Mapping[str, Any]]) -> str:
    return gettext(" or ").join(conditions(members))


def _many(needed: Any) -> list[Any]:
    if isinstance(needed, Collection) and not isinstance(needed, str):
        return list(needed)
    return [needed]


def _age(op: str, needed: Any) -> str:
    if op == "between":
        low, high = _many(needed)[:2]
        return gettext("people of %(low)s to %(high)s years") % {"low": low, "high": high}
    pattern = {
        "ge": gettext("people of %(n)s and more"),
        "gt": gettext("people over %(n)s"),
        "le": gettext("people up to %(n)s years"),
        "lt": gettext("people under %(n)s"),
    }.get(op, gettext("people of %(n)s years"))
    return pattern % {"n": needed}


def _children(op: str, needed: Any) -> str:
    n = int(needed) if str(needed).isdigit() else 1
    if op in {"le", "lt"} or n == 0:
        return gettext("households without children") if n <= 1 else gettext("households of few children")
    return ngettext("families with a child", "families with %(n)s children or more", n) % {"n": n}


def _size(op: str, needed: Any) -> str:
    pattern = gettext("households of %(n)s and more") if op in {"ge", "gt"} else gettext("households of %(n)s at most")
    return pattern % {"n": needed}


def _gender(_op: str, needed: Any) -> str:
    words = {"female": gettext("women"), "male": gettext("men")}
    return gettext(", ").join(words.get(str(one), str(one)) for one in _many(needed))


def _place(_op: str, needed: Any) -> str:
    names = [place_name(str(one), language_now()) for one in _many(needed)]
    return gettext("people who live in %(places)s") % {"places": gettext(", ").join(names)}


def _stage(_op: str, needed: Any) -> str:
    return gettext("people at this stage: %(stages)s") % {
        "stages": gettext(", ").join(said(STAGES, one) for one in _many(needed))
    }


def _language(_op: str, needed: Any) -> str:
    names = gettext(", ").join(languages.name_in(str(one), language_now()) for one in _many(needed))
    return gettext("people who speak %(languages)s") % {"languages": names}


LEGAL_STATUSES = {
    "citizen": _("citizen"),
    "permanent_resident": _("permanent resident"),
    "refugee": _("recognised refugee"),
    "subsidiary_protection": _("subsidiary protection"),
    "temporary_protection": _("temporary protection"),
    "asylum_seeker": _("asylum procedure running"),
    "stateless": _("stateless"),
    "temporary_worker": _("temporary worker"),
}
NAMED_GROUNDS = {
    "violence": _("violence suffered"),
    "trafficking": _("trafficking"),
    "crime": _("a crime suffered"),
    "family": _("family of a citizen or resident"),
    "other_status": _("another status that the place names"),
}


def _status(op: str, needed: Any) -> str:
    names = gettext(", ").join(said(LEGAL_STATUSES, one) for one in _many(needed))
    pattern = (
        gettext("people without these papers: %(statuses)s")
        if op in {"not_in", "ne"}
        else gettext("people with one of these papers: %(statuses)s")
    )
    return pattern % {"statuses": names}


def _ground(_op: str, needed: Any) -> str:
    names = gettext(", ").join(said(NAMED_GROUNDS, one) for one in _many(needed))
    return gettext("people with a ground that the place names: %(grounds)s") % {"grounds": names}


def _level(_op: str, needed: Any) -> str:
    return gettext("people whose level is %(level)s or above") % {"level": needed}


WORDS = {
    "language_level": _level,
    "age": _age,
    "household_children": _children,
    "household_size": _size,
    "gender": _gender,
    "lives_in": _place,
    "stage": _stage,
    "language": _language,
    "speaks": _language,
    "legal_status": _status,
    "named_ground": _ground,
}
