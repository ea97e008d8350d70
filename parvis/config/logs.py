"""What is written down about requests: never the secret of a link or a card, which stands in the address (principle 6)."""

from __future__ import annotations

import logging
import re

# `/c/<secret>/`, `/f/<secret>.ics` `/<language>/r/<secret>/…` and `/<language>/welcome/<secret>/`, plain or carried inside another address.
_SECRET = re.compile(r"((?:/|%2F)(?:c|f|[a-z]{2,3}(?:/|%2F)(?:r|welcome))(?:/|%2F))[\w\-~.]+", re.IGNORECASE)


def without_secrets(text: str) -> str:
    """The text with the secrets of addresses taken out."""
    return _SECRET.sub(r"\1…", text)


class Quiet(logging.Formatter):
    """Any line, its traceback included, without the secrets of addresses."""

    def format(self, record: logging.LogRecord) -> str:
        return without_secrets(super().format(record))
