"""Languages as their speakers name them. No flags; `dir` belongs to every piece of foreign text."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale, UnknownLocaleError

RIGHT_TO_LEFT = frozenset({"ar", "fa", "ps", "ur", "ckb", "he", "dv", "sd", "ug", "yi"})

# CLDR lacks these, or names them otherwise than their readers do.
AUTONYMS = {
    "fr": "Français",
    "en": "English",
    "es": "Español",
    "ar": "العربية",
    "uk": "Українська",
    "fa": "فارسی",
    "prs": "دری",
    "tr": "Türkçe",
    "pt": "Português",
    "ti": "ትግርኛ",
    "ru": "Русский",
    "so": "Soomaali",
    "ps": "پښتو",
    "ckb": "کوردیی ناوەندی",
    "ku": "Kurdî",
    "rom": "Romani ćhib",
    "ht": "Kreyòl ayisyen",
}

# CLDR names these under another tag.
_NAMED_AS = {"prs": "fa_AF"}


def base(code: str) -> str:
    """The language part of a tag: `fa-AF` gives `fa`."""
    return code.replace("_", "-").split("-", 1)[0].lower()


def direction(code: str) -> str:
    """`rtl` or `ltr`."""
    return "rtl" if base(code) in RIGHT_TO_LEFT else "ltr"


@lru_cache(maxsize=1024)
def autonym(code: str) -> str:
    """The language's own name, capitalised where its script has capitals; the code itself when nobody knows it."""
    known = AUTONYMS.get(code.lower()) or AUTONYMS.get(base(code))
    if known:
        return known
    try:
        name = Locale.parse(base(code)).get_display_name(base(code))
    except (UnknownLocaleError, ValueError):
        return code
    return (name[:1].upper() + name[1:]) if name else code


@lru_cache(maxsize=4096)
def name_in(code: str, reader: str) -> str:
    """The language's name as the reader calls it (`ar` for a French reader: `arabe`); the autonym failing that."""
    try:
        named = Locale.parse(base(reader)).languages
        name = named.get(_NAMED_AS.get(base(code), code.lower())) or named.get(base(code))
    except (UnknownLocaleError, ValueError):
        name = None
    return name or autonym(code)
