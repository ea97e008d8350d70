"""The account of a person's own page: invited to, made, renewed, ended; and whose it is at the door."""

from datetime import timedelta

import pytest

from parvis.access.choices import Role
from parvis.access.errors import UsernameTaken
from parvis.access.models import Account, Organisation
from parvis.access.queries import standing
from parvis.core.models import Change
from parvis.kernel.actor import Actor, ActorKind
from parvis.kernel.errors import Invalid, NotFound
from parvis.people import actions, queries
from parvis.people.errors import AccountTaken, AccountWorks, InvitationOver
from parvis.people.models import Invitation, Part, Person
from tests.factories import access, people
from tests.factories.access import NOW

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def mentor(worker: Actor) -> Person:
    return people.host(worker, "Odile")


def invite(by: Actor, who: Person, username: str = "odile", **facts: object) -> actions.Invited:
    return actions.invite(person_public_id=who.public_id, username=username, **{"by": by, "at": NOW, **facts})


def test_the_link_makes_an_account_that_opens_her_own_page_and_nothing_else(worker: Actor, mentor: Person) -> None:
    made = invite(worker, mentor, " Odile ")
    assert made.token not in repr(made)
    assert not Account.objects.filter(username="odile").exists(), "nothing stands before she makes it"
    pk = actions.accept_invitation(token=made.token, password=people.PASSWORD, at=NOW)

    account = Account.objects.get(pk=pk)
    assert account.check_password(people.PASSWORD)
    assert (account.username, account.name) == ("odile", "odile"), "nothing of the register stands in it"
    own = queries.own_page(pk, language="ar")
    assert (own.actor.kind, own.actor.person_id, own.actor.account_id) == (ActorKind.PERSON, mentor.pk, pk)
    assert (own.actor.roles, own.actor.organisation_id, own.actor.purpose) == (frozenset(), None, "own_record")
    assert (own.actor.controller_id, own.actor.language, own.language) == (mentor.controller_id, "ar", "fr")
    assert own.actor.label == f"person:{mentor.pk}"
    assert standing(account_id=pk, name="", language="fr", on=NOW.date()) is None
    written = Change.objects.filter(table="access_account", row_id=pk).first()
    assert written.actor == "system:people.invitation"


def test_whoever_holds_the_link_chooses_the_name(worker: Actor, mentor: Person) -> None:
    made = invite(worker, mentor)
    pk = actions.accept_invitation(token=made.token, username="autre.nom", password=people.PASSWORD, at=NOW)
    assert Account.objects.get(pk=pk).username == "autre.nom"


def test_the_link_is_good_once_and_for_its_days(worker: Actor, mentor: Person) -> None:
    made = invite(worker, mentor)
    with pytest.raises(InvitationOver):
        actions.accept_invitation(token=made.token, password=people.PASSWORD, at=made.expires_at)
    newer = invite(worker, mentor)
    with pytest.raises(InvitationOver):
        actions.accept_invitation(token=made.token, password=people.PASSWORD, at=NOW)
    actions.accept_invitation(token=newer.token, password=people.PASSWORD, at=NOW)
    with pytest.raises(InvitationOver):
        actions.accept_invitation(token=newer.token, password="un-tout-autre-mot", at=NOW)
    with pytest.raises(NotFound):
        actions.accept_invitation(token="u" * 27, password=people.PASSWORD, at=NOW)


def test_the_entry_says_what_the_page_needs_and_not_whose_it_is(worker: Actor, mentor: Person) -> None:
    made = invite(worker, mentor)
    entry = queries.invitation_entry(made.token, NOW)
    assert (entry.username, entry.language, entry.has_account, entry.is_good) == ("odile", "fr", False, True)
    assert not queries.invitation_entry(made.token, made.expires_at).is_good
    assert "Odile" not in repr(entry)
    assert made.token not in {row.token_digest for row in Invitation.objects.all()}


