"""Offers written and changed by who gives: a member for her organisation, a person of her own time; never another's."""

from datetime import timedelta
from typing import Any

import pytest

from parvis.access.models import Organisation
from parvis.core.models import Change, Transition, Translation
from parvis.engagement import actions, queries
from parvis.engagement.actions import NewOffer, OfferFacts, OfferText
from parvis.engagement.errors import CheckFirst
from parvis.engagement.models import Offer
from parvis.engagement.rules import Kept
from parvis.kernel.actor import Actor
from parvis.kernel.errors import Invalid, NotFound, Stale
from parvis.search import queries as search
from tests.engagement.conftest import School
from tests.factories import access, directory, engagement, people
from tests.factories.access import NOW

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
MENTORING = {"hours_a_month": 4, "months": 6}


@pytest.fixture
def giver(school: School) -> Actor:
    return access.worker(access.partner(school.town), "provider")


def write(by: Actor, **facts: Any) -> Offer:
    known = {"kind": "event", "title": "Bike workshop", "topics": ["meet"], "organisation_id": by.organisation_id}
    return actions.create_offer(offer=NewOffer(**{**known, **facts}), by=by, at=NOW)


def change(by: Actor, row: Offer, **facts: Any) -> Offer:
    version = facts.pop("version", None)
    to = OfferFacts(**{"title": row.title, "topics": ["meet"], **facts})
    return actions.change_offer(offer_public_id=row.public_id, to=to, version=version, by=by, at=NOW)


def refused(call: Any) -> dict[str, str]:
    with pytest.raises(Invalid) as error:
        call()
    return dict(error.value.fields)


def test_what_a_member_writes_is_found_at_once_and_noted_under_her(giver: Actor) -> None:
    row = write(giver, supports=["childcare"], capacity=8)
    assert search.ids_on(kind="event", topics=("meet",)) == [row.pk]
    assert queries.offer(row.public_id, "fr", NOW).supports == ("childcare",)
    (made,) = Transition.objects.filter(subject_kind="offer", subject_id=row.pk)
    assert (made.to, made.account_id, made.organisation_id) == ("open", giver.account_id, giver.organisation_id)

    changed = change(giver, row, capacity=9, version=row.version)
    assert changed.version == row.version + 1
    last = Change.objects.filter(table="engagement_offer", row_id=row.pk).order_by("-id").first()
    assert last is not None
    assert (last.operation, last.actor, last.organisation_id) == ("U", giver.label, giver.organisation_id)


def test_another_organisations_offer_is_no_offer(giver: Actor, school: School) -> None:
    row = write(giver)
    for other in (
        access.worker(access.partner(school.town), "provider"),
        access.worker(school.town, "manager"),
        school.herself,
    ):
        with pytest.raises(NotFound):
            queries.written_offer(other, row.public_id)
        with pytest.raises(NotFound):
            change(other, row)
        with pytest.raises(NotFound):
            write(other, organisation_id=giver.organisation_id)


def test_a_version_that_is_not_the_last_is_said_to_be_so(giver: Actor) -> None:
    row = write(giver)
    change(giver, row, title="Bikes", version=row.version)
    with pytest.raises(Stale):
        change(giver, row, title="Wheels", version=row.version)
    row.refresh_from_db()
    assert row.title == "Bikes"


def test_paused_it_is_not_found_and_open_again_it_is_whoever_has_a_place_keeps_it(giver: Actor, school: School) -> None:
    row = write(giver, capacity=2)
    taken = engagement.request(school.herself, school.person, row)
    for state, found in (("paused", []), ("open", [row.pk])):
        actions.set_offer_state(offer_public_id=row.public_id, state=state, by=giver, at=NOW)
        change(giver, row, title="Still the same", capacity=2)
        assert search.ids_on(kind="event", topics=("meet",)) == found
        taken.refresh_from_db()
        assert taken.state == "accepted"


def test_places_taken_or_kept_are_not_taken_away(giver: Actor, school: School) -> None:
    row = write(giver, capacity=4, quotas=[Kept(1, "host")])
    for _ in range(3):
        engagement.request(school.worker, people.person(school.worker), row)
    assert refused(lambda: change(giver, row, capacity=2)) == {"capacity": "engagement.places_taken"}
    assert refused(lambda: change(giver, row, capacity=3, quotas=[Kept(4, "host")])) == {
        "quotas": "engagement.quotas_too_many"
    }
    change(giver, row, capacity=3, quotas=[Kept(2, "newcomer")])
    assert queries.written_offer(giver, row.public_id).kept == {"newcomer": 2}


