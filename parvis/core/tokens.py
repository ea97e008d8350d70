"""Secrets in links and on cards: random, and only their keyed hash is stored."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from parvis.core.keys import TOKENS, ring

# No vowels and no look-alikes: no word can appear, nothing is misread from paper.
ALPHABET = "23456789BCDFGHJKMNPQRSTVWXZ"


def new_token() -> str:
    """A link's secret: 160 bits, safe in a URL."""
    return secrets.token_urlsafe(20)


def new_code(length: int = 8) -> str:
    """A code for a human to copy."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def new_pin(length: int = 6) -> str:
    """Digits to remember; the tries are limited where it is checked."""
    return "".join(secrets.choice("0123456789") for _ in range(length))


def digest(secret: str, *, purpose: str) -> str:
    """Keyed hash (HMAC-SHA-256, hex) that a stolen database can't invert without the keys."""
    key = ring(TOKENS).derive(f"token:{purpose}")
    return hmac.new(key, secret.encode(), hashlib.sha256).hexdigest()


def matches(secret: str, stored: str, *, purpose: str) -> bool:
    """Compare in constant time."""
    return hmac.compare_digest(digest(secret, purpose=purpose), stored)