@pytest.mark.parametrize("wrong", ["", "ab", "Nadia M", "نادية", "a" * 61, "-nadia", "nadia@b.example"])
def test_a_sign_in_name_that_cannot_be(worker: Actor, mentor: Person, wrong: str) -> None:
    with pytest.raises(Invalid) as refused:
        invite(worker, mentor, wrong)
    assert refused.value.fields == {"username": "not_a_username"}


def test_a_name_that_somebody_has_is_refused_at_the_desk_and_again_at_the_link(worker: Actor, mentor: Person) -> None:
    other = people.host(worker)
    first, second = invite(worker, mentor), invite(worker, other)
    actions.accept_invitation(token=first.token, password=people.PASSWORD, at=NOW)
    with pytest.raises(UsernameTaken):
        invite(worker, people.host(worker), "ODILE")
    with pytest.raises(UsernameTaken):
        actions.accept_invitation(token=second.token, password=people.PASSWORD, at=NOW)
    actions.accept_invitation(token=second.token, username="odile2", password=people.PASSWORD, at=NOW)
    assert Person.objects.exclude(account=None).count() == 2


def test_a_lost_password_is_a_new_link_for_the_same_account(worker: Actor, mentor: Person) -> None:
    pk = people.account(worker, mentor, username="odile")
    made = invite(worker, mentor, "ignored")
    assert made.username == "odile"
    again = actions.accept_invitation(token=made.token, username="x" * 9, password="un-tout-autre-mot", at=NOW)
    assert again == pk
    account = Account.objects.get(pk=pk)
    assert (account.username, account.check_password("un-tout-autre-mot")) == ("odile", True)


def test_the_desk_never_gets_hold_of_a_colleagues_account(town: Organisation, worker: Actor, mentor: Person) -> None:
    colleague = access.worker(town, Role.ADMIN)
    made = invite(worker, mentor)
    actions.join_account(token=made.token, account_id=colleague.account_id, at=NOW)
    assert queries.own_page(colleague.account_id, language="fr").actor.person_id == mentor.pk
    with pytest.raises(AccountWorks):
        invite(worker, mentor)


def test_an_account_that_gets_a_role_after_the_link_was_printed_is_safe_too(
    town: Organisation, worker: Actor, mentor: Person
) -> None:
    pk = people.account(worker, mentor)
    made = invite(worker, mentor)
    access.membership(Account.objects.get(pk=pk), town, Role.CASEWORKER)
    with pytest.raises(AccountWorks):
        actions.accept_invitation(token=made.token, password="un-tout-autre-mot", at=NOW)


def test_an_account_is_of_one_person(town: Organisation, worker: Actor, mentor: Person) -> None:
    colleague = access.worker(town)
    actions.join_account(token=invite(worker, mentor).token, account_id=colleague.account_id, at=NOW)
    other = people.host(worker)
    with pytest.raises(AccountTaken):
        actions.join_account(token=invite(worker, other, "other").token, account_id=colleague.account_id, at=NOW)
    people.account(worker, other)
    with pytest.raises(AccountTaken):
        actions.join_account(
            token=invite(worker, other).token, account_id=access.worker(town).account_id, at=NOW
        )  # fmt: skip


def test_who_acts_as_herself_holds_none_of_her_roles(town: Organisation, worker: Actor, mentor: Person) -> None:
    colleague = access.worker(town)
    actions.join_account(token=invite(worker, mentor).token, account_id=colleague.account_id, at=NOW)
    herself = queries.own_page(colleague.account_id, language="fr").actor
    assert queries.find(herself, "Exemple", NOW) == []
    assert queries.hosts(herself, NOW)[0] == queries.hosts(people.herself(mentor), NOW)[0], "herself, and nobody else"
    with pytest.raises(NotFound):
        people.host(herself)


