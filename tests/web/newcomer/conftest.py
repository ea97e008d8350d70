"""A person with a case, a plan, an appointment, a request under way, and a card."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client

from parvis.casework.models import Referral, Step
from parvis.core.clock import now
from parvis.engagement import actions as engagement
from parvis.engagement.actions import Appointment
from parvis.engagement.models import Session
from parvis.people.models import Consent
from tests.factories import casework, people
from tests.factories.casework import Town

PIN = "481526"
SECRET = "Amal Exemple"


@dataclass
class Path:
    """What stands on her page."""

    town: Town
    step: Step
    claimed: Step
    session: Session
    referral: Referral
    consent: Consent
    token: str


@pytest.fixture
def path(db: None) -> Path:
    at = now()
    here = casework.town()
    need = casework.need(here.worker, here.case, at=at)
    step = casework.step(
        here.worker, here.case, "Dossier", text_for_person="الملف", need_public_id=need.public_id, at=at
    )
    claimed = casework.step(here.worker, here.case, "Cours", at=at)
    casework.actions.claim_done(step_public_id=claimed.public_id, by=here.worker, at=at)
    visit = Appointment(
        starts_at=at + timedelta(days=3),
        ends_at=at + timedelta(days=3, hours=1),
        subject="Dossier",
        bring="Une facture",
        host_id=here.worker.account_id,
        interpreter_language="ar",
    )
    session = engagement.book_appointment(
        person_id=here.person.pk, appointment=visit, case_ref=here.case.pk, by=here.worker, at=at
    )
    referral = casework.sent(here, at=at)
    casework.act("accept", referral, here, at=at)
    referral.refresh_from_db()
    card = people.card(here.worker, here.person, pin=PIN, at=at)
    return Path(here, step, claimed, session, referral, referral.consent, card.token)


def open_path(client: Client, token: str, pin: str = PIN, language: str = "fr") -> None:
    """Through the card and the six digits, as she does."""
    client.get(f"/c/{token}/")
    response = client.post(f"/{language}/my/open/", {"pin": pin})
    assert response.status_code == 302, response.content
    assert response["Location"] == f"/{language}/my/"


@pytest.fixture
def opened(client: Client, path: Path) -> Client:
    open_path(client, path.token)
    return client
