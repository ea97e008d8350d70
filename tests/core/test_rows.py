import uuid

import pytest

from parvis.access.models import Organisation
from parvis.core.actions import bump, locked, one
from parvis.kernel.errors import NotFound, Stale
from tests.factories import access

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("take", [one, locked])
@pytest.mark.parametrize("wrong", ["", "nothing like an id", "123", uuid.UUID(int=0), None])
def test_missing_and_malformed_are_one(take: object, wrong: object) -> None:
    access.organisation()
    with pytest.raises(NotFound):
        take(Organisation.objects.all(), public_id=wrong)


@pytest.mark.parametrize("take", [one, locked])
def test_out_of_scope_is_missing(take: object) -> None:
    row = access.organisation()
    assert take(Organisation.objects.all(), public_id=str(row.public_id)) == row
    with pytest.raises(NotFound):
        take(Organisation.objects.exclude(pk=row.pk), public_id=row.public_id)


def test_an_old_version_is_stale() -> None:
    row = access.organisation()
    assert locked(Organisation.objects.all(), pk=row.pk, version=1) == row
    bump(row)
    row.save()
    with pytest.raises(Stale) as refused:
        locked(Organisation.objects.all(), pk=row.pk, version=1)
    assert refused.value.params == {"version": 2}


def test_a_joined_and_distinct_scope_can_be_locked() -> None:
    town = access.controller()
    partner = access.partner(town)
    access.partner(town)
    scope = Organisation.objects.filter(partners__isnull=False).select_related("controller").distinct()
    assert locked(scope, pk=town.pk) == town
    with pytest.raises(NotFound):
        locked(scope, pk=partner.pk)
