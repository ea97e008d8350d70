"""What hangs on a record: phones, contacts, languages, hours, addresses, terms, translations, rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any

from parvis.directory.incoming import (
    AddressIn,
    ContactIn,
    LanguageIn,
    PhoneIn,
    ScheduleIn,
    TopicIn,
    TranslationIn,
)
from parvis.engines.hours import parse_week
from parvis.engines.intake.languages import recognise
from parvis.engines.intake.phones import normal_phone
from parvis.engines.intake.values import is_email
from parvis.exchange.mapped.reader.evaluate import evaluate, texts
from parvis.exchange.mapped.reader.made import Made, known
from parvis.exchange.mapped.schema import keys
from parvis.exchange.mapped.schema.check import fold_word
from parvis.exchange.mapped.schema.shapes import RuleMap, Values
from parvis.kernel.topics import TOPICS


def phones(made: Made, region: str) -> tuple[PhoneIn, ...]:
    """Numbers, each once, to tap when they can be dialled from the region."""
    found = [
        _phone(made, region, *given) for part in made.section.groups.get("phones", ()) for given in _numbers(made, part)
    ]
    return tuple({(one.number, one.extension): one for one in found}.values())


def _numbers(made: Made, part: Mapping[str, Values]) -> Iterator[tuple[str, str, str, str]]:
    """number, kind, description, extension. A `text` whose pattern names its parts gives them all."""
    kind, words, extension = (made.part(part, key) for key in ("kind", "description", "extension"))
    for value in part.get("number", ()):
        for one in evaluate(value, made.raw, made.desk, "phones"):
            yield one.text, kind, words, extension
    for value in part.get("text", ()):
        for one in evaluate(value, made.raw, made.desk, "phones"):
            said = one.parts
            told = said.get("description", "") or words
            yield (
                said.get("number", one.text),
                said.get("kind", "") or kind,
                told,
                said.get("extension", "") or extension,
            )


def _phone(made: Made, region: str, given: str, kind: str, words: str, extension: str) -> PhoneIn:
    number, found, valid = normal_phone(given.strip().strip('"'), region)
    if not valid:
        made.desk.kept(made.raw.row, "phones", "phone.invalid", given)
    elif not given.startswith("+") and number.startswith("+"):
        made.desk.suppose(made.raw.row, "phones", "phone.international")
    return PhoneIn(
        number=number if valid else given,
        valid=valid,
        extension=extension or (found if valid else ""),
        kind=kind or "voice",
        description=words,
    )


def contacts(made: Made, region: str) -> tuple[ContactIn, ...]:
    """Persons or desks that the listing names."""
    found = []
    for part in made.section.groups.get("contacts", ()):
        mail = made.part(part, "email")
        if mail and not is_email(mail):
            made.desk.kept(made.raw.row, "contacts", "email.invalid", mail)
            made.raw.keep("contacts.email", mail)
        numbers = texts(part.get("phone", ()), made.raw, made.desk, "contacts")
        one = ContactIn(
            name=made.part(part, "name"),
            title=made.part(part, "title"),
            department=made.part(part, "department"),
            email=mail if is_email(mail) else "",
            phones=tuple(_phone(made, region, number, "", "", "") for number in numbers),
        )
        if one != ContactIn():
            found.append(one)
    return tuple(found)


def languages(made: Made) -> tuple[LanguageIn, ...]:
    """Languages spoken, from codes or free text, each once."""
    found: dict[tuple[str, str, str], LanguageIn] = {}
    for text in made.every("languages"):
        spoken = recognise(text)
        if not spoken[0].code:
            made.desk.kept(made.raw.row, "languages", "language.unknown", text)
        elif len(spoken) > 1 or spoken[0].note:
            made.desk.repaired(made.raw.row, "languages", "language.from_text", text)
        for one in spoken:
            found[one.code, one.name if not one.code else "", one.note] = LanguageIn(
                code=one.code, name=one.name, note=one.note
            )
    return tuple(found.values())


def hours(made: Made) -> tuple[ScheduleIn, ...]:
    """Weekly openings where all of a text is hours, else the text as a remark."""
    found: list[ScheduleIn] = []
    for text in made.every("hours"):
        week = parse_week(text)
        if week.understood:
            found += [ScheduleIn(weekday=o.weekday, opens_at=o.opens, closes_at=o.closes) for o in week.openings]
        else:
            made.desk.kept(made.raw.row, "hours", "hours.not_understood", text)
            found.append(ScheduleIn(note=text))
    return tuple(one for n, one in enumerate(found) if one not in found[:n])


def addresses(made: Made, region: str) -> tuple[AddressIn, ...]:
    """Addresses that name a street, a town or a postcode."""
    found = [_address(made, part, region) for part in made.section.groups.get("address", ())]
    return tuple(one for one in found if one is not None)


def _address(made: Made, part: Mapping[str, Values], region: str) -> AddressIn | None:
    given = {key: made.part(part, key) for key in part if key != "text"}
    for value in part.get("text", ()):
        for one in evaluate(value, made.raw, made.desk, "address"):
            if value.patterns and not one.parts:
                made.desk.kept(made.raw.row, "address", "address.not_taken_apart", one.text)
            for key, text in (one.parts or {"line_1": " ".join(one.text.split())}).items():
                if not given.get(key):
                    given[key] = " ".join(text.split()).strip(" ,")
    if not any(given.get(key) for key in ("line_1", "line_2", "city", "postal_code")):
        made.raw.row.values.update({f"address.{key}": text for key, text in given.items() if text and key != "country"})
        return None
    country, kind = _country(made, given.pop("country", ""), region), given.pop("kind", "")
    told: dict[str, Any] = {key: text for key, text in given.items() if text}
    return AddressIn(**told, country=country, kind=kind if kind in keys.CODES["place"] else "physical")


def _country(made: Made, given: str, region: str) -> str:
    if not given:
        made.desk.suppose(made.raw.row, "country", "country.supposed")
        return region
    if len(given) == 2 and given.isascii() and given.isalpha():
        return given.upper()
    made.desk.kept(made.raw.row, "country", "country.invalid", given)
    made.raw.keep("country", given)
    return ""


def topics(made: Made) -> tuple[TopicIn, ...]:
    """Topics of ours, main one first, then the terms of the source's own vocabulary."""
    codes = made.every("topics")
    for code in codes:
        if code not in TOPICS:
            made.desk.kept(made.raw.row, "topics", "code.unknown", code)
            made.raw.keep("topics", code)
    ours = [TopicIn(code=code, vocabulary="parvis") for code in known(codes, TOPICS)]
    return (*ours, *terms(made))


