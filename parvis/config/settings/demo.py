"""The town and the house. The demo's values; an installation puts its own in `PARVIS_HOME/town.yaml`."""

from pathlib import Path

import yaml

from parvis.config.settings.environment import ADDRESS, CHECKOUT, HOME, MODE

_own = HOME / "town.yaml"
_path: Path = _own if _own.exists() else CHECKOUT / "demo" / "town.yaml"
PARVIS_TOWN: dict[str, object] = yaml.safe_load(_path.read_text()) if _path.exists() else {}
PARVIS_HOUSE: dict[str, object] = dict(PARVIS_TOWN.get("house") or {})  # type: ignore[call-overload]
TIME_ZONE = str(PARVIS_HOUSE.get("time_zone", "Europe/Paris"))  # pages tell the hour where the house stands
if ADDRESS:
    PARVIS_HOUSE["address"] = ADDRESS
PARVIS_DEMO_FOLDER = CHECKOUT / "demo"
PARVIS_DEMO = MODE in {"demo", "test"}
# The demo's outbox page shows every message instead of sending it.
PARVIS_SENDS_EMAIL = MODE == "production"
