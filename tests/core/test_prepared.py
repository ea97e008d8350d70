"""A prepared query answers what the queryset would, with any values, the first time and the next."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import F, QuerySet
from django.test.utils import CaptureQueriesContext

from parvis.core.models import Once, Transition
from parvis.core.prepared import Prepared, PreparedFor, known_id, the_one
from parvis.kernel.actor import Actor, ActorKind
from parvis.kernel.errors import NotFound

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


def moves(*, of: list[int], after: datetime, kind: str) -> QuerySet[Any]:
    return Transition.objects.filter(subject_id__in=of, at__gte=after - timedelta(days=7), subject_kind=kind).order_by(
        "subject_id"
    )


@pytest.fixture
def five() -> list[Transition]:
    return [
        Transition.objects.create(
            subject_kind="case", subject_id=n, frm="", to="open", at=NOW - timedelta(days=n), actor="x"
        )
        for n in range(5)
    ]


def test_the_same_rows_as_the_queryset_for_any_values(five: list[Transition]) -> None:
    asked = Prepared(moves)
    for of in ([0], [0, 3], [4, 2, 1], list(range(5)), [99]):
        for after in (NOW, NOW + timedelta(days=5), NOW + timedelta(days=900)):
            for kind in ("case", "step"):
                plain = list(moves(of=of, after=after, kind=kind))
                assert asked.rows(of=of, after=after, kind=kind) == plain


def test_one_statement_from_the_second_time_on_and_from_the_first(five: list[Transition]) -> None:
    asked = Prepared(moves)
    for _ in range(3):
        with CaptureQueriesContext(connection) as captured:
            asked.rows(of=[1, 2], after=NOW, kind="case")
        assert len(captured) == 1


def test_values_unions_and_related_rows_come_out_as_they_would(five: list[Transition]) -> None:
    def union(*, low: int, day: date) -> QuerySet[Any]:
        first = Transition.objects.filter(subject_id__lt=low, at__date__lte=day).values(n=F("subject_id"), when=F("at"))
        second = Transition.objects.filter(subject_id__gte=low).values(n=F("subject_id"), when=F("at"))
        return first.union(second, all=True).order_by("n")[:4]

    asked = Prepared(union)
    for low in (0, 2, 4):
        assert asked.rows(low=low, day=NOW.date()) == list(union(low=low, day=NOW.date()))
    pairs = Prepared(lambda *, low: Transition.objects.filter(subject_id__gte=low).values_list("subject_id", "to"))
    assert dict(pairs.rows(low=3)) == {3: "open", 4: "open"}


def test_who_asks_is_a_value_and_her_roles_make_the_shape() -> None:
    def mine(actor: Actor) -> QuerySet[Any]:
        rows = Transition.objects.filter(account_id=actor.account_id)
        return rows if actor.has_role("caseworker") else rows.none()

    for account in (1, 2):
        Transition.objects.create(subject_kind="case", subject_id=1, to="open", at=NOW, actor="x", account_id=account)
    asked = PreparedFor(mine)

    def worker(account: int, role: str = "caseworker") -> Actor:
        return Actor(kind=ActorKind.ACCOUNT, account_id=account, roles=frozenset({role}))

    assert [row.account_id for row in asked.rows(worker(1))] == [1]
    assert [row.account_id for row in asked.rows(worker(2))] == [2]
    assert asked.rows(worker(1, "admin")) == []


def test_no_value_an_empty_list_and_nobody() -> None:
    Once.objects.create(token="a", claimed_at=NOW)
    asked = Prepared(lambda *, ids: Once.objects.filter(pk__in=ids))
    assert asked.rows(ids=[]) == []
    with pytest.raises(NotFound):
        the_one(asked.rows(ids=[]))
    with pytest.raises(NotFound):
        known_id("not-an-id")
