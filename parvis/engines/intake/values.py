"""Single values: what a web address and an e-mail are, as strict as the schemas of open formats."""

from __future__ import annotations

import re

_PATH = r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2})*"
_URL = re.compile(
    rf"https?://[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*"
    rf"\.[A-Za-z]{{2,24}}(?::\d{{1,5}})?(?:[/?]{_PATH})?(?:#{_PATH})?",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,24}")
_HIDDEN = re.compile(r"\b(?:confidential|undisclosed|not disclosed|confidentielle?|confidencial)\b", re.IGNORECASE)
_NO_SCHEME = re.compile(r"(?!https?:)[A-Za-z0-9][A-Za-z0-9.-]*\.[A-Za-z]{2,24}(?:[:/?#].*)?")


def is_url(text: str) -> bool:
    """An absolute http(s) address in RFC 3986's characters (stricter than browsers, as strict as the schemas)."""
    return len(text) <= 500 and bool(_URL.fullmatch(text))


def with_scheme(text: str) -> str:
    """The address with `http://` before it when only that was missing. Not https: nobody said that the site has it."""
    text = re.sub(
        r"^(https?):?/{1,3}(?=[A-Za-z0-9])", lambda m: m[1].lower() + "://", text.strip(), flags=re.IGNORECASE
    )
    return f"http://{text}" if _NO_SCHEME.fullmatch(text) else text


def is_email(text: str) -> bool:
    """One plain e-mail address."""
    return len(text) <= 254 and bool(_EMAIL.fullmatch(text)) and ".." not in text


def says_hidden(text: str) -> bool:
    """Whether an address says of itself that it is not to be told."""
    return bool(_HIDDEN.search(text))
