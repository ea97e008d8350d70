"""The administrator: contacts, accounts, roles; the outbox of the demo."""

from uuid import uuid4

import pytest
from django.test import Client, override_settings

from parvis.access.models import Account, Membership, Organisation
from parvis.core.clock import now
from parvis.core.house import house
from tests.factories import access, casework
from tests.factories.pages import same_nothing

PASSWORD = "a long first password"


def signed_in(where: Organisation, role: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=access.worker(where, role).account_id))
    return client


@pytest.fixture
def ours(db: None) -> Organisation:
    return access.controller(name="Mairie")


@pytest.fixture
def admin(ours: Organisation) -> Client:
    return signed_in(ours, "admin")


def role(where: Organisation, code: str = "provider", **more: str) -> dict[str, str]:
    return {"organisation": str(where.public_id), "role": code, "starts_on": "2026-01-01", **more}


def new_account(where: Organisation, **more: str) -> dict[str, str]:
    known = {"name": "Odile Exemple", "username": "odile", "password": PASSWORD, "language": "fr"}
    return {**known, **role(where), **more}


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_page_opens(admin: Client, ours: Organisation, language: str):
    account = Account.objects.get()
    for page in (
        "", "organisations/", "organisations/?q=mairie", f"organisations/{ours.public_id}/", "accounts/new/",
        f"accounts/{account.public_id}/",
    ):  # fmt: skip
        response = admin.get(f"/{language}/admin/{page}")
        assert response.status_code == 200, page
        assert "no-store" in response["Cache-Control"], page


def test_an_imported_organisation_is_found_and_enrolled(admin: Client, ours: Organisation):
    listing = access.organisation(name="Centro Comunitario", source="miami", source_id="1")
    assert str(listing.public_id) in admin.get("/fr/admin/organisations/?q=comunit").content.decode()
    address = f"/fr/admin/organisations/{listing.public_id}/"

    page = admin.post(address, {"email": "", "phone": "12", "version": "1"})
    assert b'class="summary"' in page.content
    assert admin.post(address, {"email": "desk@example.org", "under_us": "on", "version": "1"}).status_code == 302
    listing.refresh_from_db()
    assert (listing.contact_email, listing.controller_id) == ("desk@example.org", ours.pk)

    stale = admin.post(address, {"email": "other@example.org", "version": "1"})
    assert b"other@example.org" in stale.content, "what was typed is still there"
    listing.refresh_from_db()
    assert listing.contact_email == "desk@example.org"


def test_an_account_is_made_once_with_its_role_and_can_sign_in(admin: Client, ours: Organisation):
    foyer = access.partner(ours, name="Foyer")
    given = new_account(foyer, once="c" * 32)
    assert admin.post("/fr/admin/accounts/new/", given).status_code == 302
    assert admin.post("/fr/admin/accounts/new/", given).status_code == 302
    assert Account.objects.filter(username="odile").count() == 1
    assert "Odile Exemple" in admin.get("/fr/admin/").content.decode()

    other = Client()
    other.post("/fr/sign-in/", {"login": "odile", "password": PASSWORD})
    own = {"password": "a password of her own", "again": "a password of her own"}
    signed = other.post("/fr/sign-in/password/", own, follow=True)
    assert signed.redirect_chain[-1][0] == "/fr/answer/"


def test_what_is_wrong_with_an_account_is_said_and_nothing_is_made(admin: Client, ours: Organisation):
    access.actions.create_account(username="taken", name="Taken", password=None, by=access.SETUP, at=now())
    count = Account.objects.count()
    for wrong in (
        {"username": "taken"}, {"password": "short"}, {"name": ""}, {"role": ""}, {"username": "Big Name"},
        {"starts_on": "2026-02-31"}, {"ends_on": "2025-01-01"},
    ):  # fmt: skip
        page = admin.post("/fr/admin/accounts/new/", new_account(ours, **wrong))
        assert page.status_code == 200, wrong
        assert b'class="summary"' in page.content, wrong
    assert Account.objects.count() == count


def test_roles_nobody_may_hold_together_are_refused_in_words(admin: Client, ours: Organisation):
    who = access.account(name="Odile")
    access.membership(who, ours, "dpo")
    page = admin.post(f"/fr/admin/accounts/{who.public_id}/", role(ours, "admin"))

    assert page.status_code == 200
    assert b'class="summary"' in page.content
    assert set(Membership.objects.filter(account=who).values_list("role", flat=True)) == {"dpo"}


