"""Collects every marked string into parvis/web/locale/<language>/LC_MESSAGES/django.po, keeping what translators wrote.

Templates go through Django's own reading of them (templatize), then Babel reads both as Python; no gettext programs needed. English is
the language of the source and has no catalogue. `messages.py --check` changes nothing and says what is missing.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "parvis"
LOCALE = PACKAGE / "web" / "locale"
LANGUAGES = ("fr", "ar", "es")
UNREAD = ("ar", "es")

UNREAD_NOTE = "# Not read by a native speaker: written with care by people who are none. Whoever reads it through removes this line.\n"
HEADER = """\
# {autonym} for Parvis. Apache-2.0.
{note}msgid ""
msgstr ""
"Project-Id-Version: Parvis 1\\n"
"Report-Msgid-Bugs-To: \\n"
"POT-Creation-Date: 2026-01-01 00:00+0000\\n"
"PO-Revision-Date: 2026-01-01 00:00+0000\\n"
"Last-Translator: \\n"
"Language: {language}\\n"
"Language-Team: \\n"
"Plural-Forms: {plural}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""
# As in Django's own catalogues. Babel's Arabic orders its six forms otherwise than every translator expects.
PLURALS = {
    "fr": "nplurals=2; plural=(n > 1);",
    "es": "nplurals=2; plural=(n != 1);",
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5);",
}
AUTONYMS = {"fr": "Français", "ar": "العربية", "es": "Español"}

# Function name to where its texts stand: None the only argument, (1, 2) singular and plural, (1, "c") a context first.
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}


def sources(package: Path = PACKAGE) -> Iterator[Path]:
    for path in sorted(package.rglob("*")):
        if (path.suffix in {".html", ".txt"} and "templates" in path.parts) or (
            path.suffix == ".py" and "migrations" not in path.parts
        ):
            yield path


def as_python(path: Path) -> bytes:
    """The file as Python source. Templates lose their indentation, which Python would take for its own."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        text = "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).splitlines())
    return text.encode()


def collect(package: Path = PACKAGE) -> Catalog:
    """All marked strings, with the files they stand in."""
    found = Catalog(charset="utf-8")
    for path in sources(package):
        where = path.relative_to(package.parent).as_posix()
        marked = extract("python", BytesIO(as_python(path)), KEYWORDS, ("Translators:",), {}, strip_comment_tags=True)
        for _line, message, comments, context in marked:
            found.add(message, None, [(where, 0)], auto_comments=comments, context=context)
    return found


def catalogue_path(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read_catalogue(language: str) -> Catalog:
    path = catalogue_path(language)
    if path.exists():
        content = path.read_bytes()
    else:
        note = UNREAD_NOTE if language in UNREAD else ""
        header = HEADER.format(autonym=AUTONYMS[language], note=note, language=language, plural=PLURALS[language])
        content = header.encode()
    return read_po(BytesIO(content), locale=language, abort_invalid=True)


def merge(language: str, found: Catalog) -> Catalog:
    """What translators wrote, with new messages empty and gone ones kept as obsolete; the dates stay, so that diffs are about words."""
    catalogue = read_catalogue(language)
    header, fuzzy, found.creation_date = catalogue.header_comment, catalogue.fuzzy, catalogue.creation_date
    catalogue.update(found, no_fuzzy_matching=True)
    catalogue.header_comment, catalogue.fuzzy = header, fuzzy
    return catalogue


def write_catalogue(language: str, catalogue: Catalog) -> None:
    path = catalogue_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    content = BytesIO()
    write_po(content, catalogue, width=120, sort_by_file=True, include_lineno=False)
    path.write_bytes(content.getvalue())


def untranslated(language: str, found: Catalog) -> list[Message]:
    """Messages of the source that this language does not say yet, in one of its plural forms or at all."""
    catalogue = read_catalogue(language)
    return [message for message in found if message.id and not _is_said(catalogue.get(message.id, message.context))]


def _is_said(message: Message | None) -> bool:
    if message is None or message.fuzzy:
        return False
    forms = message.string if isinstance(message.string, list | tuple) else (message.string,)
    return bool(forms) and all(forms)


def main(arguments: list[str]) -> int:
    found = collect()
    if arguments not in ([], ["--check"]):
        print(__doc__)
        return 2
    for language in LANGUAGES:
        if not arguments:
            write_catalogue(language, merge(language, found))
        print(f"{language}: {len(found)} messages, {len(untranslated(language, found))} to translate")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
