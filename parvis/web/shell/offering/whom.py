"""For whom an offer is: the conditions that a form can ask for, and those it leaves as they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.engagement.kinds.details import LEVELS
from parvis.web.shell.offering.typed import chosen, number

Row = Mapping[str, Any]
# The field that writes a condition, by its fact and comparison. Whatever has no field here is kept untouched.
ASKED = {
    ("age", ">="): "age_from",
    ("age", "<="): "age_to",
    ("language_level", ">="): "level_from",
    ("household_children", ">="): "children_from",
}
ANYBODY = ("", _("Anybody"))


def fields() -> dict[str, forms.Field]:
    """One for each condition that can be asked for; empty is for everybody."""
    return {
        "age_from": number(_("From which age"), most=120),
        "age_to": number(_("Up to which age"), most=120),
        "level_from": chosen(_("Level of the language at least"), [ANYBODY, *((level, level) for level in LEVELS)]),
        "children_from": number(_("Families with so many children at least"), least=1, most=20),
    }


def first(rows: Iterable[Row]) -> dict[str, Any]:
    """What the fields hold at first."""
    return {name: row["value"] for row in rows if (name := _name(row))}


def others(rows: Iterable[Row]) -> list[Row]:
    """Conditions that the form does not ask for."""
    return [row for row in rows if not _name(row)]


def rows(given: Mapping[str, Any], kept: Iterable[Row]) -> list[Row]:
    """The conditions as they are stored."""
    asked = [
        {"fact": fact, "op": op, "value": given[name]}
        for (fact, op), name in ASKED.items()
        if given.get(name) not in (None, "")
    ]
    return [*asked, *others(kept)]


def _name(row: Row) -> str:
    plain = "any" not in row and not row.get("code") and not isinstance(row.get("value"), list)
    return ASKED.get((str(row["fact"]), str(row["op"])), "") if plain else ""
