"""The directory that is measured: the real one of Miami where it is, else one of the same size made up here."""

import json
import os
import random
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

ROOT = Path(__file__).resolve().parents[2]
SERVICES, ORGANISATIONS = 3600, 1000
WHAT = [
    "food pantry",
    "legal aid",
    "job training",
    "English classes",
    "dental clinic",
    "rent help",
    "child care",
    "mental health",
    "shelter",
    "benefits",
]
WHERE = [
    "Hialeah",
    "Miami",
    "Homestead",
    "Doral",
    "Kendall",
    "Aventura",
    "Cutler Bay",
    "Opa-locka",
    "Sweetwater",
    "Surfside",
]
WORDS = [
    "families",
    "seniors",
    "veterans",
    "students",
    "newcomers",
    "tenants",
    "workers",
    "parents",
    "neighbours",
    "adults",
    "free",
    "weekly",
    "open",
    "walk-in",
    "referral",
]


@dataclass(frozen=True)
class Corpus:
    """Where it is, and what it is called in the figures."""

    path: Path
    name: str


def corpus(home: Path) -> Corpus:
    """Real if there is one, else generated under `home`."""
    folder = os.environ.get("PARVIS_TEST_DATA")
    real = (Path(folder) if folder else ROOT.parent / "shared" / "data") / "miami211"
    return Corpus(real, "miami211") if real.is_dir() else Corpus(_generated(home / "generated"), "generated")


def _generated(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(7)
    bodies = [
        {"id": str(UUID(int=number)), "name": f"{chance.choice(WHERE)} Association {number}", "description": "A body."}
        for number in range(1, ORGANISATIONS + 1)
    ]
    services = [_service(chance, number, chance.choice(bodies)) for number in range(1, SERVICES + 1)]
    (folder / "services.json").write_text(json.dumps(services), encoding="utf-8")
    return folder


def _service(chance: random.Random, number: int, body: dict[str, str]) -> dict[str, object]:
    what, where = chance.choice(WHAT), chance.choice(WHERE)
    place = {
        "id": str(UUID(int=10**9 + number)),
        "location_type": "physical",
        "name": f"{where} centre {number}",
        "latitude": 25.76 + chance.uniform(-0.3, 0.3),
        "longitude": -80.19 + chance.uniform(-0.3, 0.3),
        "addresses": [
            {
                "id": str(UUID(int=2 * 10**9 + number)),
                "address_1": f"{number} Main Street",
                "city": where,
                "state_province": "FL",
                "postal_code": f"33{chance.randrange(100, 199)}",
                "country": "US",
                "address_type": "physical",
            }
        ],
    }
    return {
        "id": str(UUID(int=3 * 10**9 + number)),
        "name": f"{what.title()} {where} {number}",
        "status": "active",
        "description": " ".join(chance.choices(WORDS, k=60)),
        "organization": body,
        "phones": [{"id": str(UUID(int=4 * 10**9 + number)), "number": f"305-573-{chance.randrange(1000, 9999)}"}],
        "schedules": [
            {"id": str(UUID(int=5 * 10**9 + number)), "freq": "WEEKLY", "byday": "MO,TU,WE,TH,FR", "opens_at": "09:00",
             "closes_at": "17:00"}
        ],
        "languages": [{"id": str(UUID(int=6 * 10**9 + number)), "code": chance.choice(["en", "es", "ht"])}],
        "service_at_locations": [{"id": str(UUID(int=7 * 10**9 + number)), "location": place}],
    }  # fmt: skip
