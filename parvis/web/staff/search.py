"""Any place of the directory by hand: the public search, with an eye on what can be referred to."""

from __future__ import annotations

from datetime import datetime

from parvis.directory import queries as directory
from parvis.directory.shapes import OrganisationCard, ServiceCard
from parvis.kernel.actor import Actor
from parvis.search import queries as search
from parvis.search.shapes import Query

MOST = 12


def places_by_hand(actor: Actor, text: str, at: datetime) -> list[ServiceCard]:
    """The services that these words find, best first."""
    answer = search.search(actor, Query(text=text[:200], language=actor.language, at=at, kind="service", limit=MOST))
    ids = [result.object_id for result in answer.results]
    return directory.cards(ids=ids, language=actor.language, at=at)


def partners(actor: Actor, text: str) -> list[OrganisationCard]:
    """Organisations of the directory by name; none for no words."""
    text = text.strip()
    return directory.organisations_called(text, actor.language, limit=MOST) if text else []
