"""The demo's data files as the tests of this folder read them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

DEMO = Path(__file__).resolve().parents[2] / "demo"
FILES = sorted(str(path.relative_to(DEMO)) for path in DEMO.rglob("*.yaml"))
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load(name: str) -> Any:
    return yaml.load((DEMO / name).read_text(encoding="utf-8"), Loader=LOADER)


def load_all(folder: str, key: str) -> list[dict[str, Any]]:
    return [row for name in FILES if name.startswith(f"{folder}/") for row in load(name).get(key, [])]


def by_id(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    ids = Counter(row["id"] for row in rows)
    assert not [i for i, n in ids.items() if n > 1]
    return {row["id"]: row for row in rows}


def texts(node: Any, where: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every mapping that has a French text."""
    if isinstance(node, dict):
        if "fr" in node:
            yield where, node
        for key, value in node.items():
            yield from texts(value, f"{where}/{key}")
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from texts(value, f"{where}/{index}")


ORGANISATIONS = by_id(load("organisations.yaml")["organisations"])
PLACES = by_id(load("places.yaml")["places"])
SERVICES = by_id(load_all("services", "services"))
OFFERS = by_id(
    [
        {**row, "kind": load(name)["kind"]}
        for name in FILES
        if name.startswith("offers/")
        for row in load(name)["offers"]
    ]
)
PEOPLE, PARTICIPANTS = load("people.yaml"), load("participants.yaml")
PERSONS = by_id([*PEOPLE["persons"], *PARTICIPANTS["persons"]])
HOSTS = by_id([*PEOPLE["hosts"], *PARTICIPANTS["hosts"]])
ACCOUNTS = {account["username"]: account for account in PEOPLE["accounts"]}
CASES = by_id(load_all("cases", "cases"))
GAZETTEER = by_id(load("town.yaml")["gazetteer"])
REFERRALS = [(case, referral) for case in CASES.values() for referral in case["referrals"]]
# What was taken up, in cases and outside of them: (offer id, row with `who`).
TAKEN: list[tuple[str, dict[str, Any]]] = [
    *((offer, row) for name in FILES if name.startswith("history/") for offer, rows in load(name)["taken"].items() for row in rows),
    *((row["offer"], {**row, "who": case["person"]}) for case in CASES.values() for row in case["engagements"]),
]  # fmt: skip

# Places that come with an agreement have their own story.
AGREED = {row["offer"] for row in load("agreements.yaml")["taken"]}


def register_of(organisation: str) -> str | None:
    row = ORGANISATIONS[organisation]
    return organisation if row["is_controller"] else row["controller"]


def days_of(offer: dict[str, Any]) -> tuple[int, int | None]:
    """First and last day, counted from today: some are there at any time. A meeting's lies within the week after the day told."""
    if "meets" in offer:
        return offer["meets"]["in_days"], offer["meets"]["in_days"]
    return offer.get("starts_in_days", 0), offer.get("ends_in_days")
