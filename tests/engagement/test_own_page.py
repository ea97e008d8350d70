"""What a person's own page asks for in one query is what the lists of each kind say."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parvis.engagement import actions, queries
from parvis.engagement.agreement_entries import NewParty
from parvis.kernel.actor import Actor
from parvis.kernel.errors import NotFound
from tests.factories import agreements, engagement, people
from tests.factories.access import NOW
from tests.factories.agreements import Workshop

MONTH = timedelta(days=31)


@pytest.fixture
def here(db: None) -> Workshop:
    return agreements.workshop()


def own(actor: Actor, at=NOW) -> queries.OwnEngagements:
    """Asked twice: the first time its SQL is built."""
    queries.own_engagements(actor, at)
    with CaptureQueriesContext(connection) as asked:
        found = queries.own_engagements(actor, at)
    assert len(asked) == 1
    assert found.taken == queries.my_engagements(actor, at)
    assert found.owed == queries.owed_signatures(actor, at)
    assert found.question == next(iter(queries.checks_due(actor, at)), None)
    return found


def test_nothing_taken_up_is_nothing_at_all(here: Workshop) -> None:
    somebody = people.herself(people.person(here.worker, "Paul Exemple"))
    assert own(somebody) == queries.OwnEngagements(taken=[], owed=[], question=None)


@pytest.mark.parametrize("state", ["draft", "to_sign", "partly_signed", "in_force", "amended", "ended"])
def test_an_agreement_waits_for_her_name_until_she_has_given_it(here: Workshop, state: str) -> None:
    agreements.agreement_in(state, here)
    assert len(own(here.herself).taken) == 1
    assert bool(own(here.herself).owed) == (state in {"to_sign", "amended"})


def test_past_its_last_day_an_agreement_asks_for_nothing(here: Workshop) -> None:
    agreements.agreement_in("amended", here)
    assert own(here.herself, NOW + timedelta(days=700)).owed == []


def test_who_signs_beside_her_is_asked_for_her_name_and_has_taken_up_nothing(here: Workshop) -> None:
    guardian = people.person(here.worker, "Nadia Exemple")
    parties = [NewParty(role="guardian", person_id=guardian.pk), *agreements.new(here).parties]
    row = agreements.sent(here, parties=parties)
    found = own(people.herself(guardian))
    assert found.taken == []
    assert [line.public_id for line in found.owed] == [row.public_id]
    assert (found.owed[0].person_id, found.owed[0].case_ref) == (None, None)
    assert own(people.herself(people.person(here.worker))).owed == []


def test_of_two_questions_the_one_that_closes_first(here: Workshop) -> None:
    other = engagement.request(here.worker, here.person, engagement.offer(here.town, kind="vacancy"))
    for pk, since in ((here.engagement.pk, NOW), (other.pk, NOW - timedelta(days=10))):
        actions.plan_outcome_checks(engagement_id=pk, months=[1], by=here.worker, at=since)
    assert own(here.herself).question is None
    asked = own(here.herself, NOW + MONTH).question
    assert asked is not None
    assert asked.question == "in_work"
    actions.answer_outcome(check_public_id=asked.public_id, answer="yes", by=here.herself, at=NOW + MONTH)
    later = own(here.herself, NOW + MONTH).question
    assert later is not None
    assert later.public_id != asked.public_id


def test_it_is_for_the_person_alone(here: Workshop) -> None:
    for actor in (here.worker, here.member):
        with pytest.raises(NotFound):
            queries.own_engagements(actor, NOW)
