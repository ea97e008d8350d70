"""The same page in every language of the interface: links, never flags, never a guess from an address."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.urls import get_script_prefix
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language

from parvis.kernel import languages

# "You can change this at any time": said in each language on the page of languages, whatever the page's own is.
# Arabic, Persian, Ukrainian, Turkish, Portuguese: not yet read by a native.
LINES = {
    "fr": "Vous pouvez changer à tout moment.",
    "en": "You can change this at any time.",
    "es": "Puede cambiarlo en cualquier momento.",
    "ar": "يمكنك تغيير ذلك في أي وقت.",
    "uk": "Ви можете змінити це будь-коли.",
    "fa": "هر وقت بخواهید می‌توانید آن را تغییر دهید.",
    "tr": "Bunu istediğiniz zaman değiştirebilirsiniz.",
    "pt": "Pode mudar a qualquer momento.",
}


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """One language of the list: its own name, direction, and the address of the equivalent page."""

    code: str
    autonym: str
    dir: str
    url: str
    current: bool
    line: str = ""


def local_path(path: str, fallback: str = "/") -> str:
    """The path if it is one of this site's, else the fallback: a `from` in a query may have been written by anybody."""
    if path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None):
        return path
    return fallback


def equivalents(path: str) -> list[LanguageLink]:
    """The page at `path` (with its query) in each language, in the order of `settings.LANGUAGES`."""
    now = get_language() or settings.LANGUAGE_CODE
    return [
        LanguageLink(
            code=code,
            autonym=languages.autonym(code),
            dir=languages.direction(code),
            url=_in_language(path, code),
            current=code == now,
            line=LINES.get(code, ""),
        )
        for code, _ in settings.LANGUAGES
    ]


def _in_language(path: str, code: str) -> str:
    """Addresses differ by their first word alone; those without a language are the same for everybody."""
    root = get_script_prefix()
    first, slash, rest = path.removeprefix(root).partition("/")
    if not slash or first not in dict(settings.LANGUAGES) or not path.startswith(root):
        return path
    return f"{root}{code}/{rest}"


def spoken(language: str) -> str:
    """Somebody's language where Parvis speaks it, else that of the page."""
    known = {code for code, _name in settings.LANGUAGES}
    wanted = languages.base(language)
    return wanted if wanted in known else (get_language() or settings.LANGUAGE_CODE)
