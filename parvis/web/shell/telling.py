"""What is said after a day was moved or called off: who is told, and who has to be told by somebody."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def moved(silent: int) -> str:
    """`silent`: how many of those expected no message may safely reach."""
    return _with_the_rest(_("Moved."), silent) if silent else _("Moved. Everybody who is expected is told.")


def called_off(silent: int) -> str:
    """The same for a day that will not be."""
    if silent:
        return _with_the_rest(_("Called off."), silent)
    return _("Called off. Everybody who was expected is told.")


def _with_the_rest(done: str, silent: int) -> str:
    rest = ngettext(
        "No message may reach %(n)s person: ask the desk to tell her. The others are told.",
        "No message may reach %(n)s persons: ask the desk to tell them. The others are told.",
        silent,
    )
    return f"{done} {rest % {'n': silent}}"
