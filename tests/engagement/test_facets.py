"""What an offer answers of what a reader may ask for; what nobody told is unknown, and never no."""

import pytest
from django.db import connection
from django.db.models import F

from parvis.core.house import house
from parvis.directory.models import Service
from parvis.engagement import publishing, queries
from parvis.engagement.actions import OfferText
from parvis.engagement.kinds import Detail, Facet, Shape, kind_of, kinds, spoken
from parvis.kernel.actor import Actor
from parvis.search import queries as search
from parvis.search.models import Document, Edition
from parvis.search.shapes import Query
from tests.engagement.conftest import School
from tests.factories import directory, engagement
from tests.factories.access import NOW


def desk(**facts: object) -> Service:
    """A service of the directory that says English and Arabic are spoken."""
    languages = (directory.LanguageIn(code="en"), directory.LanguageIn(code="ar-EG"))
    directory.bring(directory.service_in("desk", **{"languages": languages, **facts}))
    return Service.objects.get(source_id="desk")


def test_every_facet_is_answered_by_a_detail_that_can() -> None:
    assert {facet for kind in kinds() for one in kind.details if (facet := one.facet)} == set(Facet)
    with pytest.raises(ValueError, match="free"):
        Detail("free", Shape.TEXT, "Free", facet=Facet.FREE)


@pytest.mark.parametrize(
    ("named", "of_service", "told"),
    [
        (["uk", "fr-FR"], [{"code": "en"}], ("uk", "fr")),
        ([], [{"code": "en"}, {"name": "sign language"}, {"code": "ar"}], ("en", "ar")),
        (None, [{"name": "sign language"}], None),
        (None, None, None),
    ],
)
def test_the_languages_are_the_offers_then_the_services_then_unknown(
    named: list[str] | None, of_service: list[dict[str, str]] | None, told: tuple[str, ...] | None
) -> None:
    assert spoken(kind_of("event").details, {"in_languages": named}, of_service) == told


def test_the_language_of_a_text_is_nobodys_language(school: School) -> None:
    of_desk = engagement.offer(school.town, kind="service", topics=["papers"], service_id=desk().pk, capacity=None)
    of_none = engagement.offer(school.town, kind="service", topics=["papers"], capacity=None)
    found = {row.view.id: row.candidate.languages for row in queries.offer_candidates(["papers"], "en", NOW)}
    assert found == {of_desk.pk: frozenset({"en", "ar"}), of_none.pk: None}


def found(kind: str, text: str = "", **asked: object) -> list[int]:
    answer = search.search(Actor.public("fr"), Query(text=text, kind=kind, **asked))
    return [] if answer.understood.dropped else sorted(row.object_id for row in answer.results)


def test_an_offer_is_found_by_what_its_details_answer(school: School) -> None:
    told = {"children_welcome": True, "free": True, "in_languages": ["uk"], "together": "Éplucher des légumes"}
    meal = engagement.offer(school.town, kind="event", details=told)
    engagement.offer(school.town, kind="event", details={"children_welcome": False, "free": False})
    ramp = engagement.offer(school.town, kind="reception", details={"rooms": 2, "step_free": True})
    engagement.offer(school.town, kind="reception", details={"rooms": 2, "step_free": False})
    assert found("event", free=True) == found("event", children=True) == found("event", speaks="uk") == [meal.pk]
    assert found("reception", step_free=True) == [ramp.pk]
    assert found("event", "légumes") == [meal.pk]


def test_an_offer_is_found_by_its_details_in_every_language(school: School) -> None:
    peeling = OfferText(field="details.together", language="es", text="Pelar verduras")
    meal = engagement.offer(school.town, kind="event", details={"together": "Éplucher"}, texts=[peeling])
    level = engagement.offer(school.town, details={"level": "B2"})
    assert found("event", "verduras") == [meal.pk]
    assert found("course", "B2", literal=True) == [level.pk]


def test_an_offer_follows_its_service_and_its_place(school: School) -> None:
    steps = directory.place_in(access=())
    row = desk(locations=(steps,))
    place = row.places.get().location
    course = engagement.offer(school.town, service_id=row.pk, location_id=place.pk)
    gone = engagement.offer(school.town, service_id=row.pk, state="closed")
    assert (found("course", speaks="en"), found("course", speaks="uk"), found("course", step_free=True)) == (
        [course.pk],
        [],
        [],
    )
    desk(locations=(directory.place_in(access=("step_free",)),), languages=(directory.LanguageIn(code="uk"),))
    assert found("course", speaks="uk") == found("course", step_free=True) == [course.pk]
    assert gone.pk not in found("course")


def test_a_store_made_before_finds_what_one_made_today_does(school: School) -> None:
    meal = engagement.offer(school.town, kind="event", details={"free": True})
    Document.objects.filter(kind="event").update(cost="", languages=["fr"])
    Edition.objects.update(forms={}, number=F("number") + 1)
    assert found("event", free=True) == []
    publishing.renew(connection)
    assert found("event", free=True) == [meal.pk]
    assert found("event", speaks="fr") == []


def test_what_was_told_lately_is_as_fresh_as_a_listing_that_was_checked(school: School) -> None:
    row = engagement.offer(school.town, kind="event")
    assert Document.objects.get(kind="event").verified_on == house().day(row.created_at)
