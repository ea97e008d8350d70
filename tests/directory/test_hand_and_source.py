"""What somebody wrote by hand against what a source says: never overwritten, asked once, closed when they agree."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from parvis.access.models import Organisation
from parvis.core.models import Change
from parvis.directory import actions, provenance, queries
from parvis.directory.errors import AlreadyDecided, NotChangedHere
from parvis.directory.incoming import AddressIn, PhoneIn, ScheduleIn
from parvis.directory.models import FieldConflict, Location, Service
from parvis.kernel.actor import Actor
from parvis.kernel.errors import Invalid, NotFound, Stale
from parvis.search.queries import search
from parvis.search.shapes import Query
from tests.factories import access
from tests.factories import directory as make

pytestmark = pytest.mark.django_db
LATER = make.NOW + timedelta(days=30)


@pytest.fixture
def admin(db: None) -> Actor:
    return access.worker(access.controller(name="Mairie"), "admin")


def edited(admin: Actor, row: Service, **fields: str) -> Service:
    return actions.edit_listing(service_public_id=row.public_id, to=actions.Listing(**fields), by=admin, at=LATER)


def again(item: make.ServiceIn, **facts: object) -> Service:
    """The source again, with something else in it."""
    make.bring(replace(item, **facts), complete=False, at=LATER + timedelta(days=1))
    return Service.objects.get(source_id=item.source_id)


def open_conflicts(admin: Actor) -> list[str]:
    return [one.field for one in queries.conflicts(admin)[0]]


def settled(admin: Actor, choice: str) -> FieldConflict:
    [one] = queries.conflicts(admin)[0]
    return actions.settle_conflict(
        conflict_public_id=one.public_id, choice=choice, version=one.version, by=admin, at=LATER
    )


def test_a_field_knows_where_it_comes_from_and_a_changed_one_since_when() -> None:
    item = make.service_in("a")
    row = make.service("a")
    assert row.provenance == {"*": {"source": "test", "on": "2026-03-10"}}
    row = again(item, phones=(PhoneIn(number="+33465710199"),), name=row.name)
    assert row.provenance["*"]["on"] == "2026-03-10"
    assert row.provenance["phones"] == {"source": "test", "on": "2026-04-10"}
    assert set(row.provenance) <= {"*", "phones", "name"}


def test_a_hand_is_noted_with_its_account_organisation_and_day(admin: Actor) -> None:
    row = edited(admin, make.service("a"), name="Autre nom", url="example.org/cours")
    assert (row.name, row.url) == ("Autre nom", "http://example.org/cours")
    held = row.provenance["name"]
    assert (held["by"], held["for"], held["on"]) == (admin.account_id, "Mairie", "2026-04-09")
    assert held["said"]["columns"]["name"].startswith("Cours de français")
    assert [one.object_id for one in search(make.SETUP, Query(text="autre")).results] == [row.pk]
    page = queries.service_page(row.public_id, "fr", make.NOW)
    assert {(one.field, one.by, one.by_hand) for one in page.origins} == {
        ("name", "Mairie", True),
        ("url", "Mairie", True),
    }
    assert str(admin.account_id) not in {one.by for one in page.origins}


def test_what_stays_as_it_was_is_nobodys_change(admin: Actor) -> None:
    row = make.service("a", schedules=(*make.hours_in(), ScheduleIn(note="Fermé en août")))
    shown = queries.listing_to_edit(admin, row.public_id).fields
    assert shown["hours"].splitlines() == ["Mo-Fr 09:00-17:00", "Fermé en août"]
    same = edited(admin, row, **shown)
    assert not [field for field, entry in same.provenance.items() if provenance.is_by_hand(entry)]
    assert same.schedules == row.schedules


def test_an_import_never_overwrites_a_hand_and_asks_once(admin: Actor) -> None:
    item = make.service_in("a", name="Cours du soir")
    row = make.service("a", name="Cours du soir")
    edited(admin, row, name="Cours de midi")
    row = again(item, summary="Un autre résumé")
    assert (row.name, row.summary) == ("Cours de midi", "Un autre résumé")
    assert open_conflicts(admin) == [], "the source says what it said when the name was changed: that is no news"
    row = again(item, name="Cours du matin")
    assert row.name == "Cours de midi"
    assert open_conflicts(admin) == ["name"]
    again(item, name="Cours du matin", summary="Encore un autre")
    assert FieldConflict.objects.count() == 1
    [one] = queries.conflicts(admin)[0]
    assert (one.ours, one.theirs, one.written_by, one.service_name) == (
        ("Cours de midi",),
        ("Cours du matin",),
        "Mairie",
        "Cours de midi",
    )


def test_keeping_ours_is_not_asked_again_until_the_source_says_something_new(admin: Actor) -> None:
    item = make.service_in("a", name="A")
    edited(admin, make.service("a", name="A"), name="B")
    again(item, name="C")
    settled(admin, "ours")
    row = again(item, name="C", summary="Autre")
    assert (row.name, open_conflicts(admin)) == ("B", [])
    row = again(item, name="D")
    assert (row.name, open_conflicts(admin)) == ("B", ["name"])


def test_taking_theirs_gives_the_field_back_to_the_source(admin: Actor) -> None:
    item = make.service_in("a", name="A")
    edited(admin, make.service("a", name="A"), name="B")
    row = again(item, name="C")
    settled(admin, "theirs")
    row.refresh_from_db()
    assert (row.name, provenance.is_by_hand(row.provenance["name"])) == ("C", False)
    assert again(item, name="D").name == "D"
    assert open_conflicts(admin) == []


def test_later_stays_asked_and_is_not_doubled(admin: Actor) -> None:
    item = make.service_in("a", name="A")
    edited(admin, make.service("a", name="A"), name="B")
    again(item, name="C")
    settled(admin, "later")
    assert again(item, name="C", summary="Autre").name == "B"
    assert [(one.state, one.field) for one in queries.conflicts(admin)[0]] == [("later", "name")]
    assert queries.waiting(admin).conflicts == 0
    settled(admin, "ours")
    assert open_conflicts(admin) == []


@pytest.mark.parametrize(("says", "state"), [("B", "agreed"), ("A", "gone")])
def test_a_source_that_agrees_or_goes_back_closes_the_conflict(admin: Actor, says: str, state: str) -> None:
    item = make.service_in("a", name="A")
    edited(admin, make.service("a", name="A"), name="B")
    again(item, name="C")
    row = again(item, name=says)
    assert row.name == "B"
    assert FieldConflict.objects.get().state == state
    assert provenance.is_by_hand(row.provenance["name"]) == (says == "A")
    assert again(item, name="C").name == ("C" if says == "B" else "B")
    assert FieldConflict.objects.get().state == ("agreed" if says == "B" else "open")


def test_another_saying_takes_the_place_of_the_first(admin: Actor) -> None:
    item = make.service_in("a", name="A")
    edited(admin, make.service("a", name="A"), name="B")
    again(item, name="C")
    again(item, name="D")
    assert [one.theirs for one in queries.conflicts(admin)[0]] == [("D",)]
    assert sorted(FieldConflict.objects.values_list("state", flat=True)) == ["gone", "open"]


@pytest.mark.parametrize("choice", ["ours", "theirs"])
def test_a_decision_can_be_undone_as_long_as_nothing_moved(admin: Actor, choice: str) -> None:
    item = make.service_in("a", name="A")
    edited(admin, make.service("a", name="A"), name="B")
    row = again(item, name="C")
    held = row.provenance["name"]
    done = settled(admin, choice)
    back = actions.reopen_conflict(conflict_public_id=done.public_id, version=done.version, by=admin, at=LATER)
    row.refresh_from_db()
    assert (row.name, row.provenance["name"], back.state, back.decided_by) == ("B", held, "open", None)
    done = settled(admin, choice)
    edited(admin, row, name="E")
    with pytest.raises(AlreadyDecided):
        actions.reopen_conflict(conflict_public_id=done.public_id, by=admin, at=LATER)
    assert Service.objects.get().name == "E"


def test_what_was_decided_is_not_decided_twice_and_old_forms_are_said_to_be_old(admin: Actor) -> None:
    item = make.service_in("a", name="A")
    edited(admin, make.service("a", name="A"), name="B")
    again(item, name="C")
    [one] = queries.conflicts(admin)[0]
    with pytest.raises(Invalid):
        actions.settle_conflict(conflict_public_id=one.public_id, choice="mine", by=admin, at=LATER)
    actions.settle_conflict(conflict_public_id=one.public_id, choice="later", by=admin, at=LATER)
    with pytest.raises(Stale):
        actions.settle_conflict(
            conflict_public_id=one.public_id, choice="ours", version=one.version, by=admin, at=LATER
        )
    settled(admin, "ours")
    with pytest.raises(AlreadyDecided):
        actions.settle_conflict(conflict_public_id=one.public_id, choice="theirs", by=admin, at=LATER)


def test_phones_and_hours_are_written_as_people_write_them(admin: Actor) -> None:
    row = make.service("a", phones=(PhoneIn(number="+33465710112", description="le matin"),))
    row = edited(
        admin,
        row,
        phones="+33465710112\n01 42 34 56 78 poste 5\nle gardien",
        hours="lundi à jeudi 9h-12h\nsur rendez-vous",
    )
    assert [(one["number"], one.get("valid", True), one.get("description", "")) for one in row.phones] == [
        ("+33465710112", True, "le matin"), ("+33142345678", True, ""), ("le gardien", False, "")
    ]  # fmt: skip
    assert row.phones[1]["extension"] == "5"
    assert [one.get("weekday", one.get("note")) for one in row.schedules] == [0, 1, 2, 3, "sur rendez-vous"]
    page = queries.service_page(row.public_id, "fr", make.NOW)
    assert page.hours_notes == ("sur rendez-vous",)


def test_a_place_is_moved_for_every_service_given_there_and_the_source_cannot_move_it_back(admin: Actor) -> None:
    items = [make.service_in(key, locations=(make.place_in("p"),)) for key in ("a", "b")]
    make.bring(*items)
    row, place = Service.objects.get(source_id="a"), Location.objects.get()
    to = actions.Address(line_1="9 quai Neuf", city="Valmarelle", postal_code="26999", latitude=44.94, longitude=4.78)
    given = {"service_public_id": row.public_id, "place_public_id": place.public_id, "to": to, "by": admin, "at": LATER}
    actions.move_place(**given, version=place.version)
    pages = [queries.service_page(one.public_id, "fr", make.NOW) for one in Service.objects.all()]
    assert {page.places[0].lines[0] for page in pages} == {"9 quai Neuf"}
    assert {one.field for one in pages[0].origins} == {"address", "point"}
    elsewhere = make.place_in("p", lat=44.9, lon=4.7, addresses=(AddressIn(line_1="1 rue Haute", city="Valmarelle"),))
    make.bring(*(replace(item, locations=(elsewhere,)) for item in items), at=LATER)
    place.refresh_from_db()
    assert (place.address_1, place.latitude) == ("9 quai Neuf", 44.94)
    assert sorted(open_conflicts(admin)) == ["address", "point"]
    out = list(queries.for_export(source=make.SOURCE))
    assert {one.locations[0].addresses[0].line_1 for one in out} == {"9 quai Neuf"}
    assert {one.locations[0].latitude for one in out} == {44.94}
    point = next(one for one in queries.conflicts(admin)[0] if one.field == "point")
    assert (point.ours, point.theirs) == (("44.94, 4.78",), ("44.9, 4.7",))
    actions.settle_conflict(conflict_public_id=point.public_id, choice="theirs", by=admin, at=LATER)
    place.refresh_from_db()
    assert (place.address_1, place.latitude) == ("9 quai Neuf", 44.9)


def test_an_edit_is_taken_back_to_what_the_source_said(admin: Actor) -> None:
    row = edited(admin, make.service("a", name="N" * 350), name="Court")
    assert next(iter(queries.for_export())).name == "Court"
    row = actions.take_back_edit(service_public_id=row.public_id, field="name", by=admin, at=LATER)
    assert next(iter(queries.for_export())).name == "N" * 350
    assert "name" not in row.provenance
    with pytest.raises(NotChangedHere):
        actions.take_back_edit(service_public_id=row.public_id, field="name", by=admin, at=LATER)
    row = edited(admin, row, name="Encore")
    row = edited(admin, row, name="N" * 300)
    assert provenance.is_by_hand(row.provenance["name"]), "the source's name was longer"


def test_what_cannot_be_is_refused_at_its_field(admin: Actor) -> None:
    row = make.service("a")
    with pytest.raises(Invalid) as refused:
        edited(admin, row, name=" ", url="no site", status="open")
    assert refused.value.fields == {"name": "missing", "url": "directory.not_a_site", "status": "not_a_choice"}
    place = Location.objects.get()
    for to in (
        actions.Address(line_1=""),
        actions.Address(line_1="1 rue", latitude=91, longitude=0),
        actions.Address(line_1="1", latitude=1),
    ):
        with pytest.raises(Invalid):
            actions.move_place(
                service_public_id=row.public_id, place_public_id=place.public_id, to=to, by=admin, at=LATER
            )
    assert Service.objects.get().provenance.keys() == {"*"}


def test_a_hand_that_ends_a_listing_hides_it_whatever_the_source_says(admin: Actor) -> None:
    item = make.service_in("a")
    row = edited(admin, make.service("a"), status="inactive")
    assert search(make.SETUP, Query()).total == 0
    again(item, summary="Autre")
    assert search(make.SETUP, Query()).total == 0
    assert [one.status for one in queries.listings_named(admin, "cours")] == ["inactive"]
    with pytest.raises(NotFound):
        queries.service_page(row.public_id, "fr", make.NOW)


def test_nobody_edits_or_decides_what_is_not_hers(admin: Actor) -> None:
    theirs = access.controller(name="Arche")
    item = make.service_in("a", name="A")
    row = make.service("a", name="A")
    edited(admin, row, name="B")
    again(item, name="C")
    conflict = FieldConflict.objects.get()
    Organisation.objects.filter(pk=row.organisation_id).update(controller=theirs)
    assert queries.conflicts(admin) == ([], 0)
    assert queries.listings_named(admin, "B") == []
    for act in (
        lambda: edited(admin, row, name="D"),
        lambda: actions.settle_conflict(conflict_public_id=conflict.public_id, choice="theirs", by=admin, at=LATER),
        lambda: actions.reopen_conflict(conflict_public_id=conflict.public_id, by=admin, at=LATER),
        lambda: actions.take_back_edit(service_public_id=row.public_id, field="name", by=admin, at=LATER),
        lambda: queries.listing_to_edit(admin, row.public_id),
        lambda: edited(Actor.public(), row, name="D"),
    ):
        with pytest.raises(NotFound):
            act()
    assert Service.objects.get().name == "B"


def test_the_same_source_again_writes_nothing_also_beside_a_hand(admin: Actor) -> None:
    item = make.service_in("a", name="A")
    edited(admin, make.service("a", name="A"), name="B")
    again(item, name="C")
    noted = Change.objects.count()
    make.bring(replace(item, name="C"), complete=False)
    assert Change.objects.count() == noted


def test_translations_of_the_source_are_not_passed_off_as_those_of_a_hand(admin: Actor) -> None:
    item = make.service_in("a", name="A", translations=make.in_arabic(name="أ"))
    row = make.service("a", name="A", translations=make.in_arabic(name="أ"))
    edited(admin, row, name="B")
    again(item, name="A", summary="Autre")
    name = queries.service_page(row.public_id, "ar", make.NOW).card.name
    assert (name.text, name.stale) == ("أ", True)


def test_the_day_a_hand_wrote_is_the_day_of_the_house(admin: Actor) -> None:
    assert edited(admin, make.service("a"), name="B").provenance["name"]["on"] == date(2026, 4, 9).isoformat()
