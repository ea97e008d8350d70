"""While one key of a controller follows another, who is known already is found as before, and a list read again makes nobody twice."""

from datetime import timedelta
from pathlib import Path

import pytest

from parvis.core import rotation
from parvis.engines.names import Known, born
from parvis.kernel.actor import Actor
from parvis.people import actions, queries
from parvis.people.actions import Listed
from parvis.people.entries import Birth, NewName
from tests.factories import access
from tests.factories.access import NOW
from tests.own_keys import own_keys

__all__ = ["own_keys"]
pytestmark = pytest.mark.django_db
ALMAZ = Listed(
    source_id="R-1",
    names=[NewName(text="Almaz Tesfay")],
    birth=Birth(precision="date", value="1990-03-04"),
    language="ti",
)


@pytest.fixture
def camp(own_keys: Path) -> Actor:
    return Actor.system("import.people", controller_id=access.controller().pk)


def brought(camp: Actor) -> dict[str, int]:
    done = actions.bring_people(people=[ALMAZ], source="camp", by=camp, at=NOW)
    return {name: count for name, count in done.counts.items() if count}


def nearest(camp: Actor) -> list[str]:
    return [
        one.source_id for one in queries.nearest_registered(camp, Known(names=("አልማዝ ተስፋይ",), born=born("1990-03-04")))
    ]


def test_found_before_during_and_after(camp: Actor) -> None:
    assert brought(camp) == {"created": 1}
    during: list[tuple[list[str], dict[str, int]]] = []
    (done,) = rotation.rotate(
        (f"c{camp.controller_id}",), at=NOW, wait=lambda _: during.append((nearest(camp), brought(camp)))
    )
    assert done.finished
    assert during and all(one == (["R-1"], {"unchanged": 1}) for one in during)
    assert rotation.destroy(f"c{camp.controller_id}", at=NOW + timedelta(days=2)) == 1
    assert (nearest(camp), brought(camp)) == (["R-1"], {"unchanged": 1})
