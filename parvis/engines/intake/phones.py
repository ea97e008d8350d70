"""Phone numbers as people type them."""

from __future__ import annotations

import re
from functools import lru_cache

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, shortnumberinfo

LONGEST_PHONE = 250  # as long as phonenumbers reads; looking for an extension takes the square of the length
_EXTENSION = re.compile(r"^(.*?\d)\s*(?:x|ext\.?|poste)\s*([A-Za-z0-9]+)$", re.IGNORECASE)


@lru_cache(maxsize=20_000)
def normal_phone(text: str, region: str) -> tuple[str, str, bool]:
    """(number, extension, whether it can be dialled): E.164, or a short number of the region such as 211."""
    if len(text) > LONGEST_PHONE:
        return text.strip(), "", False
    match = _EXTENSION.match(text.strip())
    number, extension = (match[1], match[2]) if match else (text.strip(), "")
    try:
        parsed = phonenumbers.parse(number, region)
    except NumberParseException:
        return number, extension, False
    if phonenumbers.is_valid_number(parsed):
        return phonenumbers.format_number(parsed, PhoneNumberFormat.E164), parsed.extension or extension, True
    short = (
        number.isdigit() and len(number) <= 6 and shortnumberinfo.is_possible_short_number_for_region(parsed, region)
    )
    return number, extension, bool(short)
