"""Endings in words: of what is taken up, and of what was agreed on for it. Neither side is told apart."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from parvis.web.shell.words import Table, said

# What one may say when leaving: the same list for both sides, which blames neither.
END_REASONS: Table = {
    "moved_away": _("Somebody moves away"),
    "found_other": _("Something else was found"),
    "times": _("The times don’t fit any more"),
    "health_or_family": _("Health or family"),
    "not_the_right_fit": _("It is not the right match"),
    "offer_changed": _("What was offered has changed"),
    "no_contact": _("We have lost touch"),
    "other": _("Another reason"),
}
# What the file says of an end, whoever wished it.
ENDINGS: Table = {
    "ran_out": _("It ran to its end."),
    "not_said": _("It ended before its last day. No reason is asked."),
    "not_possible": _("It was no longer possible."),
    "not_concluded": _("It was not concluded."),
    "moved_away": _("It ended with a move to another place."),
    "found_other": _("It ended when something else was found."),
    "times": _("It ended because the times no longer fitted."),
    "not_the_right_fit": _("It was not the right match, and ended."),
    "offer_changed": _("It ended because what was offered has changed."),
    "no_contact": _("It ended when contact was lost."),
    "circumstances": _("It ended for reasons of its own."),
}
# What the state says by itself.
_TOLD_BY_STATE = frozenset({"", "ran_out", "not_possible"})


def told(ending: str) -> str:
    """The sentence beside the state of what was taken up; empty where the state says all."""
    return "" if ending in _TOLD_BY_STATE else said(ENDINGS, ending)
