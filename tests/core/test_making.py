"""Models that a prepared query makes are those that the queryset would have made, with what stands beside them."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import F, Model, QuerySet

from parvis.casework.models import Step
from parvis.core.prepared import Prepared
from parvis.engagement.models import Session
from tests.factories import access, casework, engagement
from tests.factories.access import NOW

pytestmark = pytest.mark.django_db


def held(row: Model) -> dict[str, Any]:
    """All that a model carries: its columns as they were read (a sealed one stays sealed), its state, the rows beside it."""
    own = {name: value for name, value in vars(row).items() if name != "_state"}
    beside = row._state.fields_cache
    return {
        **own,
        "database": (row._state.db, row._state.adding),
        "beside": {name: (type(one), held(one) if one is not None else None) for name, one in beside.items() if name != "case"},
    }  # fmt: skip


def sessions(*, after: Any) -> QuerySet[Session]:
    rows = Session.objects.filter(starts_at__gte=after).select_related("organisation", "host", "location", "offer")
    return rows.annotate(place=F("room")).order_by("starts_at", "id")


def few_columns(*, after: Any) -> QuerySet[Session]:
    return sessions(after=after).only(
        "starts_at",
        "subject",
        "public_id",
        "controller_id",
        "organisation",
        "offer",
        "host",
        "location",
        "organisation__name",
        "host__name",
    )


@pytest.mark.parametrize("build", [sessions, few_columns])
def test_rows_and_the_rows_beside_them_are_those_of_the_queryset(build: Any) -> None:
    offer = engagement.offer(access.controller())
    for hours in (1, 2):
        engagement.session(offer, starts_at=NOW + timedelta(hours=hours))
    after = NOW - timedelta(days=1)
    made, plain = Prepared(build).rows(after=after), list(build(after=after))
    assert len(made) == 2
    assert [held(row) for row in made] == [held(row) for row in plain]
    assert [row.host for row in made] == [None, None]
    assert [row.get_deferred_fields() for row in made] == [row.get_deferred_fields() for row in plain]


def test_a_sealed_text_opens_and_what_is_changed_is_kept() -> None:
    here = casework.town()
    file = here.case
    casework.step(here.worker, file, "Visit the hostel")
    (row,) = Prepared(lambda *, of: Step.objects.filter(case_id=of).select_related("case")).rows(of=file.pk)
    assert row.text == "Visit the hostel"
    assert row.case == file
    row.text = "Ring the hostel"
    row.save()
    assert Step.objects.get(pk=row.pk).text == "Ring the hostel"


def test_rows_are_counted_by_the_store() -> None:
    offer = engagement.offer(access.controller())
    for hours in (1, 2, 3):
        engagement.session(offer, starts_at=NOW + timedelta(hours=hours))
    asked = Prepared(lambda most, *, after: sessions(after=after)[:most])
    assert asked.count(10, after=NOW) == 3
    assert asked.count(2, after=NOW) == 2
    assert asked.count(10, after=NOW + timedelta(days=1)) == 0
    nobody = Prepared(lambda *, after: sessions(after=after).none())
    assert nobody.count(after=NOW) == 0