def test_ended_at_the_desk_it_opens_nothing_and_a_colleague_keeps_her_work(
    town: Organisation, worker: Actor, mentor: Person
) -> None:
    pk = people.account(worker, mentor)
    printed = invite(worker, mentor)
    actions.end_account(person_public_id=mentor.public_id, by=worker, at=NOW)
    assert queries.own_page(pk, language="fr") is None
    assert not Account.objects.get(pk=pk).is_active
    with pytest.raises(InvitationOver):
        actions.accept_invitation(token=printed.token, password=people.PASSWORD, at=NOW)

    colleague = access.worker(town)
    actions.join_account(token=invite(worker, mentor, "odile3").token, account_id=colleague.account_id, at=NOW)
    actions.end_account(person_public_id=mentor.public_id, by=worker, at=NOW)
    assert queries.own_page(colleague.account_id, language="fr") is None
    assert Account.objects.get(pk=colleague.account_id).is_active


def test_i_am_done_raises_the_epoch_of_her_sessions(worker: Actor, mentor: Person) -> None:
    pk = people.account(worker, mentor)
    before = queries.own_page(pk, language="fr")
    actions.end_own_sessions(by=before.actor, at=NOW)
    assert queries.own_page(pk, language="fr").epoch == before.epoch + 1
    for other in (worker, people.herself(mentor)):
        with pytest.raises(NotFound):
            actions.end_own_sessions(by=other, at=NOW)


def test_the_desk_sees_by_what_the_page_opens(worker: Actor, mentor: Person) -> None:
    nothing = queries.keys_of(worker, mentor.pk, NOW)
    assert (nothing.card_since, nothing.username, nothing.invited_until) == (None, "", None)
    people.card(worker, mentor)
    made = invite(worker, mentor)
    found = queries.keys_of(worker, mentor.pk, NOW)
    assert (found.card_since, found.card_locked, found.invited_until) == (NOW, False, made.expires_at)
    actions.accept_invitation(token=made.token, password=people.PASSWORD, at=NOW)
    found = queries.keys_of(worker, mentor.pk, NOW)
    assert (found.username, found.works, found.invited_until) == ("odile", False, None)


def test_her_record_comes_with_the_door_and_says_what_its_own_queries_say(
    town: Organisation, worker: Actor, mentor: Person
) -> None:
    provider = access.partner(town)
    people.checked(worker, Part.objects.get(person=mentor), NOW.date() + DAY)
    ended = people.begin(worker, mentor, "tutor", organisation_id=provider.pk)
    actions.end_part(part_public_id=ended.public_id, by=worker, at=NOW)
    people.consent(worker, mentor, None, purpose="statistics")
    people.participation(worker, mentor, provider, "identity", expires_at=NOW + DAY)
    queries.participants_shown(access.worker(provider, Role.PROVIDER, name="Odile P."), provider.pk, [mentor.pk], NOW)
    queries.person_view(worker, mentor.public_id, NOW - DAY)
    queries.consents_of(people.herself(mentor), mentor.pk, NOW)
    pk, card = people.account(worker, mentor), people.card(worker, mentor)

    for at in (NOW, NOW + 2 * DAY):
        by_account = queries.own_page(pk, language="fr", at=at)
        by_card = queries.own_page_of_card(card.card_id, epoch=1, language="fr", at=at)
        herself = people.herself(mentor)
        for record in (by_account.record, by_card.record):
            assert record.parts == queries.parts_of(herself, mentor.pk, at)
            assert record.consents == queries.consents_of(herself, mentor.pk, at)
            assert record.reads == queries.who_read(herself, at)
        assert {one.state for one in by_card.record.consents} == {"given"} | ({"expired"} if at > NOW else set())
    assert len(by_card.record.reads) == 2
    assert queries.own_page(pk, language="fr").record is None
    assert queries.own_page_of_card(card.card_id, epoch=2, language="fr") is None


def test_nobody_invites_across_registers_or_without_the_desk(town: Organisation, mentor: Person) -> None:
    for other in (access.worker(access.controller()), access.worker(town, Role.PROVIDER), people.herself(mentor)):
        with pytest.raises(NotFound):
            invite(other, mentor)
        with pytest.raises(NotFound):
            actions.end_account(person_public_id=mentor.public_id, by=other, at=NOW)
