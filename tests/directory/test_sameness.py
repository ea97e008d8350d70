"""Listings that look alike: proposed with reasons, decided by a person, listed as one, and taken back."""

from dataclasses import replace

import pytest

from parvis.access.models import Organisation
from parvis.directory import actions, queries
from parvis.directory.errors import AlreadyDecided
from parvis.directory.incoming import PhoneIn
from parvis.directory.models import LookAlike, OrganisationProfile, Service
from parvis.kernel.actor import Actor
from parvis.kernel.errors import Invalid, NotFound, Stale
from parvis.search.queries import search
from parvis.search.shapes import Query
from tests.factories import access
from tests.factories import directory as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(db: None) -> Actor:
    return access.worker(access.controller(name="Mairie"), "admin")


def bring(source: str, *names: str, organisation: str = "Maison des Lilas", **facts: object) -> list[Service]:
    """Services of one organisation of a source, all with the same number and place."""
    actions.upsert_from_source(
        source=source,
        organisations=(make.organisation_in(name=organisation, url="https://lilas.example"),),
        services=[replace(make.service_in(f"{source}-{n}", name=name), **facts) for n, name in enumerate(names)],
        language="fr",
        by=make.SETUP,
        at=make.NOW,
    )
    return list(Service.objects.filter(source=source).order_by("source_id"))


def compare() -> dict[str, int]:
    return actions.compare_listings(by=make.SETUP, at=make.NOW)


def pairs(admin: Actor, kind: str = "service") -> list[LookAlike]:
    ids = [one.public_id for one in queries.lookalikes(admin)[0] if one.kind == kind]
    return list(LookAlike.objects.filter(public_id__in=ids).order_by("one_id", "other_id"))


def same(admin: Actor, pair: LookAlike, shown: Service) -> LookAlike:
    return actions.say_same(pair_public_id=pair.public_id, shown_id=shown.public_id, by=admin, at=make.NOW)


def found(text: str) -> list[int]:
    return [one.object_id for one in search(make.SETUP, Query(text=text)).results]


def listed_as() -> dict[str, str]:
    rows = Service.objects.filter(listed_as__isnull=False).select_related("listed_as")
    return {row.source_id: row.listed_as.source_id for row in rows if row.listed_as}


def test_two_sources_with_the_same_service_are_proposed_once_with_reasons(admin: Actor) -> None:
    bring("a", "Cours de français", "Permanence juridique")
    bring("b", "Cours de francais", "Aide aux devoirs")
    assert compare() == {"new": 2, "open": 2, "gone": 0}
    assert compare() == {"new": 0, "open": 2, "gone": 0}
    [view] = [one for one in queries.lookalikes(admin)[0] if one.kind == "service"]
    assert {view.one.name, view.other.name} == {"Cours de français", "Cours de francais"}
    assert [reason["code"] for reason in view.reasons] == ["name", "phone", "two_sources", "address", "near_owner"]
    assert (view.one.places, view.one.phones) == (("3 rue du Lavoir, 26999 Valmarelle",), ("+33465710112",))
    assert queries.waiting(admin).lookalikes == 2
    assert Service.objects.filter(listed_as__isnull=False).count() == 0


def test_the_same_is_listed_as_one_everywhere_and_old_addresses_lead_there(admin: Actor) -> None:
    [mine], [theirs] = bring("a", "Cours de français"), bring("b", "Cours de francais")
    compare()
    [pair] = pairs(admin)
    same(admin, pair, mine)
    assert found("cours") == [mine.pk]
    assert queries.service_page(theirs.public_id, "fr", make.NOW).card.public_id == mine.public_id
    assert queries.service_for_referral(theirs.public_id).id == mine.pk
    assert queries.service_entries(queries.Wanted())[1] == 1
    assert [one.public_id for one in queries.every_service()] == [mine.public_id]
    assert [card.id for card in queries.cards([theirs.pk], "fr", make.NOW)] == [theirs.pk], (
        "what points to it still shows it"
    )
    [done] = queries.lookalikes(admin, decided=True)[0]
    assert (done.state, done.shown, done.decided_by) == ("same", mine.public_id, admin.account_id)


def test_it_is_taken_back_without_a_trace(admin: Actor) -> None:
    [mine], [theirs] = bring("a", "Cours de français"), bring("b", "Cours de francais")
    compare()
    [pair] = pairs(admin)
    done = same(admin, pair, mine)
    actions.reopen_pair(pair_public_id=done.public_id, version=done.version, by=admin, at=make.NOW)
    assert sorted(found("cours")) == sorted([mine.pk, theirs.pk])
    assert queries.service_page(theirs.public_id, "fr", make.NOW).card.public_id == theirs.public_id
    assert [one.state for one in pairs(admin)] == ["open"]
    with pytest.raises(AlreadyDecided):
        actions.reopen_pair(pair_public_id=done.public_id, by=admin, at=make.NOW)


