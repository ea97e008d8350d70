"""Rows of an index come by the thousand; what is noted in the change log never comes that way."""

import pytest

from parvis.core.bulk import insert_index_rows
from parvis.core.models import Message
from parvis.search.models import Edition


@pytest.mark.django_db
def test_an_index_takes_plain_rows() -> None:
    Edition.objects.all().delete()
    insert_index_rows(Edition, ("id", "number", "forms"), [(1, 7, "{}")])
    assert Edition.objects.get().number == 7
    insert_index_rows(Edition, ("id", "number", "forms"), [])
    assert Edition.objects.count() == 1


def test_what_is_noted_goes_through_its_model() -> None:
    with pytest.raises(TypeError):
        insert_index_rows(Message, ("id",), [(1,)])
