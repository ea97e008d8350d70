"""The whole town, ten years later: whatever had an end is gone, nothing was in the way, and what is public stands."""

from __future__ import annotations

from datetime import timedelta

from django.apps import apps
from django.db import connection

from parvis.access.models import Account, Membership
from parvis.casework.models import Case
from parvis.core import retention
from parvis.core.clock import now
from parvis.engagement.models import Engagement, Feed, Offer
from parvis.kernel.actor import Actor
from parvis.oversight import actions, queries
from parvis.oversight.models import Hold
from parvis.people.models import Part, Person
from tests.town import Town, town, town_of_module

__all__ = ["town", "town_of_module"]

BY = Actor.system("retention")
TEN_YEARS = timedelta(days=3650)
NIGHTS = 5


def test_ten_years_later_nothing_personal_is_left(town: Town) -> None:
    at = now()
    # Pages of holds are opened in a town that stands for several modules: what they were given to show keeps its person.
    Hold.objects.all().delete()
    here = Person.objects.count()
    offers = Offer.objects.count()
    assert here > 20
    Case.objects.exclude(state="closed").update(state="closed", closed_at=at)
    Part.objects.exclude(part="newcomer").update(ends_on=at.date() + timedelta(days=1))
    Engagement.objects.filter(state__in=("offered", "accepted", "active")).update(state="completed")
    Membership.objects.update(ends_on=at.date() + timedelta(days=1))
    Feed.objects.filter(closed_at=None).update(closed_at=at)
    went = 0
    for night in range(NIGHTS):
        done = actions.purge(by=BY, at=at + TEN_YEARS + timedelta(days=night))
        assert not done.left, done.left
        went += done.things.get("people.Person", 0)
    assert went == here
    assert queries.due_lines(BY, at + TEN_YEARS + timedelta(days=NIGHTS)) == []
    left = {
        model._meta.label: model._base_manager.count()
        for model in apps.get_models()
        if getattr(model, "retention", "public") not in {"public", "audit"}
        and retention.rule(model.retention).days is not None
        and model._base_manager.exists()
    }
    assert set(left) <= {"access.Account", "access.Membership", "core.Acting"}, left
    assert not Account.objects.exclude(name="").exists()
    assert Offer.objects.count() == offers
    connection.check_constraints()
