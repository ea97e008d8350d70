"""Rows that come inside another row are the rows that a query of their own gives, in both stores."""

from typing import Any

import pytest
from django.db.models import F, Model, OuterRef, Value

from parvis.core.nested import Nested, columns_of, rows_in
from parvis.engagement.models import Agreement, Clause, Edition, Engagement, OutcomeCheck, Party, Signature
from tests.factories import agreements
from tests.factories.agreements import Workshop

AGREEMENT = {
    Agreement: "pk",
    Clause: "agreement",
    Edition: "agreement",
    Party: "agreement",
    Signature: "party__agreement",
}


@pytest.fixture
def here(db: None) -> Workshop:
    return agreements.workshop()


def facts(row: Model) -> dict[str, Any]:
    return {name: getattr(row, name) for name in columns_of(type(row))}


@pytest.mark.parametrize("model", AGREEMENT, ids=lambda model: model.__name__)
@pytest.mark.parametrize("state", ["to_sign", "amended", "ended"])
def test_every_column_comes_back_as_it_was(here: Workshop, state: str, model: type[Model]) -> None:
    row = agreements.agreement_in(state, here)
    rows = model.objects.filter(**{AGREEMENT[model]: OuterRef("pk")}).order_by("-id")
    holder = Agreement.objects.annotate(nested=Nested(rows, *columns_of(model))).get(pk=row.pk)
    found = rows_in(model, holder.nested)
    alone = list(model.objects.filter(**{AGREEMENT[model]: row.pk}).order_by("-id"))
    assert found == alone
    assert [facts(one) for one in found] == [facts(one) for one in alone]
    assert [{name: type(value) for name, value in facts(one).items()} for one in found] == [
        {name: type(value) for name, value in facts(one).items()} for one in alone
    ]


def test_a_sealed_text_stays_sealed_until_it_is_read(here: Workshop) -> None:
    row = agreements.sent(here)
    rows = Party.objects.filter(agreement=OuterRef("pk")).order_by("number")
    holder = Agreement.objects.annotate(nested=Nested(rows, *columns_of(Party))).get(pk=row.pk)
    first = rows_in(Party, holder.nested)[0]
    assert "Amal" not in str(holder.nested)
    assert "Amal" not in str(first.__dict__)
    assert first.name == "Amal Exemple"


def test_what_was_asked_for_behind_the_columns_stands_on_the_row(here: Workshop) -> None:
    rows = Engagement.objects.filter(offer=OuterRef("pk")).annotate(more=Value(7), whose=F("person_id"))
    holder = type(here.offer).objects.annotate(nested=Nested(rows, *columns_of(Engagement), "more", "whose")).get()
    (found,) = rows_in(Engagement, holder.nested, "more", "whose")
    assert (found.pk, found.more, found.whose) == (here.engagement.pk, 7, here.person.pk)


def test_no_rows_are_an_empty_list(here: Workshop) -> None:
    rows = OutcomeCheck.objects.filter(engagement=OuterRef("pk"), answer="yes")
    holder = Engagement.objects.annotate(nested=Nested(rows, *columns_of(OutcomeCheck))).get(pk=here.engagement.pk)
    assert rows_in(OutcomeCheck, holder.nested) == []


def test_a_scope_that_is_nobodys_is_an_empty_list_too_also_inside_another(here: Workshop) -> None:
    nobodys = Nested(OutcomeCheck.objects.none(), *columns_of(OutcomeCheck))
    holder = Engagement.objects.annotate(nested=nobodys).get(pk=here.engagement.pk)
    assert holder.nested == []
    rows = Engagement.objects.filter(offer=OuterRef("pk"))
    outer = type(here.offer).objects.annotate(nested=Nested(rows, "pk", nobodys)).get()
    assert outer.nested == [[here.engagement.pk, []]]
