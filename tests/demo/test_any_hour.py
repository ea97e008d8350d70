"""The town is built at any hour: dates count from today, and today is the town's own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from parvis.casework.models import Referral
from parvis.cli.town import build
from parvis.core.house import house
from parvis.engagement.choices import EngagementState
from parvis.engagement.models import Engagement, Offer

HOURS = {
    "after midnight there, before it in Greenwich": datetime(2026, 11, 25, 23, 10, tzinfo=UTC),
    "the night the clocks go forward": datetime(2027, 3, 28, 0, 59, tzinfo=UTC),
}


@pytest.mark.django_db
@pytest.mark.parametrize("now", HOURS.values(), ids=HOURS)
def test_the_town_stands_at_this_hour(now: datetime) -> None:
    built = build.build(now=now)
    assert (built.services >= 60, built.persons >= 26, built.cases >= 18) == (True, True, True)
    assert Offer.objects.get(source_id="francais-a1-dernier").ends_on == house().day(now - timedelta(days=7))
    assert set(Engagement.objects.values_list("state", flat=True)) == set(EngagementState.values)
    assert Referral.objects.filter(sent_at__gt=now).count() == 0
