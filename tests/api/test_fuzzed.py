"""The API under thousands of requests that its own description allows or forbids, as each role: no error of ours, nobody's data to others.

`PARVIS_FUZZ=50000` asks so many times (`make fuzz`). Ids of real things of others stand among those that are made up.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
import requests
import schemathesis
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode

from parvis.access.models import Organisation
from parvis.api.hsds.openapi import document
from parvis.api.v1.house import api
from parvis.casework.models import Referral
from parvis.people.models import Person, PersonName
from tests.town import Town, town, town_of_module

__all__ = ["town", "town_of_module"]
ROLES = (
    "anonymous",
    "newcomer",
    "mentor",
    "caseworker",
    "mediator",
    "caseworker2",
    "provider",
    "provider2",
    "manager",
    "admin",
    "dpo",
)
AT_LEAST = int(os.environ.get("PARVIS_FUZZ", "5000"))
HERE = "http://testserver"
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
# What the test's browser says of itself, whatever was made up.
OWN_HEADERS = {"host", "connection", "cookie", "content-length", "accept-encoding"}


def operations() -> list[Any]:
    """Those of the house's own API and of HSDS."""
    hsds = reverse("hsds:root")
    own = schemathesis.openapi.from_dict(json.loads(json.dumps(api.get_openapi_schema())))
    open_data = schemathesis.openapi.from_dict(document(HERE + hsds))
    found = [(HERE, one.ok()) for one in own.get_all_operations()]
    return found + [(HERE + hsds.rstrip("/"), one.ok()) for one in open_data.get_all_operations()]


@dataclass
class Asker:
    """One role's browser, what it must never be told, and what came of its requests."""

    client: Client
    secrets: re.Pattern[str]
    chance: random.Random
    asked: int = 0
    wrong: list[str] = field(default_factory=list)

    def ask(self, base: str, case: Any, referrals: list[UUID]) -> None:
        """One request, undone again; half of those about a referral are about one that there is."""
        if "referral_id" in case.path_parameters and self.chance.random() < 0.5:
            case.path_parameters["referral_id"] = str(self.chance.choice(referrals))
        given = case.as_transport_kwargs(base_url=base)
        wanted = {name: given.get(name) for name in ("method", "url", "params", "headers", "json", "data", "files")}
        asked = requests.Request(**wanted).prepare()
        headers = {name: _text(value) for name, value in asked.headers.items() if name.lower() not in OWN_HEADERS}
        body = asked.body if isinstance(asked.body, bytes) else (asked.body or "").encode()
        self.asked += 1
        with transaction.atomic():
            answer = self.client.generic(
                asked.method, asked.url.removeprefix(HERE), body, content_type=headers.pop("Content-Type", "application/json"),
                headers=headers,
            )  # fmt: skip
            content = b"".join(answer) if answer.streaming else answer.content
            transaction.set_rollback(True)
        self._judge(asked, answer, content.decode(errors="replace"))

    def _judge(self, asked: Any, answer: Any, content: str) -> None:
        if answer.status_code >= 500:
            self.wrong.append(f"{answer.status_code}: {asked.method} {asked.url} {asked.body!r}")
        told = content.encode().decode("unicode_escape", errors="ignore") + content
        if leaked := self.secrets.search(told):
            self.wrong.append(f"told {leaked[0]}: {asked.method} {asked.url}")


def _text(value: Any) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


def secrets_from(role: str, town: Town) -> frozenset[str]:
    """Full names, and numbers and ids of referrals, that no answer of the API may hold for this role.

    A worker may be told of her controller's register; whoever works where a referral was sent, of that one, and once it is answered
    who it is about.
    """
    persons, referrals = Person.objects.none(), Referral.objects.none()
    if role in {"caseworker", "mediator", "caseworker2", "provider", "provider2"}:
        here = Organisation.objects.filter(memberships__account=town.account(role))
        received = Referral.objects.filter(receiver__in=here)
        referrals, persons = received, Person.objects.filter(referrals__in=received.exclude(state="sent"))
        if not role.startswith("provider"):
            houses = [one.controller_of_record for one in here]
            persons |= Person.objects.filter(controller_id__in=houses)
            referrals |= Referral.objects.filter(controller_id__in=houses)
    names = {one.text for one in PersonName.objects.all() if " " in one.text} - {one.text for one in _names(persons)}
    others = Referral.objects.exclude(pk__in=referrals.values("pk"))
    return frozenset(names | set(others.values_list("number", flat=True)) | {str(one.public_id) for one in others})


def _names(persons: Any) -> Any:
    return PersonName.objects.filter(person_id__in=set(persons.values_list("pk", flat=True)))


def browser(role: str, town: Town) -> Client:
    if role == "newcomer":
        return town.at_her_path()
    return Client() if role == "anonymous" else town.signed_in(role)


@pytest.mark.parametrize("role", ROLES)
def test_no_answer_breaks_and_none_tells_of_others(role: str, town: Town) -> None:
    if connection.vendor != "sqlite" and "PARVIS_FUZZ" not in os.environ:
        pytest.skip("requests are made up on SQLite; `make fuzz` asks PostgreSQL as well")
    secrets = secrets_from(role, town)
    assert len(secrets) > 15
    # As whole words: one name may be a part of another.
    known = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(secrets)))})(?!\w)")
    asker = Asker(browser(role, town), known, random.Random(role))
    asker.client.raise_request_exception = False
    referrals = list(Referral.objects.values_list("public_id", flat=True))
    every = operations()
    assert len(every) >= 18
    each = -(-AT_LEAST // (len(ROLES) * (len(every) * len(MODES) - 3)))
    for (base, operation), mode in itertools.product(every, MODES):
        _ask_often(asker, base, operation, mode, referrals, each)
    assert not asker.wrong, "\n".join(asker.wrong[:20])
    assert asker.asked >= AT_LEAST // len(ROLES)


def _ask_often(
    asker: Asker, base: str, operation: Any, mode: GenerationMode, referrals: list[UUID], times: int
) -> None:  # fmt: skip
    @settings(
        max_examples=times, database=None, deadline=None, derandomize=True, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        asker.ask(base, case, referrals)

    with suppress(Unsatisfiable):  # what takes nothing can't be asked wrongly
        ask()
