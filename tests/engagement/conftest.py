from dataclasses import dataclass

import pytest

from parvis.access.models import Organisation
from parvis.engagement.models import Offer
from parvis.kernel.actor import Actor
from parvis.people.models import Person
from tests.at_once import many_writers
from tests.factories import access, engagement, people

__all__ = ["many_writers"]


@dataclass
class School:
    town: Organisation
    worker: Actor
    person: Person
    offer: Offer

    @property
    def herself(self) -> Actor:
        return people.herself(self.person)


@pytest.fixture
def school(db: None) -> School:
    """A town with a worker, a person, and a course with one place."""
    town = access.controller()
    worker = access.worker(town)
    return School(town, worker, people.person(worker), engagement.offer(town))
