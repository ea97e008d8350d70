"""Every word of the interface is marked for translation, and every marked word is said in every language."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from scripts import messages
from tests.guards.support import (
    BLANK,
    COMMENTED,
    PARVIS,
    ROOT,
    TAG,
    assert_none_but,
    markup,
    name,
    python_files,
    template_files,
    tree,
)

LETTERS = re.compile(r"[^\W\d_]{2,}")
SPOKEN_ATTRIBUTES = {"alt", "title", "placeholder", "aria-label", "aria-description", "aria-roledescription", "label"}
# A text handed to a tag or an include: label="Call now". Codes and paths have no space and no capital.
HANDED = re.compile(r"""\b\w+=(["'])(?P<text>[^"']*?)\1""")
SENTENCE = re.compile(r"^[^\W\d_a-z][^\W\d_]*[ ’'].*|.*[a-zé] [a-zé].*[.!?]$")
MARKED_TAGS = ("trans ", "translate ", "blocktrans", "blocktranslate", "comment")
GETTEXT = set(messages.KEYWORDS)
SPOKEN_KEYWORDS = {"label", "help_text", "empty_label", "verbose_name", "error_message"}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")

NAMES = {"Parvis"}  # the name of the house is the same in every language
# Files whose sentences are said as they stand.
SAID_AS_THEY_ARE = {
    "parvis/web/templates/500.html": "says it in every language at once: when this shows, nothing may be asked of Parvis",
    "parvis/web/templates/design/gallery.html": "the gallery of components, for those who build pages, in English",
    "parvis/web/design/samples.py": "invented content of the component gallery, as a town would type it",
    "parvis/web/shell/languages.py": "each language invites its readers in its own words",
}


def spoken_templates() -> list[Path]:
    return [path for path in template_files() if name(path) not in SAID_AS_THEY_ARE]


def loose_words(text: str) -> str:
    found = " ".join(LETTERS.findall(text.replace(BLANK, " ")))
    return "" if found in NAMES else found


def test_templates_hold_no_unmarked_text() -> None:
    found = []
    for path in spoken_templates():
        page = markup(path)
        found += [f"{name(path)}:{line}: {words}" for line, text in page.texts if (words := loose_words(text))]
        found += [
            f"{name(path)}:{element.line}: {attribute}={words}"
            for element in page.elements
            for attribute, value in element.attributes.items()
            if attribute.strip(BLANK) in SPOKEN_ATTRIBUTES and (words := loose_words(value))
        ]
    assert_none_but(found, {}, "text that no translator sees")


def test_templates_hand_no_unmarked_text_to_their_tags() -> None:
    found = []
    for path in spoken_templates():
        source = COMMENTED.sub("", path.read_text(encoding="utf-8"))
        for tag in (match.group().strip("{%} \n") for match in TAG.finditer(source)):
            if not tag.startswith(MARKED_TAGS):
                found += [
                    f"{name(path)}: {text}" for match in HANDED.finditer(tag) if SENTENCE.match(text := match["text"])
                ]
    assert_none_but(found, {}, 'text handed to a tag unmarked; write label=_("…")')


def test_templates_take_no_wording_from_the_rooms() -> None:
    found = [name(path) for path in template_files() if re.search(r"get_\w+_display", path.read_text(encoding="utf-8"))]
    assert_none_but(found, {}, "a code's words stand at the door, not on the model")


def unmarked(root: ast.AST) -> list[tuple[int, str]]:
    """String constants that read as a sentence, outside gettext, docstrings, errors raised for developers and annotations."""
    passed_over: set[int] = set()
    for node in ast.walk(root):
        if (isinstance(node, ast.Call) and _called(node) in GETTEXT) or isinstance(node, ast.Raise | ast.Assert):
            passed_over |= {id(inner) for inner in ast.walk(node)}
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            passed_over.add(id(node.value))
        elif isinstance(node, ast.JoinedStr):
            passed_over |= {
                id(part) for part in node.values if isinstance(part, ast.Constant) and "<" in str(part.value)
            }
    return [
        (node.lineno, node.value)
        for node in ast.walk(root)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed_over
        if SENTENCE.match(node.value.strip()) and "<" not in node.value
    ]


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def spoken_files() -> list[Path]:
    return [path for path in python_files(PARVIS / "web") if name(path) not in SAID_AS_THEY_ARE]


def test_pages_hold_no_unmarked_sentence() -> None:
    found = [f"{name(path)}:{text}" for path in spoken_files() for _line, text in unmarked(tree(path))]
    assert_none_but(found, {}, "a sentence no translator sees")


def test_files_said_as_they_are_still_exist() -> None:
    assert not [file for file in SAID_AS_THEY_ARE if not (ROOT / file).exists()]


def test_forms_hold_no_unmarked_label() -> None:
    found = [
        f"{name(path)}:{keyword.value.lineno}: {keyword.value.value}"
        for path in spoken_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg in SPOKEN_KEYWORDS
        and isinstance(keyword.value, ast.Constant)
        and loose_words(str(keyword.value.value))
    ]
    assert_none_but(found, {}, "a label no translator sees")


@pytest.fixture(scope="module")
def marked() -> Catalog:
    return messages.collect()


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_message_is_said_in_every_language(language: str, marked: Catalog) -> None:
    assert len(marked) > 0
    missing = [str(message.id) for message in messages.untranslated(language, marked)]
    assert not missing, f"{language}: {len(missing)} of {len(marked)} to translate, first: {missing[:5]}"


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_translations_fill_the_same_blanks(language: str) -> None:
    """A blank that is missing loses a fact; an unknown one breaks the page. One and two may be words in a plural."""
    wrong = []
    for message in messages.read_catalogue(language):
        plural = isinstance(message.id, list | tuple)
        asked = set(PLACEHOLDER.findall(message.id[-1] if plural else message.id))
        for said in filter(None, message.string if plural else [message.string]):
            given = set(PLACEHOLDER.findall(said))
            if message.id and (given - asked or (asked - given and not plural)):
                wrong.append(f"{message.id!r}: {said!r}")
    assert not wrong, f"{language}: {wrong}"


def test_french_spaces_do_not_break() -> None:
    """Before ? ! ; : and inside « » stands a space that keeps the mark on the line of its word."""
    said = [
        one
        for message in messages.read_catalogue("fr")
        for one in (message.string if isinstance(message.string, list | tuple) else [message.string])
        if message.id and re.search(r" [?!;:»](?=\W|$)|« ", one)
    ]
    assert not said, f"a plain space: {said[:10]}"


@pytest.mark.parametrize("language", messages.UNREAD)
def test_a_catalogue_no_native_has_read_says_so(language: str) -> None:
    assert "native speaker" in messages.read_catalogue(language).header_comment


def test_the_guard_sees_what_it_looks_for() -> None:
    source = (
        'def view(request):\n    """Docs are fine here."""\n    tell(_("Said well here."), "It is closed today.")\n'
    )
    assert unmarked(ast.parse(source)) == [(3, "It is closed today.")]


def test_no_word_is_marked_inside_another_string() -> None:
    """What gathers the words to translate doesn't look into an f-string: it would be said in English for ever."""
    found = [
        f"{name(path)}:{call.lineno}"
        for path in python_files()
        for string in ast.walk(tree(path))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in GETTEXT
    ]
    assert_none_but(found, {}, "marked inside another string")


def test_in_french_an_agreement_is_a_convention_and_a_consent_is_an_accord() -> None:
    """One term for one thing: the two are signed and taken back in different ways."""
    said = [
        (str(message.id), str(message.string))
        for message in messages.read_catalogue("fr")
        if re.search(r"\bagreements?\b", str(message.id), re.IGNORECASE)
    ]
    assert said
    assert [one for one in said if re.search(r"\baccords?\b", one[1], re.IGNORECASE)] == []
