"""Fifty people ask for the same ten places at the same moment, each over a connection of her own.

Run by itself (`python -m tests.engagement.rush`) it does so on a SQLite file in `PARVIS_HOME`, and prints how many got a place.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

PLACES, PERSONS = 10, 50


def rush() -> dict[str, int]:
    """How many ended in which state."""
    from django.db import connection

    from parvis.engagement import actions
    from parvis.engagement.models import Engagement
    from parvis.kernel.actor import Actor
    from tests.factories import access, engagement, people
    from tests.factories.access import NOW

    town = access.controller()
    worker = access.worker(town)
    meal = engagement.offer(town, kind="event", capacity=PLACES)
    everybody = [people.person(worker).pk for _ in range(PERSONS)]
    ready = Barrier(PERSONS)

    def ask(person_id: int, by: Actor = worker) -> str:
        try:
            ready.wait(timeout=60)
            return actions.request(offer_public_id=meal.public_id, person_id=person_id, by=by, at=NOW).state
        finally:
            connection.close()

    with ThreadPoolExecutor(PERSONS) as pool:
        told = Counter(pool.map(ask, everybody))
    kept = Counter(Engagement.objects.filter(offer=meal).values_list("state", flat=True))
    assert told == kept, (told, kept)
    return dict(kept)


def main() -> None:
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "parvis.config.settings"
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    print(json.dumps(rush()))


if __name__ == "__main__":
    main()
