"""A worker signed in at a town hall, with one person's file, a place to refer to, and the pages as she sees them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from parvis.access.models import Account, Organisation
from parvis.casework.models import Case, Need
from parvis.directory.models import Service
from parvis.kernel.actor import Actor
from parvis.people.models import Person
from tests.factories import access, casework, directory, people


@dataclass
class Desk:
    """What a page needs."""

    client: Client
    worker: Actor
    person: Person
    case: Case
    need: Need
    service: Service
    at: datetime

    @property
    def worker_organisation(self) -> Organisation:
        """Where the worker works."""
        return self.case.organisation

    def url(self, path: str, language: str = "fr") -> str:
        """A staff address."""
        return f"/{language}/staff/{path}"


@pytest.fixture
def sign_in(db: None) -> Callable[[Actor], Client]:
    """A client signed in as that actor."""

    def enter(actor: Actor) -> Client:
        client = Client()
        client.force_login(Account.objects.get(pk=actor.account_id), backend="parvis.web.shell.backend.Backend")
        return client

    return enter


@pytest.fixture
def desk(sign_in: Callable[[Actor], Client]) -> Desk:
    """One worker, one person, one need, one place with a contact."""
    at = timezone.now()
    town = access.controller()
    worker = access.worker(town, "caseworker", name="Inès D.")
    person = people.person(worker, "أمل إكزمبل", at=at, contact=people.phone(), interpreter=True)
    case = casework.case(worker, person, at=at)
    need = casework.need(worker, case, "housing", at=at)
    service = directory.service("un-toit", topic="housing", name="Un toit pour les familles")
    service.organisation.contact_email = "desk@example.org"
    service.organisation.save(update_fields=["contact_email"])
    return Desk(sign_in(worker), worker, person, case, need, service, at)
