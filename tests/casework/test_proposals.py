from datetime import timedelta

import pytest

from parvis.access import actions as access_actions
from parvis.access.models import Organisation
from parvis.casework import actions, queries
from parvis.directory.models import Service
from parvis.kernel.errors import NotFound
from tests.factories import access, casework, directory, engagement, people
from tests.factories.access import NOW
from tests.factories.casework import FIELDS, Town

LATE = NOW + timedelta(hours=77)


@pytest.fixture
def service(here: Town) -> Service:
    """A listed service on housing whose organisation receives referrals."""
    row = directory.service("home", topic="housing")
    organisation = Organisation.objects.get(pk=row.organisation_id)
    access_actions.register_contact(organisation=organisation, email="home@example.org", by=access.SETUP, at=NOW)
    return row


def refer(here: Town, service: Service) -> object:
    need = casework.need(here.worker, here.case)
    people.consent(here.worker, here.person, Organisation.objects.get(pk=service.organisation_id), *FIELDS)
    new = {"service_public_id": service.public_id, "need_public_id": need.public_id}
    row = casework.draft(here.worker, here.case, here.receiver, **new)
    return need, actions.send_referral(referral_public_id=row.public_id, by=here.worker, at=NOW)


def aside(here: Town, need: object, at: object) -> list[tuple[str, str]]:
    found = queries.proposals(here.worker, need.public_id, at)
    return [(one.name, one.reasons[0].code) for one in found.set_aside]


def test_what_fits_is_proposed_with_reasons_and_unknown_is_asked(here: Town, service: Service) -> None:
    need = casework.need(here.worker, here.case)
    (best,) = queries.proposals(here.worker, need.public_id, NOW).ranked
    assert best.card.public_id == service.public_id
    assert (best.receivable, best.consented) == (True, False)
    assert "topic.same" in {reason.code for reason in best.of("fits")}
    assert not best.of("fails")
    assert not best.answers.in_time.shown


def test_a_receiver_is_not_asked_twice_for_one_need(here: Town, service: Service) -> None:
    need, row = refer(here, service)
    assert aside(here, need, NOW) == [(service.name, "receiver.asked_already")]
    assert aside(here, need, LATE) == [(service.name, "receiver.silent")]
    actions.answer_by_link(token=casework.token(), answer="decline", reason="full", at=LATE)
    assert aside(here, need, LATE) == [(service.name, "receiver.declined")]
    other = casework.need(here.worker, here.case)
    (again,) = queries.proposals(here.worker, other.public_id, LATE).ranked
    assert again.consented
    assert row.service_id == service.pk


def test_what_she_took_back_is_refused_by_her(here: Town, service: Service) -> None:
    need, row = refer(here, service)
    actions.withdraw_referral(referral_public_id=row.public_id, by=here.herself, at=NOW)
    assert aside(here, need, NOW) == [(service.name, "person.refused")]


def test_proposals_are_for_those_who_work_on_the_case(here: Town) -> None:
    need = casework.need(here.worker, here.case)
    for actor in (here.member, here.herself, access.worker(access.controller())):
        with pytest.raises(NotFound):
            queries.proposals(actor, need.public_id, NOW)


def test_nobody_is_sent_for_an_interpreter_because_of_the_language_of_a_text(here: Town) -> None:
    languages = (directory.LanguageIn(code="en"), directory.LanguageIn(code="ar"))
    directory.bring(directory.service_in("desk", topic="papers", languages=languages))
    desk = Service.objects.get(source_id="desk")
    need = casework.need(here.worker, here.case, topic="papers")
    told = {
        "known": engagement.offer(here.receiver, kind="service", topics=["papers"], service_id=desk.pk, capacity=None),
        "unknown": engagement.offer(here.receiver, kind="service", topics=["papers"], capacity=None),
    }
    ranked = {one.offer.id: one.reasons for one in queries.taking_up(here.worker, need.public_id, NOW).ranked}
    said = {
        name: {reason.code for reason in ranked[offer.pk] if reason.code.startswith("language.")}
        for name, offer in told.items()
    }
    assert said == {"known": {"language.shared"}, "unknown": {"language.unknown"}}


def test_who_wants_a_language_is_shown_first_what_teaches_one(here: Town) -> None:
    need = casework.need(here.worker, here.case, topic="learn")
    assert need.dimension == "linguistic"
    for n in range(4):
        engagement.offer(here.receiver, kind="self_study", topics=["learn"], details={"in_languages": ["ar", "fr"]})
        engagement.offer(here.receiver, topics=["learn"], details={"hours_in_all": n})
    course = engagement.offer(here.receiver, topics=["learn"], details={"level": "A1"})
    ranked = queries.taking_up(here.worker, need.public_id, NOW).ranked
    assert ranked[0].offer.id == course.pk
    assert [one.offer.id for one in ranked if "language.taught" in {reason.code for reason in one.reasons}] == [
        course.pk
    ]
    assert len(ranked) == 9


def test_the_service_that_teaches_a_language_is_proposed_first_for_one(here: Town) -> None:
    rows = [directory.service(f"learn-{n}", topic="learn") for n in range(5)]
    school = rows[2]
    engagement.offer(school.organisation, topics=["learn"], service_id=school.pk, details={"level": "A1"})
    ended = {"starts_on": (NOW - timedelta(days=60)).date(), "ends_on": (NOW - timedelta(days=2)).date()}
    past = {"at": NOW - timedelta(days=70), **ended}
    engagement.offer(rows[3].organisation, topics=["learn"], service_id=rows[3].pk, details={"level": "A1"}, **past)
    need = casework.need(here.worker, here.case, topic="learn")
    found = queries.proposals(here.worker, need.public_id, NOW).ranked
    teaching = [one.card.public_id for one in found if "language.taught" in {reason.code for reason in one.reasons}]
    assert teaching == [found[0].card.public_id] == [school.public_id]
