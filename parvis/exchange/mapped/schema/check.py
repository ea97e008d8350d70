"""From the nodes of a mapping file to its shapes, every key checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from parvis.exchange.mapped.schema import keys
from parvis.exchange.mapped.schema.nodes import Node, parse
from parvis.exchange.mapped.schema.shapes import (
    KEEP,
    Alternative,
    FeedMap,
    FileMap,
    RuleMap,
    Section,
    Value,
    Values,
)

_PLACEHOLDER = re.compile(r"{([^{}]*)}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def check(text: str, *, file: str) -> FeedMap:
    """The mapping of a text. Raises `MappingInvalid` with file, line and key of the first thing that is wrong."""
    root = parse(text, file=Path(file).name)
    given = root.as_map(keys.TOP, required=("name", "language", "region", "files"))
    return FeedMap(
        name=_short(given["name"], 60),
        title=_short(given["title"], 200) if "title" in given else "",
        licence=_short(given["licence"], 200) if "licence" in given else "",
        link=_link(given["link"]) if "link" in given else "",
        language=_matching(given["language"], _LANGUAGE, "not_a_language"),
        region=_matching(given["region"], re.compile("[A-Z]{2}"), "not_a_region"),
        bounds=given["bounds"].as_numbers(4) if "bounds" in given else (),
        files=tuple(_file(node) for node in given["files"].as_list()),
    )


def _short(node: Node, limit: int) -> str:
    text = node.as_text()
    if len(text) > limit:
        raise node.wrong("too_long", limit=limit)
    return text


def _matching(node: Node, pattern: re.Pattern[str], why: str) -> str:
    text = node.as_text()
    if not pattern.fullmatch(text):
        raise node.wrong(why, value=text)
    return text


def _link(node: Node) -> str:
    return _matching(node, re.compile(r"https?://\S{4,480}"), "not_a_link")


def _file(node: Node) -> FileMap:
    given = node.as_map(keys.FILE, required=("file",))
    sections = tuple(_section(kind, given[kind]) for kind in keys.SECTIONS if kind in given)
    if not sections:
        raise node.wrong("key_missing", "service")
    made = {section.kind for section in sections}
    for section in sections:
        _owned(section, made, given[section.kind])
    return FileMap(
        file=given["file"].as_text(),
        items=given["items"].as_text() if "items" in given else "",
        delimiter=given["delimiter"].as_choice((",", ";", "\t", "|")) if "delimiter" in given else "",
        optional=given["optional"].as_flag() if "optional" in given else False,
        skip=_values(given["skip"]) if "skip" in given else (),
        ignore=given["ignore"].as_texts() if "ignore" in given else (),
        sections=sections,
    )


def _owned(section: Section, made: set[str], node: Node) -> None:
    """A service says whose it is, a place where it belongs: in its row, or by the other record of the row."""
    if section.kind == "service" and not {"organisation"} & (made | set(section.fields)):
        raise node.wrong("key_missing", "organisation")
    if section.kind == "place" and not {"service", "organisation"} & (made | set(section.fields)):
        raise node.wrong("key_missing", "service")


def _section(kind: str, node: Node) -> Section:
    groups = keys.GROUPS[kind]
    more = ("translations", *(("rules",) if kind == "service" else ()))
    given = node.as_map((*keys.FIELDS[kind], *groups, *more), required=keys.REQUIRED[kind])
    fields = {key: _values(given[key]) for key in given if key in keys.FIELDS[kind]}
    for key, values in fields.items():
        _known_codes(given[key], values, keys.CODES.get(keys.FIELDS[kind][key]))
    return Section(
        kind=kind,
        line=node.line,
        fields=fields,
        groups={key: _group(key, groups[key], given[key]) for key in given if key in groups},
        translations=_translations(kind, given["translations"]) if "translations" in given else {},
        rules=tuple(_rule(one) for one in given["rules"].as_list()) if "rules" in given else (),
    )


def _known_codes(node: Node, values: Values, codes: tuple[str, ...] | None) -> None:
    """What the mapping itself writes must be codes of ours; what the feed writes is looked at row by row."""
    if codes is None:
        return
    for value in values:
        for written in (value.constant, *(value.words or {}).values()):
            if written and written not in codes:
                raise node.wrong("not_one_of", value=written, choices=", ".join(codes))


def _values(node: Node) -> Values:
    return tuple(_value(one) for one in node.as_list())


def _value(node: Node) -> Value:
    if node.entries is None:
        return Value(column=_column(node))
    given = node.as_map(keys.VALUE)
    ways = [key for key in ("column", "join", "template", "constant") if key in given]
    if len(ways) != 1:
        raise node.wrong("one_way", "column", ways="column, join, template, constant")
    words = given.get("words")
    return Value(
        column=_column(given["column"]) if "column" in given else "",
        join=tuple(map(_column, given["join"].as_list())) if "join" in given else (),
        glue=given["glue"].as_text(empty=True) if "glue" in given else " ",
        template=_template(given["template"]) if "template" in given else "",
        constant=given["constant"].as_text() if "constant" in given else "",
        split=given["split"].as_texts() if "split" in given else (),
        patterns=tuple(one.as_pattern() for one in given["pattern"].as_list()) if "pattern" in given else (),
        date=given["date"].as_text() if "date" in given else "",
        words=_folded(words) if words is not None else None,
        otherwise=given["otherwise"].as_choice(keys.OTHERWISE) if "otherwise" in given else KEEP,
    )


def _column(node: Node) -> str:
    """Names of columns are compared in small letters, and trimmed; so are those of a JSON path."""
    return node.as_text().strip().lower()


def _template(node: Node) -> str:
    text = node.as_text()
    names = _PLACEHOLDER.findall(text)
    if not names or not all(name.strip() for name in names):
        raise node.wrong("no_column")
    return _PLACEHOLDER.sub(lambda match: f"{{{match[1].strip().lower()}}}", text)


def _folded(node: Node) -> dict[str, str]:
    """Words are compared without regard to case and runs of blanks."""
    return {fold_word(theirs): ours for theirs, ours in node.as_pairs().items()}


def fold_word(text: str) -> str:
    """A value of a code list as it is compared."""
    return " ".join(text.casefold().split())


def _group(name: str, known: tuple[str, ...], node: Node) -> tuple[Mapping[str, Values], ...]:
    return tuple(_part(name, known, one) for one in node.as_list())


def _part(name: str, known: tuple[str, ...], node: Node) -> Mapping[str, Values]:
    short = keys.SHORT.get(name)
    is_value = node.entries is None or not set(node.entries) - set(keys.VALUE)
    if short and is_value:
        return {short: (_value(node),)}
    given = node.as_map(known)
    if (
        name in {"phones", "address"}
        and "text" not in given
        and not set(given) & {"number", "line_1", "city", "postal_code"}
    ):
        raise node.wrong("key_missing", "number" if name == "phones" else "line_1")
    if name == "terms" and "code" not in given:
        raise node.wrong("key_missing", "code")
    return {key: _values(one) for key, one in given.items()}


def _translations(kind: str, node: Node) -> dict[str, dict[str, Values]]:
    if node.entries is None:
        raise node.wrong("not_a_map")
    found = {}
    for language, fields in node.entries.items():
        if not _LANGUAGE.fullmatch(language):
            raise fields.wrong("not_a_language", value=language)
        found[language] = {key: _values(one) for key, one in fields.as_map(keys.TRANSLATED[kind]).items()}
    return found


def _rule(node: Node) -> RuleMap:
    given = node.as_map(keys.RULE, required=("column", "any"))
    value = Value(column=_column(given["column"]), split=given["split"].as_texts() if "split" in given else ())
    return RuleMap(value=value, alternatives=tuple(_alternative(one) for one in given["any"].as_list()))


def _alternative(node: Node) -> Alternative:
    given = node.as_map(keys.ALTERNATIVE, required=("fact", "words"))
    return Alternative(
        fact=_matching(given["fact"], re.compile("[a-z][a-z_]{1,39}"), "not_a_fact"),
        op=given["op"].as_choice(keys.OPS) if "op" in given else "in",
        words=_folded(given["words"]),
    )
