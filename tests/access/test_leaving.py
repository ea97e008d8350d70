"""What is left of an account whose time is over: a number, and the roles it had."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import models

from parvis.access.clocks import anonymise
from parvis.access.models import Account, Membership
from parvis.core.audit import acting
from tests.factories import access
from tests.factories.access import NOW, SETUP


def opening() -> list[type[models.Model]]:
    """Every model of the room by which an account is opened."""
    related = [one for one in Account._meta.related_objects if one.field.name == "account"]
    return [
        one.related_model  # type: ignore[misc]
        for one in related
        if one.related_model._meta.app_label == "access" and one.related_model is not Membership  # type: ignore[union-attr]
    ]


def a_row(model: type[models.Model], account: Account, others: list[Account]) -> None:
    facts: dict[str, object] = {"account": account}
    for field in model._meta.concrete_fields:
        if field.name in facts or field.primary_key or field.null or field.has_default() or field.name == "created_at":
            continue
        if isinstance(field, models.ForeignKey):
            facts[field.name] = others.pop() if field.related_model is Account else access.controller()
        elif isinstance(field, models.DateTimeField):
            facts[field.name] = NOW
        elif isinstance(field, models.IntegerField):
            facts[field.name] = 1
        else:
            facts[field.name] = uuid4().hex[:20]
    with acting(SETUP):
        model._base_manager.create(**facts)


@pytest.mark.django_db
def test_nothing_that_opened_it_stays_and_its_roles_do() -> None:
    town = access.controller()
    gone = Account.objects.get(pk=access.worker(town, name="Inès D.").account_id)
    stays = Account.objects.get(pk=access.worker(town, name="Odile M.").account_id)
    assert len(opening()) >= 4
    for model in opening():
        for account in (gone, stays):
            others = [Account.objects.get(pk=access.worker(town).account_id) for _ in range(2)]
            a_row(model, account, others)
    anonymise([gone.pk], SETUP, NOW)
    for model in opening():
        assert [row.account_id for row in model._base_manager.all()] == [stays.pk], model  # type: ignore[attr-defined]
    gone.refresh_from_db()
    assert (gone.name, gone.is_active, gone.has_usable_password()) == ("", False, False)
    assert Membership.objects.filter(account=gone).exists()
