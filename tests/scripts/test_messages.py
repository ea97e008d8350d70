"""Marked strings are found in templates and Python, and translators lose nothing when they are collected again."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from scripts import compile_messages, messages

PAGE = """{% load i18n %}
  <p>it's {% trans "Hello you" %}
{% blocktrans trimmed count n=places %}
    {{ n }} place
  {% plural %}
    {{ n }} places
{% endblocktrans %}
{% translate "May" context "month" %}{% firstof name _("nobody") %}
"""
CODE = """
# Translators: on the door
SHUT = gettext_lazy("It is shut until %(when)s")
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    package = tmp_path / "parvis"
    (package / "web" / "templates").mkdir(parents=True)
    (package / "web" / "templates" / "page.html").write_text(PAGE, encoding="utf-8")
    (package / "door.py").write_text(CODE, encoding="utf-8")
    monkeypatch.setattr(messages, "LOCALE", package / "web" / "locale")
    return package


def test_marked_strings_are_found_with_context_plural_and_note(package: Path) -> None:
    found = {(message.context, message.id): message for message in messages.collect(package) if message.id}
    assert set(found) == {
        (None, "Hello you"),
        (None, ("%(n)s place", "%(n)s places")),
        ("month", "May"),
        (None, "nobody"),
        (None, "It is shut until %(when)s"),
    }
    assert found[None, "It is shut until %(when)s"].auto_comments == ["on the door"]


def test_arabic_asks_for_its_six_plural_forms_and_says_it_is_unread(package: Path) -> None:
    messages.write_catalogue("ar", messages.merge("ar", messages.collect(package)))
    catalogue = messages.read_catalogue("ar")
    assert len(catalogue["%(n)s place"].string) == 6
    assert "n%100>=11" in catalogue.plural_expr
    assert "native speaker" in catalogue.header_comment


def test_collecting_again_keeps_words_comments_and_bytes(package: Path) -> None:
    messages.write_catalogue("fr", messages.merge("fr", messages.collect(package)))
    path = messages.catalogue_path("fr")
    said = '# as at the counter\n#: parvis/web/templates/page.html\nmsgid "Hello you"\nmsgstr "Bonjour"'
    before = '#: parvis/web/templates/page.html\nmsgid "Hello you"\nmsgstr ""'
    path.write_text(path.read_text(encoding="utf-8").replace(before, said), encoding="utf-8")

    messages.write_catalogue("fr", messages.merge("fr", messages.collect(package)))

    assert messages.read_catalogue("fr")["Hello you"].string == "Bonjour"
    assert messages.read_catalogue("fr")["Hello you"].user_comments == ["as at the counter"]
    once = path.read_bytes()
    messages.write_catalogue("fr", messages.merge("fr", messages.collect(package)))
    assert path.read_bytes() == once
    assert len(messages.untranslated("fr", messages.collect(package))) == 4


def test_what_is_compiled_is_what_was_said(package: Path) -> None:
    messages.write_catalogue("fr", messages.merge("fr", messages.collect(package)))
    path = messages.catalogue_path("fr")
    content = path.read_text(encoding="utf-8").replace('msgid "nobody"\nmsgstr ""', 'msgid "nobody"\nmsgstr "personne"')
    path.write_text(content, encoding="utf-8")
    assert compile_messages.compile_catalogue(path) == 1
    assert b"personne" in path.with_suffix(".mo").read_bytes()
    with path.open("rb") as source:
        assert read_po(source)["nobody"].string == "personne"
