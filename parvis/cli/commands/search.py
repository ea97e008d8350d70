"""`parvis search`: what the public pages find, for scripts and for judging."""

from __future__ import annotations

import argparse
import json
import math
from codecs import BOM_UTF8
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from parvis.core.clock import now
from parvis.core.house import house
from parvis.directory import queries as directory
from parvis.directory.gazetteer import spot
from parvis.engagement import queries as engagement
from parvis.engagement.kinds import found_in_search
from parvis.kernel.actor import Actor
from parvis.kernel.topics import TOPICS
from parvis.search import queries as search
from parvis.search.shapes import Answer, Query, Result, Spot

MOST = 100


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("search", help="search the directory")
    parser.add_argument("text", nargs="?", default="")
    parser.add_argument("--lang", default="fr", metavar="xx", help="language of the reader (default: fr)")
    parser.add_argument("--near", type=_point, metavar="LAT,LON", help="rank what is near first")
    parser.add_argument("--within", type=_kilometres, metavar="KM")
    parser.add_argument("--kind", choices=("service", *found_in_search()), default="")
    parser.add_argument("--topic", choices=tuple(TOPICS), default="")
    parser.add_argument("--open-at", type=_moment, metavar="ISO", help="only what is open then, in the town's time")
    parser.add_argument("--limit", type=_limit, default=10, help=f"at most {MOST} (default: 10)")
    parser.add_argument("--batch", type=Path, metavar="FILE.jsonl", help="one question a line")
    parser.add_argument("--json", action="store_true", help="print JSON and nothing else")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """One question, or a file of them."""
    if arguments.batch:
        print(json.dumps([_answer(query) for query in _questions(arguments.batch)], ensure_ascii=False))
        return 0
    answer = _answer(
        Query(
            text=arguments.text,
            language=arguments.lang,
            near=arguments.near,
            within_km=arguments.within,
            kind=arguments.kind,
            topics=(arguments.topic,) if arguments.topic else (),
            at=arguments.open_at or now(),
            open_now=arguments.open_at is not None,
            limit=arguments.limit,
        )
    )
    if arguments.json:
        print(json.dumps(answer, ensure_ascii=False))
        return 0
    print(f"{answer['total']} found")
    for row in answer["results"]:
        away = "" if row["distance_km"] is None else f", {row['distance_km']:.1f} km"
        print(f"  {row['name']} ({row['kind']}{away})")
    return 0


def _questions(path: Path) -> list[Query]:
    found = []
    for number, line in enumerate(path.read_bytes().removeprefix(BOM_UTF8).splitlines(), start=1):
        if line.strip():
            try:
                found.append(_asked(json.loads(line.decode())))
            except UnicodeDecodeError as error:
                msg = f"{path.name}, line {number}: not in UTF-8"
                raise ValueError(msg) from error
            except (TypeError, AttributeError, ValueError, LookupError, argparse.ArgumentTypeError) as error:
                msg = f"{path.name}, line {number}: not a question that can be asked ({error})"
                raise ValueError(msg) from error
    return found


def _asked(line: Mapping[str, Any]) -> Query:
    near, within = line.get("near"), line.get("within_km")
    return Query(
        text=str(line.get("q") or ""),
        language=str(line.get("lang") or "fr"),
        near=_spot(*near) if near else None,
        within_km=_kilometres(within) if within is not None else None,
        kind=str(line.get("kind") or ""),
        topics=(str(line["topic"]),) if line.get("topic") else (),
        limit=_limit(line.get("limit", 10)),
        at=now(),
    )


def _answer(query: Query) -> dict[str, Any]:
    found: Answer = search.search(Actor.public(query.language), query, partial(spot, language=query.language))
    names = _names(found.results, query)
    return {
        "total": found.total,
        "took_ms": round(found.took_ms, 3),
        "understood": {
            "concepts": list(found.understood.concepts),
            "slots": {chip.code: chip.label or True for chip in found.understood.chips if chip.kind != "concept"},
            "corrected": [f"{repair.written} → {repair.searched}" for repair in found.understood.repairs],
        },
        "results": [_result(row, *names.get((row.kind, row.object_id), ("", ""))) for row in found.results],
        "facets": {name: dict(counts) for name, counts in found.facets.items()},
    }


def _result(row: Result, name: str, source_id: str) -> dict[str, Any]:
    return {
        "id": str(row.public_id),
        "source_id": source_id,
        "name": name,
        "kind": row.kind,
        "score": row.score,
        "distance_km": row.distance_km,
        "why": [{"code": why.code, **why.params} for why in row.why],
        **({"pinned": True} if row.pinned else {}),
    }


def _names(results: tuple[Result, ...], query: Query) -> dict[tuple[str, int], tuple[str, str]]:
    """Name and source's id of each result, in at most four statements."""
    services = [row.object_id for row in results if row.kind == "service"]
    offers = [row.object_id for row in results if row.kind != "service"]
    named = directory.names_and_sources(services, query.language) if services else {}
    offered = engagement.offers_by_id(offers, query.language, query.at or now())
    return {("service", pk): told for pk, told in named.items()} | {
        (offer.kind, pk): (offer.title.text, "") for pk, offer in offered.items()
    }


def _point(text: str) -> Spot:
    lat, lon = text.split(",")
    return _spot(lat, lon)


def _spot(lat: str | float, lon: str | float) -> Spot:
    y, x = float(lat), float(lon)
    if not (-90 <= y <= 90 and -180 <= x <= 180):
        msg = f"not a point on earth: {lat},{lon}"
        raise argparse.ArgumentTypeError(msg)
    return Spot("", y, x)


def _kilometres(text: str | float) -> float:
    km = float(text)
    if not (math.isfinite(km) and km > 0):
        msg = f"not a distance: {text}"
        raise argparse.ArgumentTypeError(msg)
    return km


def _limit(text: str | int) -> int:
    limit = int(text)
    if not 1 <= limit <= MOST:
        msg = f"from 1 to {MOST}: {text}"
        raise argparse.ArgumentTypeError(msg)
    return limit


def _moment(text: str) -> datetime:
    given = datetime.fromisoformat(text)
    return given if given.tzinfo else given.replace(tzinfo=ZoneInfo(house().time_zone))
