"""The directory's desk: a listing changed by hand, a source that says otherwise, two that are the same, and back again."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from parvis.access.models import Account, Organisation
from parvis.directory import actions
from parvis.directory.models import FieldConflict, Location, LookAlike, Service
from tests.factories import access
from tests.factories import directory as make
from tests.factories.pages import same_nothing

DESK = "/fr/admin/directory/"


@pytest.fixture
def ours(db: None) -> Organisation:
    return access.controller(name="Mairie")


@pytest.fixture
def admin(ours: Organisation) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=access.worker(ours, "admin").account_id))
    return client


def text(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def form(client: Client, row: Service, **more: str) -> dict[str, str]:
    """The editor's form as it stands, with something changed."""
    page = client.get(f"{DESK}{row.public_id}/")
    assert page.status_code == 200
    fields = page.context["shown"].fields
    return {**fields, "version": str(row.version), **more}


def saved(client: Client, row: Service, **more: str) -> Service:
    answer = client.post(f"{DESK}{row.public_id}/", form(client, row, **more))
    assert answer.status_code == 302, answer.context["form"].errors
    row.refresh_from_db()
    return row


def test_a_listing_is_found_changed_and_given_back(admin: Client):
    row = make.service("a", name="Cours du soir")
    assert str(row.public_id) in text(admin, f"{DESK}?q=soir")
    row = saved(admin, row, hours="lundi 9h-12h\nsur rendez-vous", phones="01 42 34 56 78")
    assert [one["number"] for one in row.phones] == ["+33142345678"]
    page = text(admin, f"{DESK}{row.public_id}/")
    assert page.count("take-back") == 2
    assert "+33465710112" in page, "what the source said"
    assert "changé ici" in text(admin, f"{DESK}?q=soir")
    public = text(Client(), f"/fr/service/{row.public_id}/")
    assert "Numéros de téléphone" in public and "Mairie" in public
    assert admin.post(f"{DESK}{row.public_id}/take-back/", {"field": "phones"}).status_code == 302
    row.refresh_from_db()
    assert [one["number"] for one in row.phones] == ["+33465710112"]
    again = admin.post(f"{DESK}{row.public_id}/take-back/", {"field": "phones"}, follow=True)
    assert "il n’y a rien à reprendre" in again.content.decode()


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(admin: Client):
    row = make.service("a")
    answer = admin.post(f"{DESK}{row.public_id}/", form(admin, row, name="", url="no site here", summary="Gardé"))
    assert answer.status_code == 200
    assert 'class="summary"' in answer.content.decode()
    assert "Gardé" in answer.content.decode()
    wrong = admin.post(f"{DESK}{row.public_id}/", form(admin, row, url="no site here"))
    assert list(wrong.context["form"].errors) == ["url"]
    old = form(admin, row, name="Ancien")
    saved(admin, row, name="Nouveau")
    stale = admin.post(f"{DESK}{row.public_id}/", old)
    assert stale.status_code == 200
    assert "Ancien" in stale.content.decode()
    row.refresh_from_db()
    assert row.name == "Nouveau"


def test_an_address_is_changed_with_its_point(admin: Client):
    row, place = make.service("a"), Location.objects.get()
    path = f"{DESK}{row.public_id}/places/{place.public_id}/"
    assert "3 rue du Lavoir" in text(admin, path)
    given = {
        "line_1": "9 quai Neuf",
        "city": "Valmarelle",
        "latitude": "44.95",
        "longitude": "",
        "version": str(place.version),
    }
    assert list(admin.post(path, given).context["form"].errors) == ["latitude"]
    assert admin.post(path, given | {"longitude": "4.8"}).status_code == 302
    place.refresh_from_db()
    assert (place.address_1, place.latitude) == ("9 quai Neuf", 44.95)
    page = text(admin, f"{DESK}{row.public_id}/")
    assert "9 quai Neuf" in page
    back = {"field": "address", "place": str(place.public_id)}
    assert admin.post(f"{DESK}{row.public_id}/take-back/", back).status_code == 302
    place.refresh_from_db()
    assert (place.address_1, place.latitude) == ("3 rue du Lavoir", 44.95)


def disputed(admin: Client) -> Service:
    """A name written by hand, and a source that says another one since."""
    item = make.service_in("a", name="Cours du soir")
    make.bring(item)
    row = saved(admin, Service.objects.get(), name="Cours de midi")
    make.bring(replace(item, name="Cours du matin"), at=make.NOW + timedelta(days=1))
    return row


def test_a_conflict_is_shown_decided_and_undone(admin: Client):
    row = disputed(admin)
    page = text(admin, f"{DESK}conflicts/")
    for words in ("Cours de midi", "Cours du matin", "Mairie"):
        assert words in page
    conflict = FieldConflict.objects.get()
    path = f"{DESK}conflicts/{conflict.public_id}/"
    assert admin.post(path, {"choice": "theirs", "version": conflict.version}).status_code == 302
    row.refresh_from_db()
    assert row.name == "Cours du matin"
    assert "Aucune source ne dit autre chose" in text(admin, f"{DESK}conflicts/")
    conflict.refresh_from_db()
    assert f"{path}undo/" in text(admin, f"{DESK}decided/")
    admin.post(f"{path}undo/", {"version": conflict.version})
    row.refresh_from_db()
    assert row.name == "Cours de midi"
    assert "Cours du matin" in text(admin, f"{DESK}conflicts/")
    late = admin.post(path, {"choice": "ours", "version": conflict.version}, follow=True)
    assert 'class="banner no"' in late.content.decode()
    wrong = admin.post(path, {"choice": "mine"}, follow=True)
    assert 'class="banner no"' in wrong.content.decode()
    conflict.refresh_from_db()
    assert conflict.state == "open"


