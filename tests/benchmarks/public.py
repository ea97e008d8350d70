"""What a reader of the public pages waits for: searches, services, sheets, on the real directory beside the demo town."""

import json
import time
from typing import Any
from urllib.parse import quote

import brotli
from django.conf import settings

from tests.benchmarks.calling import Caller, cost_of, middle, p95, yardstick
from tests.benchmarks.house import bring_directory, build_town, open_house

ROUNDS = 3
QUESTIONS = (
    "dentist", "food pantry", "cours de français", "mon mari me frappe", "legal aid immigration", "english classes near miami",
    "free clinic open now", "طبيب أسنان", "comida gratis", "housing", "salvation army", "job training veterans", "senior center",
    "xyzzy", "child care hialeah", "mental health counseling spanish", "rent assistance", "naturalization", "dentsit", "أريد تعلم الفرنسية",
)  # fmt: skip
PLACES = ("", "&near=miami&km=10", "&near=gare")


def main(directory: str) -> None:
    from parvis.config.wsgi import application
    from parvis.directory.models import Service

    caller = Caller(application)
    some = list(Service.objects.order_by("pk").values_list("public_id", flat=True)[::40][:60])
    pages = {
        "search": [
            f"/{lang}/search/?q={quote(q)}{where}" for q in QUESTIONS for where in PLACES for lang in ("en", "ar")
        ],
        "home": [f"/{lang}/" for lang, _name in settings.LANGUAGES],
        "service": [f"/fr/service/{public_id}/" for public_id in some],
        "sheet": [f"/fr/service/{public_id}/print/?with=ar" for public_id in some[:20]],
    }
    began = time.perf_counter()
    caller.get(pages["search"][0])
    figures: dict[str, Any] = {
        "directory": f"{directory} and the demo town",
        "services": Service.objects.count(),
        "a fixed loop, public: CPU ms": yardstick(),
        "first search of a process, ms": round((time.perf_counter() - began) * 1000, 1),
    }
    rate = 0.0
    for name, addresses in pages.items():
        told, per_second = _page(caller, name, addresses)
        figures |= told
        rate = per_second if name == "search" else rate
    print(json.dumps({"figures": figures, "rate": rate}))


def _page(caller: Caller, name: str, addresses: list[str]) -> tuple[dict[str, Any], float]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    statements, weights = [], []
    for address in addresses:
        caller.get(address)  # what a process reads once is not a statement of the page
        with CaptureQueriesContext(connection) as asked:
            reply = caller.get(address)
        statements.append(len(asked))
        weights.append(len(reply.body) + stylesheet() if reply.headers.get("Content-Encoding") == "br" else -1)
    if min(weights) < 0:
        msg = f"{name}: an answer was not compressed"
        raise ValueError(msg)
    cost = cost_of(caller, addresses, rounds=ROUNDS)
    figures = {
        f"{name}, p50 ms": round(middle(cost.wall), 1),
        f"{name}, p95 ms": round(p95(cost.wall), 1),
        f"{name}, statements at most": max(statements),
        f"{name}, brotli bytes with stylesheet at most": max(weights),
    }
    return figures, cost.rate


def stylesheet() -> int:
    """Bytes of the stylesheet of public pages, compressed as it is served."""
    from django.contrib.staticfiles.storage import staticfiles_storage

    served = settings.STATIC_ROOT / staticfiles_storage.stored_name("parvis/parvis.css")
    ready = served.with_name(f"{served.name}.br")
    return ready.stat().st_size if ready.exists() else len(brotli.compress(served.read_bytes(), quality=11))


if __name__ == "__main__":
    folder = open_house()
    build_town()
    name, _seconds, _services = bring_directory(folder)
    main(name)