def test_a_role_is_given_and_ended_today(admin: Client, ours: Organisation):
    who = access.account(name="Odile")
    held = access.membership(who, ours, "mediator")
    assert admin.post(f"/fr/admin/accounts/{who.public_id}/", role(ours, "manager")).status_code == 302
    admin.post(f"/fr/admin/accounts/{who.public_id}/roles/{held.public_id}/end/")
    held.refresh_from_db()

    assert held.ends_on == house().day(now())


def test_the_last_administration_stays(admin: Client):
    own = Membership.objects.get(role="admin")
    page = admin.post(f"/fr/admin/accounts/{own.account.public_id}/roles/{own.public_id}/end/", follow=True)
    own.refresh_from_db()

    assert own.ends_on is None
    assert b'class="banner no"' in page.content


def test_another_controller_does_not_exist_here(admin: Client, ours: Organisation):
    theirs = access.controller(name="Arche")
    partner = access.partner(theirs, name="Leur foyer")
    who = access.account(name="Youssef")
    held = access.membership(who, theirs, "caseworker")
    nothing = admin.get(f"/fr/admin/accounts/{uuid4()}/")

    assert "Arche" not in admin.get("/fr/admin/").content.decode()
    assert "foyer" not in admin.get("/fr/admin/organisations/?q=leur").content.decode().replace("Leur foyer”", "")
    for address in (f"accounts/{who.public_id}/", f"organisations/{partner.public_id}/"):
        assert same_nothing(admin.get(f"/fr/admin/{address}"), nothing), address
    mine = Account.objects.get(memberships__role="admin")
    for posted, fields in (
        (f"organisations/{theirs.public_id}/", {"email": "x@example.org"}),
        (f"accounts/{who.public_id}/", role(ours)),
        (f"accounts/{who.public_id}/roles/{held.public_id}/end/", {}),
        (f"accounts/{mine.public_id}/roles/{held.public_id}/end/", {}),
    ):
        assert admin.post(f"/fr/admin/{posted}", fields).status_code == 404, posted
    forged = admin.post(f"/fr/admin/accounts/{mine.public_id}/", role(partner))
    assert forged.status_code == 200
    assert not Membership.objects.filter(organisation=partner).exists()


def test_who_is_enrolled_elsewhere_is_led_nowhere_else(admin: Client, ours: Organisation):
    listing = access.organisation(name="Les Lilas")
    theirs = signed_in(access.controller(name="Arche"), "admin")
    address = f"/fr/admin/organisations/{listing.public_id}/"
    assert theirs.post(address, {"email": "desk@example.org", "version": "1"}).status_code == 302
    listing.refresh_from_db()
    assert listing.enrolled_by.name == "Arche"

    assert same_nothing(admin.get(address), admin.get(f"/fr/admin/organisations/{uuid4()}/"))
    assert admin.post(address, {"email": "mine@example.org", "under_us": "on", "version": "2"}).status_code == 404
    assert "Les Lilas" not in admin.get("/fr/admin/organisations/?q=lilas").content.decode()
    assert theirs.post(address, {"email": "new@example.org", "version": "2"}).status_code == 302
    listing.refresh_from_db()
    assert (listing.contact_email, listing.controller_id) == ("new@example.org", None)


def test_other_roles_do_not_come_in(ours: Organisation):
    for code in ("caseworker", "mediator", "provider", "manager", "dpo"):
        client = signed_in(ours, code)
        for page in ("", "organisations/", "accounts/new/", f"organisations/{ours.public_id}/"):
            assert client.get(f"/fr/admin/{page}").status_code == 404, (code, page)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_outbox_shows_every_message_with_its_link_in_the_demo_alone(client: Client, db: None, language: str):
    assert client.get(f"/{language}/admin/outbox/").status_code == 200
    casework.sent(casework.town(), at=now())
    token = casework.token()
    page = client.get(f"/{language}/admin/outbox/").content.decode()

    assert f'href="/fr/r/{token}/"' in page
    assert "Amal" not in page
    with override_settings(PARVIS_DEMO=False):
        assert client.get(f"/{language}/admin/outbox/").status_code == 404