def twins() -> list[Service]:
    """The same service in two sources, compared."""
    for source in ("a", "b"):
        actions.upsert_from_source(
            source=source,
            organisations=[make.organisation_in()],
            services=[make.service_in(source, name="Cours de français")],
            language="fr",
            by=make.SETUP,
            at=make.NOW,
        )
    actions.compare_listings(by=make.SETUP, at=make.NOW)
    return list(Service.objects.order_by("source"))


def test_two_are_said_to_be_the_same_and_old_links_lead_on(admin: Client):
    mine, theirs = twins()
    page = text(admin, f"{DESK}look-alikes/")
    assert "Les noms sont les mêmes." in page and page.count("Cours de français") >= 2
    assert "Maison des Lilas" in text(admin, f"{DESK}look-alikes/?kind=organisation")
    pair = LookAlike.objects.get(kind="service")
    path = f"{DESK}look-alikes/{pair.public_id}/"
    assert admin.post(path, {"answer": str(mine.public_id), "version": pair.version}).status_code == 302
    moved = Client().get(f"/fr/service/{theirs.public_id}/")
    assert (moved.status_code, moved["Location"]) == (302, f"/fr/service/{mine.public_id}/")
    assert str(mine.public_id) in text(admin, f"{DESK}{theirs.public_id}/"), (
        "the editor says which one is shown instead"
    )
    pair.refresh_from_db()
    admin.post(f"{path}undo/", {"version": pair.version})
    assert Client().get(f"/fr/service/{theirs.public_id}/").status_code == 200
    for answer in ("later", "different"):
        assert admin.post(path, {"answer": answer}).status_code == 302
    assert "Rien ne se ressemble" in text(admin, f"{DESK}look-alikes/")
    assert 'class="banner no"' in admin.post(path, {"answer": "nonsense"}, follow=True).content.decode()


def test_organisations_become_one_and_old_links_lead_on(admin: Client):
    twins()
    pair = LookAlike.objects.get(kind="organisation")
    shown = Service.objects.get(source="a").organisation
    admin.post(f"{DESK}look-alikes/{pair.public_id}/", {"answer": str(shown.profile.public_id)})
    other = Service.objects.get(source="b").organisation
    moved = Client().get(f"/fr/organisation/{other.public_id}/")
    assert (moved.status_code, moved["Location"]) == (302, f"/fr/organisation/{shown.public_id}/")
    assert text(Client(), f"/fr/organisation/{shown.public_id}/").count("Cours de français") >= 2


def test_listings_of_another_controller_do_not_exist_here(admin: Client):
    theirs = access.controller(name="Arche")
    row = disputed(admin)
    conflict = FieldConflict.objects.get()
    Organisation.objects.filter(pk=row.organisation_id).update(controller=theirs)
    place = Location.objects.get()
    nothing = admin.get(f"{DESK}{'0' * 8}-0000-4000-8000-{'0' * 12}/")
    assert same_nothing(admin.get(f"{DESK}{row.public_id}/"), nothing)
    assert same_nothing(admin.get(f"{DESK}{row.public_id}/places/{place.public_id}/"), nothing)
    for path, given in (
        (f"{row.public_id}/take-back/", {"field": "name"}),
        (f"conflicts/{conflict.public_id}/", {"choice": "theirs"}),
        (f"conflicts/{conflict.public_id}/undo/", {}),
    ):
        assert admin.post(f"{DESK}{path}", given).status_code == 404, path
    assert "Cours de midi" not in text(admin, f"{DESK}?q=midi").replace("“midi”", "").replace('value="midi"', "")
    row.refresh_from_db()
    assert row.name == "Cours de midi"


def test_a_confidential_address_is_shown_to_who_keeps_it_and_to_nobody_else(admin: Client):
    row = make.service("abri", locations=(make.place_in("p", confidential=True),))
    assert "3 rue du Lavoir" in text(admin, f"{DESK}{row.public_id}/")
    place = Location.objects.get()
    admin.post(
        f"{DESK}{row.public_id}/places/{place.public_id}/", {"line_1": "9 quai Neuf", "version": str(place.version)}
    )
    public = (
        text(Client(), f"/fr/service/{row.public_id}/")
        + Client().get(f"/api/v1/services/{row.public_id}").content.decode()
    )
    public += Client().get(f"/hsds/v3/services/{row.public_id}").content.decode()
    for secret in ("Lavoir", "quai Neuf", "Adresse : changé"):
        assert secret not in public


def test_the_api_says_where_things_come_from(admin: Client):
    actions.note_source(name="test", title="Liste de la ville", licence="CC BY 4.0", by=make.SETUP, at=make.NOW)
    row = saved(admin, make.service("a"), name="Autrement")
    told = Client().get(f"/api/v1/services/{row.public_id}").json()["provenance"]
    assert told[0] == {
        "field": "",
        "source": "Liste de la ville",
        "by_hand": False,
        "by": "",
        "on": "2026-03-10",
        "licence": "CC BY 4.0",
    }
    assert (told[1]["field"], told[1]["by_hand"], told[1]["by"]) == ("name", True, "Mairie")
    log = Client().get(f"/hsds/v3/services/{row.public_id}").json()["metadata"]
    assert [(one["field_name"], one["updated_by"]) for one in log] == [("id", "test"), ("name", "Mairie")]
