"""A second source beside the town's own: read twice, put right by hand in between, so that its desk has something to decide."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from parvis.cli.town.stage import SYSTEM, Stage
from parvis.directory import actions as directory
from parvis.directory import queries
from parvis.exchange.mapped.load import load

SOURCE = "departement"
PUT_RIGHT = "D-014"


def bring(stage: Stage) -> None:
    """The first edition, what the administrator corrected by a call, the second edition, and what looks alike."""
    _read("departement-1.csv", stage, days=60)
    known = queries.known_by_source(SOURCE)
    directory.edit_listing(
        service_public_id=known.services[PUT_RIGHT],
        to=directory.Listing(hours="lundi, mardi, jeudi, vendredi 9h-12h"),
        by=stage.administrator(),
        at=stage.ago(days=30),
    )
    _read("departement-2.csv", stage, days=2)
    directory.compare_listings(by=SYSTEM, at=stage.now)


def _read(name: str, stage: Stage, *, days: int) -> None:
    folder = Path(settings.PARVIS_DEMO_FOLDER) / "feeds"
    load(folder / name, by_mapping=str(folder / "departement.yaml"), by=SYSTEM, at=stage.ago(days=days))