def terms(made: Made) -> tuple[TopicIn, ...]:
    """Terms by code and name, pairs in their order."""
    found: dict[tuple[str, str], TopicIn] = {}
    for part in made.section.groups.get("terms", ()):
        vocabulary = made.part(part, "vocabulary")
        for code, name in _coded(made, part):
            found.setdefault((vocabulary, code), TopicIn(code=code, name=name or code, vocabulary=vocabulary))
    return tuple(found.values())


def _coded(made: Made, part: Mapping[str, Values]) -> list[tuple[str, str]]:
    """Codes with their names: along a list in JSON by their place in it, where one may lack its name; else in their order."""
    codes, names = part.get("code", ()), part.get("name", ())
    if len(codes) == len(names) == 1 and codes[0].column and names[0].column and not codes[0].split:
        named = made.raw.indexed(names[0].column)
        found = made.raw.indexed(codes[0].column)
        if found:
            return [(code, named.get(at, "")) for at, code in found.items()]
    told = texts(codes, made.raw, made.desk, "terms")
    words = texts(names, made.raw, made.desk, "terms")
    return list(zip_longest(told, words[: len(told)], fillvalue=""))


def translations(made: Made, simple: Mapping[str, object]) -> tuple[TranslationIn, ...]:
    """Texts in other languages that say something else than the source text."""
    found = []
    for language, fields in made.section.translations.items():
        for key, values in fields.items():
            text = "\n".join(texts(values, made.raw, made.desk, f"{key}.{language}"))
            if text and text != simple.get({"cost_text": "fees"}.get(key, key)):
                found.append(TranslationIn(field=key, language=language, text=text))
    return tuple(found)


def rules(made: Made) -> tuple[Mapping[str, object], ...]:
    """Who may come, as far as it can be said surely."""
    return tuple(rule for one in made.section.rules if (rule := _rule(made, one)))


def _rule(made: Made, rule: RuleMap) -> Mapping[str, object] | None:
    admitted: dict[int, list[str]] = {}
    for text in texts((rule.value,), made.raw, made.desk, "rules"):
        of = next((n for n, way in enumerate(rule.alternatives) if fold_word(text) in way.words), None)
        if of is None or not rule.alternatives[of].words[fold_word(text)]:
            made.desk.kept(made.raw.row, "rules", "rule.not_sure", text)
            return None
        admitted.setdefault(of, []).append(rule.alternatives[of].words[fold_word(text)])
    ways = [
        {"fact": way.fact, "op": way.op, "value": sorted(set(admitted[n]))}
        for n, way in enumerate(rule.alternatives)
        if n in admitted
    ]
    if not ways:
        return None
    return ways[0] if len(ways) == 1 else {"any": ways}
