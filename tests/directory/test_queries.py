"""What is given out: in the reader's language, with honest status, and nothing that is confidential."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parvis.access.models import Organisation
from parvis.directory import gazetteer, queries
from parvis.directory.models import Location
from parvis.engines.eligibility import Group
from parvis.kernel.errors import NotFound
from parvis.search.models import Document
from tests.factories import directory as make

pytestmark = pytest.mark.django_db
NEAR = (44.93, 4.77)


def test_a_page_speaks_the_readers_language_and_says_that_no_native_has_read_it() -> None:
    row = make.service(translations=make.in_arabic(name="دروس الفرنسية", summary="تعلّم الكلام"))
    page = queries.service_page(row.public_id, "ar", make.NOW)
    assert (page.card.name.text, page.card.name.language, page.card.name.unread) == ("دروس الفرنسية", "ar", True)
    assert (page.description.language, page.description.origin) == ("fr", "source")
    assert page.unread
    assert not queries.service_page(row.public_id, "fr", make.NOW).unread


def test_a_translation_of_an_older_text_is_said_to_be_stale() -> None:
    row = make.service("a", translations=make.in_arabic(summary="قديم"))
    make.bring(make.service_in("a", summary="Autre chose.", description="x"), complete=False)
    page = queries.service_page(row.public_id, "ar", make.NOW)
    assert page.card.summary.stale
    assert page.stale_translation


def test_open_and_shut_by_the_towns_clock_and_its_holidays() -> None:
    row = make.service()
    tuesday = queries.service_page(row.public_id, "fr", make.NOW).card.status
    assert tuesday.open
    assert tuesday.until is not None
    assert tuesday.until.hour == 17
    labour_day = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)
    status = queries.service_page(row.public_id, "fr", labour_day).card.status
    assert (status.open, status.holiday) == (False, True)
    unknown = make.service(schedules=())
    assert queries.service_page(unknown.public_id, "fr", make.NOW).card.status.open is None


def test_a_confidential_place_never_leaves_the_house() -> None:
    place = make.place_in("secret", name="Maison cachée", confidential=True, transportation="Derrière la gare")
    row = make.service("abri", locations=(place,), topic="safety", phones=(), sensitive=True)
    assert Location.objects.get().address_1  # it is known, and never said
    page = queries.service_page(row.public_id, "fr", make.NOW, NEAR)
    [card] = queries.cards([row.pk], "fr", make.NOW, NEAR)
    [candidate] = queries.shortlist(["safety"], "fr", make.NOW, NEAR).candidates
    exported = list(queries.for_export()) + list(queries.organisations_for_export())
    document = Document.objects.get()
    everything = repr((page, card, candidate, exported, document.title, document.body))
    for secret in ("Lavoir", "cachée", "cachee", "Derrière", "44.93", "4.77", "26999"):
        assert secret not in everything, secret
    assert (card.lat, card.distance_km, document.latitude, candidate.candidate.place) == (None, None, None, None)
    assert document.id < 0
    assert page.places[0].confidential
    assert gazetteer.find("26999") == [gazetteer.get("valmarelle")]  # from the town, not from the place


def test_cards_keep_the_order_asked_for_in_two_statements() -> None:
    rows = [make.service() for _ in range(4)]
    ids = [rows[n].pk for n in (2, 0, 3)]
    with CaptureQueriesContext(connection) as asked:
        cards = queries.cards([*ids, 999_999], "ar", make.NOW, NEAR)
    assert [card.id for card in cards] == ids
    assert len(asked) == 2


def test_what_is_not_there_is_not_found() -> None:
    for wrong in (uuid4(), "no-uuid", "\x00"):
        with pytest.raises(NotFound):
            queries.service_page(wrong, "fr", make.NOW)
        with pytest.raises(NotFound):
            queries.organisation_page(wrong, "fr", make.NOW)


def test_candidates_know_what_is_unknown() -> None:
    make.service(
        "known", topic="housing", rules=({"fact": "age", "op": ">=", "value": 18},), bring_text="Un papier\nUne photo"
    )
    make.service(
        "bare", topic="housing", languages=(), schedules=(), cost_kind="unknown", locations=(), assured_on=None
    )
    make.service("other", topic="food")
    known, bare = queries.shortlist(["housing"], "fr", make.NOW, NEAR).candidates
    assert isinstance(known.candidate.rules, Group)
    assert known.candidate.documents == ("Un papier", "Une photo")
    assert known.candidate.free
    assert not known.receivable
    assert (bare.candidate.languages, bare.candidate.free, bare.candidate.place) == (None, None, None)
    assert (bare.candidate.hours.open, bare.candidate.checked_on, bare.candidate.rules) == (None, None, None)


def test_a_referral_needs_a_contact_and_a_listing_that_takes_them() -> None:
    row = make.service(takes_no_referrals=True)
    found = queries.service_for_referral(row.public_id)
    assert (found.id, found.referable, found.has_contact, found.active) == (row.pk, False, False, True)
    Organisation.objects.update(contact_email="desk@example.org")
    assert queries.service_for_referral(row.public_id).has_contact


def test_topics_are_counted() -> None:
    make.bring(make.service_in(topic="food"), make.service_in(topic="food"), make.service_in(topic="health"))
    assert queries.topics_with_counts() == {"food": 2, "health": 1}


@pytest.mark.parametrize("typed", ["gare", "la Gare", "GARE", "quartier de la Gare", "حي المحطة", "Station", "garre"])
def test_a_place_is_found_however_it_is_typed(typed: str) -> None:
    assert gazetteer.find(typed)[0].code == "gare"


def test_places_of_the_directory_are_found_by_name_and_postcode() -> None:
    make.bring(make.service_in(locations=(make.place_in(quarter="Les Lilas", lat=45.0, lon=4.9),)))
    assert gazetteer.find("les lilas")[0].lat == 45.0
    assert gazetteer.get("les-lilas") is not None
    assert gazetteer.find("") == []
    assert gazetteer.find("\x00" * 500) == []
