"""What a case worker waits for, with a hundred persons in the register and with a hundred thousand."""

import json
import time
from typing import Any

from tests.benchmarks.calling import Caller, cost_beside_the_yardstick, middle, p95, yardstick
from tests.benchmarks.house import build_town, open_house

FEW, MANY, COLLEAGUES, ROUNDS = 100, 100_000, 250, 30
LOOPS = "CPU in fixed loops"


def main() -> None:
    from django.db import connection

    from parvis.access.models import Account, Organisation
    from parvis.casework.models import Case, Need
    from parvis.config.wsgi import application
    from parvis.core.audit import acting
    from parvis.core.clock import now
    from parvis.engagement.models import Engagement, Offer
    from parvis.kernel.actor import Actor
    from parvis.people.models import Person
    from tests.benchmarks.crowd import colleagues, crowd

    worker = Account.objects.get(username="caseworker")
    where = Organisation.objects.get(memberships__account=worker, memberships__role="caseworker")
    receiver = Organisation.objects.get(memberships__account__username="provider", memberships__role="provider")
    at = now()
    with acting(Actor.system("bench")):
        crowd(
            max(0, FEW - Person.objects.count()),
            where=where,
            receiver=receiver,
            leads=[worker.pk],
            at=at,
            open_share=0.8,
        )
    caller = Caller(application, signed_in(worker))
    file = Case.objects.filter(lead=worker, state="open").order_by("pk").values_list("public_id", flat=True)[0]
    need = Need.objects.filter(case__public_id=file).values_list("public_id", flat=True)[0]
    offer = Offer.objects.filter(organisation=where).order_by("pk").values_list("public_id", flat=True)[0]
    pages = {
        "worker's queue": "/fr/staff/day/",
        "team's queue": "/fr/staff/day/?tab=team",
        "person's page": f"/fr/staff/cases/{file}/",
        "list of persons": "/fr/staff/people/",
        "search for a name": "/fr/staff/people/#q=haddad",
        "list of referrals": "/fr/staff/referrals/",
        "to take up for a need": f"/fr/staff/needs/{need}/offers/",
        "what we give": "/fr/answer/offers/",
        "a roster": f"/fr/answer/offers/{offer}/",
    }
    figures: dict[str, Any] = {"persons, few": Person.objects.count()}
    figures["a fixed loop, few: CPU ms"] = yardstick()
    few = {name: _page(caller, address) for name, address in pages.items()}
    began = time.perf_counter()
    with acting(Actor.system("bench")):
        leads = colleagues(where, COLLEAGUES, at)
        crowd(MANY - Person.objects.count(), where=where, receiver=receiver, leads=leads, at=at, open_share=0.2)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    figures |= {"persons, many": Person.objects.count(), "engagements, many": Engagement.objects.count()}
    figures |= {"making the many, s": round(time.perf_counter() - began, 1)}
    figures["a fixed loop, many: CPU ms"] = yardstick()
    many = {name: _page(caller, address) for name, address in pages.items()}
    figures["a person's own file, whole: s"] = _own_file(file)
    ratios = {}
    for name in pages:
        for label, told in (("few", few[name]), ("many", many[name])):
            figures |= {f"{name}, {label}: {what}": value for what, value in told.items()}
        ratios[f"{name}: CPU with many / with few, at one speed"] = round(many[name][LOOPS] / few[name][LOOPS], 2)
    print(json.dumps({"figures": figures, "ratios": ratios}))


def _own_file(case: Any) -> float:
    """All that is kept about the person of that case, gathered and put into words: seconds of the processor."""
    from parvis.casework.models import Case
    from parvis.core.retention import file_of
    from parvis.web.shell import own_file

    began = time.process_time()
    own_file.shown(file_of(Case.objects.get(public_id=case).person_id, whole=True))
    return round(time.process_time() - began, 2)


def signed_in(worker: Any) -> str:
    """The cookie of a session."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(worker)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def _page(caller: Caller, address: str) -> dict[str, Any]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    caller.get(address)
    with CaptureQueriesContext(connection) as asked:
        caller.get(address)
    statements = len(asked)
    cost, loops = cost_beside_the_yardstick(caller, address, rounds=ROUNDS)
    return {
        "statements": statements,
        LOOPS: round(loops, 3),
        "CPU ms": round(middle(cost.cpu), 1),
        "CPU ms p95": round(p95(cost.cpu), 1),
        "p95 ms": round(p95(cost.wall), 1),
    }


if __name__ == "__main__":
    open_house()
    build_town()
    main()
