"""Pure decisions of the room: ages, name keys, consents, parts and their checks, what was typed. No database."""

from parvis.people.rules.birth import Age, age_on, age_span, born_of, parse_birth, surely_under
from parvis.people.rules.consents import CONSENT, covers, state_at
from parvis.people.rules.names import NameWords, name_words
from parvis.people.rules.parts import (
    HOSTS,
    Check,
    ends_soon,
    is_checked,
    part_state,
    surely_adult,
    usual_vetting,
    vetting_at,
)
from parvis.people.rules.typed import Problems, ascii_digits, clean, is_pin

__all__ = [
    "CONSENT",
    "HOSTS",
    "Age",
    "Check",
    "NameWords",
    "Problems",
    "age_on",
    "age_span",
    "ascii_digits",
    "born_of",
    "clean",
    "covers",
    "ends_soon",
    "is_checked",
    "is_pin",
    "name_words",
    "parse_birth",
    "part_state",
    "state_at",
    "surely_adult",
    "surely_under",
    "usual_vetting",
    "vetting_at",
]
