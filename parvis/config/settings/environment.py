"""What the environment says."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[3]
HOME = Path(os.environ.get("PARVIS_HOME") or CHECKOUT / "var").absolute()
MODE = os.environ.get("PARVIS_MODE") or "demo"
if MODE not in {"demo", "production", "test"}:
    _msg = f"PARVIS_MODE is demo, production or test, not {MODE}"
    raise ValueError(_msg)
KEYS = Path(os.environ.get("PARVIS_KEYS") or HOME / "keys").absolute()
if MODE == "production" and KEYS.is_relative_to(HOME):
    _msg = "in production PARVIS_KEYS names the folder of the keys: kept apart from PARVIS_HOME, and from its backups"
    raise ValueError(_msg)
# How many proxies of ours stand in front: the address that the last of them saw is the reader's.
PROXIES = int(os.environ.get("PARVIS_PROXIES") or (MODE == "production"))
# Whoever works here shows a second factor at the sign-in. Only a demonstration does without, unless it says otherwise.
SECOND_FACTOR = MODE == "production" or os.environ.get("PARVIS_SECOND_FACTOR") == "1"
ADDRESS = os.environ.get("PARVIS_ADDRESS", "").rstrip("/")
DATABASE_URL = os.environ.get("DATABASE_URL", "")


def retention_days() -> dict[str, int]:
    """`person=365,message=30`: other durations than the house's own, by retention class."""
    given: dict[str, int] = {}
    for part in (part.strip() for part in os.environ.get("PARVIS_RETENTION_DAYS", "").split(",")):
        name, _, days = (one.strip() for one in part.partition("="))
        if not part:
            continue
        if not name or not days.isascii() or not days.isdigit() or not 0 < int(days) < 36_525:
            _msg = f"PARVIS_RETENTION_DAYS takes classes and days, as in person=365,message=30; not {part}"
            raise ValueError(_msg)
        given[name] = int(days)
    return given


def secret_key() -> str:
    """Django's signing key: from the environment, else one made once beside the other keys."""
    given = os.environ.get("PARVIS_SECRET_KEY")
    if given:
        return given
    path = KEYS / "django.key"
    if not path.exists():
        if KEYS.is_relative_to(HOME):
            HOME.mkdir(parents=True, exist_ok=True, mode=0o700)
        KEYS.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text()


def hosts() -> list[str]:
    """Names the server answers to."""
    return [name for name in os.environ.get("PARVIS_HOSTS", "").split(",") if name] or [
        "127.0.0.1",
        "localhost",
        "[::1]",
    ]
