"""Bringing in a source: again changes nothing, nothing is lost, nothing disappears silently."""

from dataclasses import replace
from datetime import date

import pytest

from parvis.core.models import Change
from parvis.directory import actions, queries
from parvis.directory.errors import UnknownOrganisation
from parvis.directory.incoming import ContactIn, CostIn, DocumentIn, LanguageIn, PhoneIn, TopicIn
from parvis.directory.models import Service
from parvis.search.queries import search
from parvis.search.shapes import Query
from tests.factories import directory as make

pytestmark = pytest.mark.django_db


def rich(source_id: str = "rich") -> make.ServiceIn:
    """A record with something in every corner that no column holds."""
    return make.service_in(
        source_id,
        name="N" * 350,
        description="",
        minimum_age=40,
        maximum_age=20,
        phones=(PhoneIn(number="call 211", valid=False, extension="4", extra={"note": ""}),),
        languages=(LanguageIn(name="Patois", note="on Mondays", extra={"x": [1, {"y": None}]}),),
        costs=(CostIn(option="adult", amount="3.50", currency="EUR"),),
        documents=(DocumentIn(name="Un papier"),),
        contacts=(ContactIn(name="Desk", email="desk@example.org"),),
        topics=(TopicIn(code="BD-1800", name="Food pantries", vocabulary="airs"),),
        locations=(
            make.place_in("p", lat=0.0, lon=0.0, link_source_id="l1", link_description="back door"),
            make.place_in("q"),
        ),
        fees="",
        cost_kind="",
        assured_by="somebody@example.org",
        translations=make.in_arabic(name="درس"),
        extra={"unknown_column": "kept", "empty": ""},
    )


def test_the_second_time_changes_nothing() -> None:
    services = [make.service_in("a"), rich()]
    first = make.bring(*services)
    before = Change.objects.count()
    second = make.bring(*services)
    assert (first.read, first.created) == (3, 3)
    assert (second.read, second.unchanged, second.created, second.updated) == (3, 3, 0, 0)
    assert Change.objects.count() == before


def test_what_came_in_goes_out_as_it_was() -> None:
    make.bring(rich(), make.service_in("plain"))
    back = {item.source_id: item for item in queries.for_export(source=make.SOURCE)}
    assert back["rich"].digest() == rich().digest()
    assert back["rich"] == rich()
    assert list(queries.organisations_for_export(source=make.SOURCE)) == [make.organisation_in()]


def test_a_place_said_differently_by_two_services_keeps_both_sayings() -> None:
    one = make.service_in("one", locations=(make.place_in("p", description="by the park"),))
    two = make.service_in("two", locations=(make.place_in("p", description="ask for Inès", link_source_id="2"),))
    make.bring(one, two)
    back = {item.source_id: item for item in queries.for_export(source=make.SOURCE)}
    assert (back["one"], back["two"]) == (one, two)


def test_a_change_is_written_and_counted() -> None:
    first = make.service_in("a")
    make.bring(first)
    row = Service.objects.get(source_id="a")
    counts = make.bring(replace(first, name="Cours de cuisine"))
    after = Service.objects.get(source_id="a")
    assert (counts.updated, counts.unchanged) == (1, 1)
    assert (after.pk, after.public_id, after.version) == (row.pk, row.public_id, row.version + 1)
    assert [r.object_id for r in search(make.SETUP, Query(text="cuisine")).results] == [row.pk]


def test_what_vanishes_from_the_source_stays_and_says_so() -> None:
    stays, goes = make.service_in("stays"), make.service_in("goes")
    make.bring(stays, goes)
    assert make.bring(stays).missing == 1
    [card] = queries.cards([Service.objects.get(source_id="goes").pk], "fr", make.NOW)
    assert card.missing_since == make.NOW.date()
    assert card.stale
    assert make.bring(stays, goes).missing == 0
    [card] = queries.cards([card.id], "fr", make.NOW)
    assert card.missing_since is None


def test_a_part_of_a_source_marks_nothing_as_missing() -> None:
    make.bring(make.service_in("a"), make.service_in("b"))
    assert make.bring(make.service_in("c"), complete=False).missing == 0


def test_an_unknown_organisation_is_refused_before_anything_is_written() -> None:
    with pytest.raises(UnknownOrganisation) as caught:
        make.bring(make.service_in("a"), make.service_in("b", organisation_id="nobody"))
    assert caught.value.params["count"] == 1
    assert not Service.objects.exists()


def test_a_topic_is_guessed_only_where_the_source_gives_none_and_is_said_to_be_a_guess() -> None:
    guessed = make.service("g", topic="", name="Dental clinic", summary="Dentist and doctor for children")
    given = make.service("h", topic="food", name="Dental clinic")
    assert guessed.topics[0] == "health"
    assert queries.service_page(guessed.public_id, "fr", make.NOW).topics_guessed
    assert given.topics == ["food"]
    assert not queries.service_page(given.public_id, "fr", make.NOW).topics_guessed


def test_a_check_made_here_is_not_undone_by_an_older_one_of_the_source() -> None:
    row = make.service("a", assured_on=date(2026, 1, 1))
    actions.confirm_listing(
        service_public_id=row.public_id, checked_by="Le guichet", on=date(2026, 3, 10), by=make.SETUP, at=make.NOW
    )
    make.bring(make.service_in("a", assured_on=date(2026, 2, 1), name="Autre nom"))
    after = Service.objects.get(pk=row.pk)
    assert (after.name, after.verified_on, after.verified_by) == ("Autre nom", date(2026, 3, 10), "Le guichet")


def test_an_address_of_a_checker_is_never_shown() -> None:
    row = make.service("a", assured_by="somebody@example.org")
    assert row.verified_by == ""


def test_a_service_that_ended_cannot_be_found() -> None:
    row = make.service("a", status="defunct")
    assert queries.cards([row.pk], "fr", make.NOW) == []
    assert search(make.SETUP, Query()).total == 0
