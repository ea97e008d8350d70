"""What registering and correcting check alike: names, birth, contact, and the lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from parvis.core.bulk import insert_index_rows
from parvis.core.house import house
from parvis.people.choices import BirthPrecision, ContactKind, NameKind, Safety
from parvis.people.entries import Birth, NewContact, NewName
from parvis.people.keys import sound_key, word_key
from parvis.people.models import NameKey, Person, PersonName
from parvis.people.rules import Problems, ascii_digits, name_words, parse_birth
from parvis.people.rules.birth import BirthProblem

LONGEST_NAME = 120
MOST_NAMES = 8
NAME_KEY = ("name_id", "person_id", "key")


def checked_names(names: Iterable[NewName], problems: Problems) -> list[NewName]:
    """The names with something in them; one at least, a nickname will do."""
    kept = []
    for name in names:
        text = problems.text("names", name.text, limit=LONGEST_NAME)
        if text:
            language = problems.language("names", name.language)
            kept.append(
                NewName(text=text, language=language, kind=problems.choice("names", name.kind, NameKind.values))
            )
    if not kept:
        problems.add("names", "missing")
    if len(kept) > MOST_NAMES:
        problems.add("names", "too_many")
    return kept


def checked_birth(birth: Birth, problems: Problems, *, today: date) -> str:
    """The ISO date to store, or a problem in `birth`."""
    problems.choice("birth_precision", birth.precision, BirthPrecision.values)
    try:
        return parse_birth(birth.precision, birth.value, today=today)
    except BirthProblem as problem:
        problems.add("birth", str(problem))
        return ""


def checked_contact(contact: NewContact, problems: Problems) -> NewContact:
    """With the number or address as it is stored (E.164), or a problem in `contact`."""
    problems.choice("contact_kind", contact.kind, ContactKind.values)
    problems.choice("contact_safety", contact.safety, Safety.values)
    value = problems.text("contact", contact.value, limit=200)
    if not value:
        problems.add("contact", "missing")
    elif contact.kind == ContactKind.PHONE:
        value = _phone(value, problems)
    elif contact.kind == ContactKind.EMAIL:
        try:
            validate_email(value)
        except ValidationError:
            problems.add("contact", "not_an_email")
    note = problems.text("contact_note", contact.note, limit=500)
    return NewContact(kind=contact.kind, value=value, safety=contact.safety, note=note)


def checked_languages(speaks: Sequence[str], problems: Problems) -> list[str]:
    """Language tags without doubles."""
    return list(dict.fromkeys(problems.language("speaks", code) for code in speaks if code.strip()))


def write_names(person: Person, names: Sequence[NewName]) -> None:
    """The names in their order, each with the keys by which it is found."""
    for row, keys in name_rows(person, names):
        row.save()
        insert_index_rows(NameKey, NAME_KEY, ((row.pk, person.pk, key) for key in keys))


def name_rows(person: Person, names: Sequence[NewName]) -> list[tuple[PersonName, list[str]]]:
    """The same as rows, not saved, each with its keys."""
    controller = person.controller_id
    made = []
    for position, name in enumerate(names):
        row = PersonName(controller_id=controller, person=person, kind=name.kind, text=name.text)
        row.language, row.position = name.language, position
        keys = dict.fromkeys(
            key
            for word in name_words(name.text)
            for key in (word_key(word.word, controller), sound_key(word.sound, controller))
        )
        made.append((row, list(keys)))
    return made


def _phone(value: str, problems: Problems) -> str:
    try:
        number = phonenumbers.parse(ascii_digits(value), house().phone_region)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        problems.add("contact", "not_a_phone")
        return value
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