def test_different_is_never_proposed_again_and_later_waits(admin: Actor) -> None:
    bring("a", "Cours de français")
    bring("b", "Cours de francais")
    compare()
    [pair] = pairs(admin)
    later = actions.put_off_pair(pair_public_id=pair.public_id, by=admin, at=make.NOW)
    assert [one.state for one in queries.lookalikes(admin)[0]] == ["open", "later"]
    actions.say_different(pair_public_id=pair.public_id, version=later.version, by=admin, at=make.NOW)
    bring("b", "Cours de francais", phones=(PhoneIn(number="+33465710112"), PhoneIn(number="+33465710113")))
    compare()
    assert pairs(admin) == []
    with pytest.raises(AlreadyDecided):
        actions.say_different(pair_public_id=pair.public_id, by=admin, at=make.NOW)


def test_a_pair_that_is_alike_no_more_is_not_asked_about(admin: Actor) -> None:
    bring("a", "Cours de français")
    bring("b", "Cours de francais")
    compare()
    bring("b", "Atelier de réparation de vélos")
    assert compare()["gone"] == 1
    assert pairs(admin) == []
    bring("b", "Cours de francais")
    compare()
    assert [one.state for one in pairs(admin)] == ["open"]


def test_three_that_are_the_same_are_one_and_each_decision_is_undone_alone(admin: Actor) -> None:
    [a], [_b], [c] = (bring(source, "Cours de français") for source in "abc")
    compare()
    ab, ac, bc = pairs(admin)
    first = same(admin, ab, a)
    second = same(admin, bc, c)
    assert listed_as() == {"a-0": "c-0", "b-0": "c-0"}
    third = same(admin, ac, a)
    assert (third.hidden_id, listed_as()) == (None, {"a-0": "c-0", "b-0": "c-0"})
    actions.reopen_pair(pair_public_id=second.public_id, by=admin, at=make.NOW)
    assert listed_as() == {"b-0": "a-0"}
    actions.reopen_pair(pair_public_id=first.public_id, by=admin, at=make.NOW)
    assert listed_as() == {}
    assert found("cours") and len(found("cours")) == 3


def test_an_import_keeps_what_a_person_said(admin: Actor) -> None:
    [mine], [theirs] = bring("a", "Cours de français"), bring("b", "Cours de francais")
    compare()
    same(admin, pairs(admin)[0], mine)
    bring("b", "Cours de francais", summary="Un autre résumé")
    theirs.refresh_from_db()
    assert (theirs.summary, theirs.listed_as_id) == ("Un autre résumé", mine.pk)
    assert found("cours") == [mine.pk]
    actions.republish()
    assert found("cours") == [mine.pk]


def test_two_organisations_become_one_with_the_services_of_both(admin: Actor) -> None:
    [mine] = bring("a", "Cours de français")
    [theirs] = bring("b", "Aide aux devoirs", organisation="MAISON DES LILAS")
    compare()
    [pair] = pairs(admin, "organisation")
    shown, other = (OrganisationProfile.objects.get(organisation_id=row.organisation_id) for row in (mine, theirs))
    actions.say_same(pair_public_id=pair.public_id, shown_id=shown.public_id, by=admin, at=make.NOW)
    [card], total = queries.organisations(language="fr")
    assert (card.public_id, card.services, total) == (shown.organisation.public_id, 2, 1)
    page = queries.organisation_page(other.organisation.public_id, "fr", make.NOW)
    assert page.public_id == shown.organisation.public_id
    assert {one.id for one in page.services} == {mine.pk, theirs.pk}
    actions.reopen_pair(pair_public_id=pair.public_id, by=admin, at=make.NOW)
    assert queries.organisations(language="fr")[1] == 2


def test_only_one_of_the_two_can_be_shown_and_only_by_who_keeps_both(admin: Actor) -> None:
    [mine], [theirs], [third] = (
        bring("a", "Cours de français"),
        bring("b", "Cours de francais"),
        bring("c", "Autre chose"),
    )
    compare()
    pair = pairs(admin)[0]
    with pytest.raises(Invalid):
        same(admin, pair, third)
    with pytest.raises(Stale):
        actions.say_different(pair_public_id=pair.public_id, version=pair.version + 1, by=admin, at=make.NOW)
    elsewhere = access.controller(name="Arche")
    Organisation.objects.filter(pk=theirs.organisation_id).update(controller=elsewhere)
    assert pairs(admin) == []
    for by in (admin, Actor.public(), access.worker(elsewhere, "provider")):
        with pytest.raises(NotFound):
            actions.say_same(pair_public_id=pair.public_id, shown_id=mine.public_id, by=by, at=make.NOW)


def test_confidential_places_are_neither_compared_nor_shown(admin: Actor) -> None:
    hidden = (make.place_in("p", confidential=True),)
    bring("a", "Abri de nuit", locations=hidden, phones=())
    bring("b", "Abri de nuit", locations=hidden, phones=())
    compare()
    told = repr(queries.lookalikes(admin))
    assert "Lavoir" not in told and "address" not in told and "point" not in told
