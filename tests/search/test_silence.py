"""What nobody told is unknown: no filter counts it as no, and a store made before is brought to what is told now."""

from uuid import UUID

import pytest

from parvis.kernel.actor import Actor
from parvis.search import actions
from parvis.search.models import Edition
from parvis.search.queries import held, search
from parvis.search.shapes import Answer, NewDocument, Query

pytestmark = pytest.mark.django_db
ANYBODY = Actor.public("fr")


def document(number: int, kind: str = "event", **facts: object) -> NewDocument:
    return NewDocument(
        **{"kind": kind, "object_id": number, "public_id": UUID(int=number), "title": "Atelier", "body": ""} | facts
    )


def asked(**facts: object) -> Answer:
    return search(ANYBODY, Query(text="atelier", **facts))


def ids(answer: Answer) -> list[int]:
    return sorted(row.object_id for row in answer.results)


def test_a_filter_that_a_kind_cannot_answer_is_none_and_is_not_applied() -> None:
    actions.publish(documents=[
        document(1, cost="free", languages=("ar",)), document(2, cost="paid", traits=("children",)), document(3, "course"),
    ])  # fmt: skip
    assert asked(kind="event").facets["yes"] == {"free": 1, "children": 1}
    assert asked(kind="course").facets["yes"] == {}
    assert ids(asked(kind="event", free=True)) == [1]
    silent = asked(kind="course", free=True, speaks="ar", step_free=True)
    assert (ids(silent), set(silent.understood.dropped)) == ([3], {"free", "speaks", "step_free"})
    assert ids(asked(kind="event", speaks="ar")) == [1]
    assert ids(asked(free=True)) == [1]


def test_an_answer_of_no_is_a_true_nought() -> None:
    actions.publish(documents=[document(2, cost="paid")])
    answer = asked(kind="event", free=True)
    assert (answer.total, answer.facets["yes"], answer.understood.dropped) == (0, {"free": 0}, ())


def test_past_the_end_there_is_the_last_page_for_who_wants_it() -> None:
    actions.publish(documents=[document(number) for number in range(1, 6)])
    assert ids(asked(offset=40, limit=2)) == []
    assert len(ids(asked(offset=40, limit=2, last_page=True))) == 1
    assert asked(offset=40, limit=2, last_page=True, kind="none").results == ()


def test_documents_of_an_older_form_are_written_again_once() -> None:
    actions.publish(documents=[document(1), document(2, "course"), document(9, "service")])
    Edition.objects.filter(pk=1).update(forms={"others": 7, "offers": 1})
    written: list[list[int]] = []
    for _ in range(2):
        actions.bring_to_form(name="offers", form=2, kinds=("event", "course"), publish=written.append)
    assert [sorted(part) for part in written] == [[1, 2]]
    assert Edition.objects.get().forms == {"others": 7, "offers": 2}
    assert held(kinds=("event",), ids=[1, 2, 9]) == [1]
