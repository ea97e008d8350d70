"""Nothing with an end is forgotten: each model whose class has a duration has a clock, or goes with a model that has one."""

from django.apps import apps
from django.db import models

from parvis.core import chain, clocks, retention
from tests.guards.support import assert_none_but

# What goes with something of another class, and why that is right.
GOES_ALONG = {
    "people.NoticeGiven": "with the person: as long as she is in the register it says that she was told",
    "core.Acting": "one row that says who writes now, of no time",
}


def kept_for_a_time() -> dict[str, type[models.Model]]:
    return {
        model._meta.label: model
        for model in apps.get_models()
        if getattr(model, "retention", "") and retention.rule(model.retention).days is not None
    }


def hangs_on(model: type[models.Model]) -> list[type[models.Model]]:
    """What it is never without, and goes with."""
    return [
        field.related_model
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey)
        and not field.null
        and field.remote_field.on_delete is models.CASCADE
        and field.related_model is not model
    ]


def has_a_clock(model: type[models.Model], klass: str) -> bool:
    """Of its own, or that of what it hangs on, in the same class."""
    if model._meta.db_table in chain.LOGS:
        return klass == "audit"
    known = {clock.model: clock for clock in clocks.every()}
    if model._meta.label in known:
        return known[model._meta.label].code == klass
    return any(has_a_clock(owner, klass) for owner in hangs_on(model))


def test_every_model_with_a_duration_has_a_clock() -> None:
    every = kept_for_a_time()
    assert len(every) > 30
    without = [label for label, model in every.items() if not has_a_clock(model, model.retention)]
    assert_none_but(without, GOES_ALONG, "models that no clock erases")


def test_every_clock_is_of_a_class_with_a_duration_and_knows_whose_its_rows_are() -> None:
    for clock in clocks.every():
        assert retention.rule(clock.code).days is not None
        names = {field.attname for field in clock.table._meta.concrete_fields}
        assert not clock.controller or clock.controller in names
        of_a_person = "person_id" in names and not clock.person
        assert not of_a_person, f"{clock.model} belongs to persons: a hold must stop its clock"
        if "controller_id" in names:
            assert clock.controller, f"{clock.model} belongs to controllers: its certificate must say whose"


def test_everything_that_is_buried_can_be_found_again() -> None:
    for clock in clocks.every():
        if clock.buried or clock.model == clocks.PERSON:
            assert "public_id" in {field.name for field in clock.table._meta.concrete_fields}