def test_more_places_go_to_who_waits(giver: Actor, school: School) -> None:
    row = write(giver, capacity=1)
    engagement.request(school.worker, people.person(school.worker), row)
    waiting = engagement.request(school.herself, school.person, row)
    assert waiting.state == "waitlisted"
    change(giver, row, capacity=2)
    waiting.refresh_from_db()
    assert waiting.state == "offered"


def test_only_ones_own_service_and_place(giver: Actor) -> None:
    elsewhere = directory.service()
    place = elsewhere.locations.get()
    assert refused(lambda: write(giver, service_id=elsewhere.pk, location_id=place.pk)) == {
        "service": "engagement.not_yours",
        "location": "engagement.not_yours",
    }
    hers = access.worker(Organisation.objects.get(pk=elsewhere.organisation_id), "provider")
    row = write(hers, service_id=elsewhere.pk, location_id=place.pk)
    assert (row.service_id, row.location_id) == (elsewhere.pk, place.pk)


def test_what_stood_there_before_may_stay(giver: Actor) -> None:
    place = directory.service().locations.get()
    row = engagement.offer(Organisation.objects.get(pk=giver.organisation_id), location_id=place.pk)
    assert change(giver, row, location_id=place.pk).location_id == place.pk


def test_a_title_is_needed_and_a_new_last_day_is_to_come(giver: Actor) -> None:
    yesterday = TODAY - timedelta(days=1)
    assert refused(lambda: write(giver, title=" ", ends_on=yesterday, supports=["butler"])) == {
        "title": "field.missing",
        "ends_on": "engagement.end_is_past",
        "supports": "engagement.state_unknown",
    }
    ended = engagement.offer(Organisation.objects.get(pk=giver.organisation_id), ends_on=yesterday)
    assert change(giver, ended, ends_on=yesterday).ends_on == yesterday


def test_a_translation_not_given_stays_and_grows_old_with_its_source(giver: Actor) -> None:
    words = [OfferText(field="title", language=code, text=text) for code, text in (("ar", "ورشة"), ("es", "Taller"))]
    row = write(giver, texts=words)
    change(
        giver, row, title="Wheels", texts=[OfferText(field="title", language="es", text="Ruedas", read_by_native=True)]
    )
    spanish, arabic = (queries.offer(row.public_id, code, NOW).title for code in ("es", "ar"))
    assert (spanish.text, spanish.stale, spanish.unread) == ("Ruedas", False, False)
    assert (arabic.text, arabic.stale) == ("ورشة", True)
    assert Translation.objects.filter(kind="offer", object_id=row.pk).count() == 2


def test_a_person_gives_her_own_time_once_her_check_is_seen(school: School) -> None:
    mentor = people.host(school.worker)
    herself = people.herself(mentor)
    own = {"kind": "mentoring", "details": MENTORING, "organisation_id": school.town.pk, "given_by_id": mentor.pk}
    assert queries.kinds_to_give(herself, NOW) == ()
    with pytest.raises(NotFound):
        write(herself, **own)

    people.checked(school.worker, mentor.parts.get(), TODAY + timedelta(days=90))
    assert [kind.code for kind in queries.kinds_to_give(herself, NOW)] == ["mentoring"]
    row = write(herself, **own)
    assert change(herself, row, title="Tea and papers", details=MENTORING).title == "Tea and papers"
    for wrong in (
        {"kind": "event", "details": {}},
        {"given_by_id": school.person.pk},
        {"organisation_id": school.offer.pk + 99},
    ):
        with pytest.raises(NotFound):
            write(herself, **{**own, **wrong})


def test_once_her_check_has_run_out_she_pauses_and_does_not_open_again(school: School) -> None:
    mentor = people.host(school.worker)
    people.checked(school.worker, mentor.parts.get(), TODAY + timedelta(days=9))
    row = engagement.offer(school.town, kind="mentoring", given_by_id=mentor.pk)
    later = {"offer_public_id": row.public_id, "by": people.herself(mentor), "at": NOW + timedelta(days=10)}
    assert actions.set_offer_state(state="paused", **later).state == "paused"
    with pytest.raises(CheckFirst):
        actions.set_offer_state(state="open", **later)
    assert actions.set_offer_state(state="open", **{**later, "at": NOW}).state == "open"


def test_an_organisation_gives_everything_but_somebodys_own_time(giver: Actor) -> None:
    assert "mentoring" not in [kind.code for kind in queries.kinds_to_give(giver, NOW)]
    with pytest.raises(NotFound):
        write(giver, kind="mentoring", details=MENTORING)
    assert queries.kinds_to_give(access.worker(access.controller(), "manager"), NOW) == ()
    assert queries.kinds_to_give(Actor.public(), NOW) == ()
