"""Text that went through the wrong encoding, put right.

Two accidents are known:

* UTF-8 read as Windows-1252: "â€™" for "’", "Ã©" for "é". Undone by going back the same way; what does not come back as valid
  UTF-8 stays.
* UTF-8 read as the DOS page 437 and then squeezed into Latin letters, as in exports of iCarol and similar: the lead byte E2
  became Γ and then G, C3 became ├ and then +, C2 became ┬ and then -; the box-drawing and rare characters of the
  following bytes became the nearest sign. "GÇÖ" is "’", "+¡" is "í", "-«" is "®". The two-byte forms begin with a
  plain sign, so they are undone only in a source that shows the three-byte form somewhere (`is_squeezed`).
"""

from __future__ import annotations

import re

_E2_80 = {
    "Ö": "’", "ÿ": "‘", "£": "“", "¥": "”", "ô": "–", "ö": "—", "æ": "-", "ª": "…", "ó": "•", "ï": "", "ë": "", "é": "",
}  # fmt: skip
# Code page 437 by position 0x80 to 0xBF; the squares and boxes after 0xB0 fell together into ¦, + and -.
_PAGE = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
_SQUEEZED_TO = {"¬": "é", "¦": "ñ", "⌐": "é"}  # ⌐ (A9) and ▒ (B1) were squeezed; é and ñ are what texts have there
_C3 = {char: bytes((0xC3, 0x80 + i)).decode() for i, char in enumerate(_PAGE)} | _SQUEEZED_TO
_C2 = {char: bytes((0xC2, 0x80 + i)).decode() for i, char in enumerate(_PAGE) if i >= 0x20} | {"¬": "©", "á": " "}
# Bytes 80 to 9F after C2 are what Windows-1252 had there: quotes and dashes that were encoded twice.
_C2 |= {"ô": "“", "ö": "”", "Æ": "’", "æ": "‘", "û": "–", "ù": "—", "ò": "•", "à": "…"}
_TWICE = {"Ö": "’", "£": "“", "¥": "”", "ÿ": "‘", "ô": "–", "ö": "—", "ª": "…"}

_SIGNATURE = re.compile("GÇ[Öÿ£¥ôöæªóï]")
_THREE = re.compile("GÇ([Öÿ£¥ôöæªóïëé])")
_TWO = re.compile(f"-Ç-([{''.join(_TWICE)}])|-Ç|([+-])([{re.escape(_PAGE)}¦])")
_WINDOWS = re.compile("[ÂÃâ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{1,2}")


def is_squeezed(text: str) -> bool:
    """Whether a source shows the second accident."""
    return bool(_SIGNATURE.search(text))


def repair(text: str, *, squeezed: bool) -> str:
    """The text as it was meant, or unchanged."""
    if text.isascii():
        return text
    if squeezed:
        text = _THREE.sub(lambda match: _E2_80[match[1]], text)
        text = _TWO.sub(_two, text)
    return _WINDOWS.sub(_windows, text)


def _two(match: re.Match[str]) -> str:
    if match[1]:
        return _TWICE[match[1]]
    if not match[2]:
        return "’" if match[0] == "-Ç" else match[0]
    return (_C3 if match[2] == "+" else _C2).get(match[3], match[0])


def _windows(match: re.Match[str]) -> str:
    try:
        return match[0].encode("cp1252").decode("utf-8")
    except UnicodeError:
        return match[0]
