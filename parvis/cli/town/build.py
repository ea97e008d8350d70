"""The whole town, from an empty store: registers, directory, persons, cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from parvis.cli.town import agreements, cases, directory, history, hosts, meetings, offers, persons, registers, sources
from parvis.cli.town.stage import SYSTEM, Stage
from parvis.cli.town.story import Deed
from parvis.engagement import actions as engagement

NOTE = "demo.txt"
BETWEEN = 400  # deeds


@dataclass(frozen=True)
class Built:
    """What stands now, in numbers, and the cards, each with its PIN: the newcomer's first."""

    services: int
    persons: int
    cases: int
    hosts: int
    card: str


def build(*, now: datetime) -> Built:
    """Build it all or nothing."""
    stage = Stage(now=now)
    with transaction.atomic():
        registers.make_organisations(stage)
        counts = directory.bring(by=SYSTEM, at=now)
        directory.know(stage)
        registers.make_accounts(stage)
        sources.bring(stage)
        persons.make_persons(stage)
        given = hosts.make_hosts(stage)
        offers.make_offers(stage)
        _play([*cases.deeds(stage), *meetings.deeds(stage), *history.deeds(stage), *offers.endings(stage)])
        _count_rows()
        agreements.make_agreements(stage)
        engagement.nightly(by=SYSTEM, at=now)
        cases.make_visits(stage)
    cards = "\n".join(f"{who}: {card}" for who, card in stage.cards.items())
    (Path(settings.PARVIS_HOME) / NOTE).write_text(cards, encoding="utf-8")
    made = len(cases.rows())
    return Built(services=counts.created, persons=len(stage.persons), cases=made, hosts=given, card=cards)


def _play(deeds: list[Deed]) -> None:
    """In the order of time."""
    for number, (_, deed) in enumerate(sorted(deeds, key=lambda deed: deed[0])):
        if number % BETWEEN == 0:
            _count_rows()
        deed()


def _count_rows() -> None:
    """PostgreSQL plans by what it knows of its tables, and of those filled in this transaction it knows nothing by itself."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def cards() -> list[tuple[str, str]]:
    """Whose card, and its address part and PIN, of the town as it was built."""
    path = Path(settings.PARVIS_HOME) / NOTE
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [(who, card) for who, _, card in (line.partition(": ") for line in lines) if card]
