"""Why two registrations may be of one person, as plain sentences. Codes come from `engines.names`."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from parvis.web.shell.words import Table, said

ALIKE: Table = {
    "name_same": _("The same name"),
    "name_alike": _("A name that sounds alike"),
    "name_script": _("The name may be the same in another script"),
    "name_part": _("One of the two has a name more"),
    "born_same": _("Born on the same day"),
    "born_swapped": _("Born on the same day, with day and month exchanged"),
    "born_year": _("Born in the same year"),
    "born_near": _("Born about the same time"),
    "born_apart": _("The dates of birth are far apart"),
    "sex_differs": _("Another gender is written down"),
}


def spoken(reasons: Iterable[str]) -> str:
    """All reasons in one line."""
    return " · ".join(said(ALIKE, code) for code in reasons)
