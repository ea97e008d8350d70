"""A mapping file that is wrong is refused with file, line and key."""

import re
from pathlib import Path

import pytest
from django.utils.translation import override

from parvis.core.sentences import sentence
from parvis.exchange.mapped.errors import MappingInvalid, MappingNotFound
from parvis.exchange.mapped.schema import keys, mapping, names
from parvis.exchange.mapped.schema.check import check
from tests.exchange.mapped.support import FLAT, HEAD
from tests.guards.support import ROOT

SERVICE = (
    HEAD + "files:\n  - file: a.csv\n    service:\n      id: id\n      organisation: body\n      name: name\n"
)  # 10 lines


def wrong(text: str) -> MappingInvalid:
    with pytest.raises(MappingInvalid) as refused:
        check(text, file="folder/feed.yaml")
    return refused.value


@pytest.mark.parametrize(
    ("text", "code", "line", "key"),
    [
        ("name: [", "not_yaml", 1, ""),
        ("", "not_yaml", 1, ""),
        ("- a list", "not_a_map", 1, ""),
        ("name: x\nlanguage: en\nregion: US\n", "key_missing", 1, "files"),
        (SERVICE + "      nam: y\n", "key_unknown", 11, "nam"),
        (SERVICE + "      name: again\n", "key_twice", 11, "name"),
        (SERVICE + "      url: ''\n", "not_a_text", 11, "url"),
        (SERVICE + "      url: {}\n", "one_way", 11, "column"),
        (SERVICE + "      url: {column: a, constant: b}\n", "one_way", 11, "column"),
        (SERVICE + "      url: {column: a, colour: b}\n", "key_unknown", 11, "colour"),
        (SERVICE + "      url: {column: a, pattern: '(', otherwise: drop}\n", "not_a_pattern", 11, "pattern"),
        (SERVICE + "      url: {column: a, otherwise: perhaps}\n", "not_one_of", 11, "otherwise"),
        (SERVICE + "      url: {template: no braces}\n", "no_column", 11, "template"),
        (SERVICE + "      status: {constant: open}\n", "not_one_of", 11, "status"),
        (SERVICE + "      topics: {column: a, words: {b: cooking}}\n", "not_one_of", 11, "topics"),
        (SERVICE + "      translations: {xx9: {name: a}}\n", "not_a_language", 11, "xx9"),
        (SERVICE + "      translations: {es: {phones: a}}\n", "key_unknown", 11, "phones"),
        (SERVICE + "      rules: [{column: a}]\n", "key_missing", 11, "any"),
        (SERVICE + "      rules:\n        - column: a\n          any: [{fact: Big Fact, words: {}}]\n", "not_a_fact", 13, "fact"),
        (SERVICE + "      terms: {name: a}\n", "key_missing", 11, "code"),
        (SERVICE + "      phones: {kind: a}\n", "key_missing", 11, "number"),
        (SERVICE.replace("      organisation: body\n", ""), "key_missing", 7, "organisation"),
        (SERVICE.replace("      id: id\n", ""), "key_missing", 7, "id"),
        (SERVICE + "    place: {id: p}\n", "", 0, ""),
        (HEAD + "files:\n  - file: a.csv\n    place: {id: p}\n", "key_missing", 7, "service"),
        (HEAD + "files:\n  - file: a.csv\n", "key_missing", 6, "service"),
        (SERVICE + "    optional: perhaps\n", "not_yes_or_no", 11, "optional"),
        (SERVICE + "    delimiter: x\n", "not_one_of", 11, "delimiter"),
        (SERVICE.replace("[24, -88, 32, -79]", "[1, 2]"), "not_numbers", 4, "bounds"),
        (SERVICE.replace("[24, -88, 32, -79]", "[a, b, c, d]"), "not_numbers", 4, "bounds"),
        (SERVICE.replace("region: US", "region: Florida"), "not_a_region", 3, "region"),
        (SERVICE.replace("language: en", "language: English"), "not_a_language", 2, "language"),
        ("link: nowhere\n" + SERVICE, "not_a_link", 1, "link"),
        (SERVICE.replace("name: feed", f"name: {'x' * 61}"), "too_long", 1, "name"),
        ("a: &a [x]\n" + "\n".join(f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]" for n in range(8)), "too_large", 1, "f"),
    ],
)  # fmt: skip
def test_it_is_refused_with_line_and_key(text: str, code: str, line: int, key: str) -> None:
    if not code:
        assert check(text, file="feed.yaml").files[0].section("place") is not None
        return
    error = wrong(text)
    assert (error.code, error.params["line"], error.params["key"]) == (f"mapped.{code}", line, key)
    with override("en"):
        told = sentence(error)
    assert told.startswith(f"feed.yaml, line {line}: ")
    assert "%(" not in told


def test_a_mapping_is_found_by_name_or_by_path(tmp_path: Path) -> None:
    assert names() == ["florida", "irc-integration-map", "toronto211"]
    (tmp_path / "mine.yaml").write_text(FLAT, encoding="utf-8")
    assert mapping(str(tmp_path / "mine.yaml")).name == "feed"
    with pytest.raises(MappingNotFound) as refused:
        mapping("../schema/keys.py")
    assert "florida" in str(refused.value.params["known"])


@pytest.mark.parametrize("name", names())
def test_the_mappings_of_the_house_are_right_and_say_where_they_come_from(name: str) -> None:
    feed = mapping(name)
    assert feed.name == name
    assert feed.title
    assert feed.link


def test_every_key_is_explained() -> None:
    text = (ROOT / "docs" / "operate" / "mappings.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`([a-z_0-9]+)`", text))
    lists = (
        keys.TOP, keys.FILE, keys.VALUE, keys.OTHERWISE, keys.RULE, keys.ALTERNATIVE, keys.OPS, keys.PHONE, keys.CONTACT, keys.TERM,
        keys.ADDRESS, *keys.FIELDS.values(), *keys.GROUPS.values(), *keys.TRANSLATED.values(),
    )  # fmt: skip
    assert not {key for one in lists for key in one} - told
