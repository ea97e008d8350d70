"""Any script in Latin letters, so that a name typed by a foreign desk can meet the name in its own script."""

from __future__ import annotations

from anyascii import anyascii

from parvis.engines.text.normalise import fold


def romanise(text: str) -> str:
    """Folded Latin letters. A reading aid for machines, never shown as somebody's name."""
    return fold(anyascii(text)).strip()
