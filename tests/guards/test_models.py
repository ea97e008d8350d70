"""Every stored thing says how long it is kept and whether it is personal; every personal one has a policy that scopes it."""

import ast
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from parvis.core.retention import CLASSES
from tests.guards.support import PARVIS, assert_none_but, functions

# Personal models that no policy of their own room scopes.
SCOPED_OTHERWISE = {
    "core.Message": "the outbox of the installation: the demo's page alone lists it, and what it sends is neutral",
    "core.Read": "asked only through core.audit, by the person or the one who answers for the controller",
}


def ours() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("parvis.")]


def scoped_by_policy(room: str) -> set[str]:
    """Models for which permissions.py has a function `…_visible_to(actor) -> QuerySet[Model]`."""
    path = PARVIS / room / "permissions.py"
    if not path.exists():
        return set()
    answers = [node.returns for node in functions(path) if node.name.endswith("_visible_to")]
    return {
        answer.slice.id
        for answer in answers
        if isinstance(answer, ast.Subscript) and isinstance(answer.slice, ast.Name)
    }


def is_scoped(model: type[models.Model], seen: frozenset[str] = frozenset()) -> bool:
    """By a policy, or because it always belongs to a model of its room that is."""
    if model.__name__ in scoped_by_policy(model._meta.app_label):
        return True
    owners = [
        field.related_model
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and not field.null and field.related_model.__name__ not in seen
    ]
    same_room = [owner for owner in owners if owner._meta.app_label == model._meta.app_label and owner is not model]
    return any(is_scoped(owner, seen | {model.__name__}) for owner in same_room)


def test_every_model_says_how_long_it_is_kept_and_whether_it_is_personal() -> None:
    assert ours()
    silent = [
        model._meta.label
        for model in ours()
        if getattr(model, "retention", None) not in CLASSES or not isinstance(getattr(model, "personal", None), bool)
    ]
    assert not silent, f"no retention class or no word on personal data: {silent}"


def test_personal_models_are_scoped_by_a_policy() -> None:
    unscoped = [model._meta.label for model in ours() if model.personal and not is_scoped(model)]
    assert_none_but(unscoped, SCOPED_OTHERWISE, "personal models that no …_visible_to scopes")


def test_personal_models_are_never_kept_for_ever() -> None:
    for_ever = [model._meta.label for model in ours() if model.personal and model.retention == "public"]
    assert not for_ever, for_ever


def test_no_model_orders_itself() -> None:
    ordered = [model._meta.label for model in ours() if model._meta.ordering]
    assert not ordered, f"Meta.ordering costs every query a sort that few asked for: {ordered}"


@pytest.mark.django_db
def test_migrations_are_complete() -> None:
    rooms = {model._meta.app_label for model in ours()}
    without = sorted(room for room in rooms if not (PARVIS / room / "migrations" / "__init__.py").exists())
    assert not without, f"rooms with models and no migrations: {without}"
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=(out := StringIO()))
    except SystemExit:
        pytest.fail(f"a model changed without a migration:\n{out.getvalue()}")
