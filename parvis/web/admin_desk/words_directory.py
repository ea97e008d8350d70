"""Codes of the directory's desk as words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from parvis.web.shell.words import Table

CONFLICT_STATES: Table = {
    "open": _("waits"),
    "later": _("put off"),
    "ours": _("ours kept"),
    "theirs": _("the source’s taken"),
}
PAIR_STATES: Table = {"open": _("waits"), "later": _("put off"), "same": _("the same"), "different": _("not the same")}
REASONS: Table = {
    "name": _("The names are the same."),
    "near_name": _("The names are nearly the same."),
    "phone": _("They have a phone number in common."),
    "site": _("They have the same site."),
    "email": _("They have the same e-mail address."),
    "two_sources": _("They come from two sources."),
    "address": _("They have the same address."),
    "point": _("They stand within some steps of one another."),
    "owner": _("The same organisation offers them."),
    "near_owner": _("Their organisations have nearly the same name."),
    "other_owner": _("Two organisations offer them: ask one of them."),
    "other_words": _("They are described in other words: read both."),
}
