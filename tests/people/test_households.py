from datetime import timedelta

import pytest

from parvis.access.choices import Role
from parvis.kernel.actor import Actor
from parvis.kernel.errors import Invalid, NotFound
from parvis.people import actions, queries
from parvis.people.entries import Birth
from parvis.people.errors import AlreadyMember
from tests.factories import access, people
from tests.factories.access import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=30)


def join(by: Actor, person: object, home: object, role: str = "child") -> object:
    return actions.join_household(
        person_public_id=person.public_id, household_public_id=home.public_id, role=role, by=by, at=NOW
    )


def leave(by: Actor, person: object, home: object) -> object:
    return actions.leave_household(
        person_public_id=person.public_id, household_public_id=home.public_id, by=by, at=LATER
    )


def test_members_see_each_other_with_role_and_age(worker: Actor) -> None:
    amal, sami = people.person(worker, "Amal"), people.person(worker, "Sami", birth=people.born(2017, 6, 2))
    home = people.household(worker, (amal, "adult"), (sami, "child"))
    (member,) = people.view(worker, amal).household
    assert (member.display_name, member.role, member.age.years, member.separate) == ("Sami", "child", 8, False)
    assert member.person_public_id == sami.public_id
    assert people.view(worker, amal).household_public_id == home.public_id


def test_a_registration_enters_a_household(worker: Actor) -> None:
    home = people.household(worker, (people.person(worker, "Amal"), "adult"))
    child = people.person(worker, "Lina", household=home.public_id, role="child")
    assert [member.display_name for member in people.view(worker, child).household] == ["Amal"]


@pytest.mark.parametrize("wrong", ["00000000-0000-0000-0000-000000000000", "not an id"])
def test_a_registration_into_no_household_keeps_nothing(worker: Actor, wrong: str) -> None:
    with pytest.raises(NotFound):
        people.person(worker, "Lina", household=wrong)
    assert queries.find(worker, "Lina", NOW) == []


def test_what_one_member_keeps_stays_hers(town: object, worker: Actor) -> None:
    """Two spouses, one known to a partner's desk only: a role and an age, no name, no link (fixture 9)."""
    amal, sami = people.person(worker, "Amal"), people.person(worker, "Sami", birth=Birth(precision="year", value=1989))
    home = people.household(worker, (amal, "adult"), (sami, "partner"))
    sami.organisation = access.partner(town)
    sami.save()
    (member,) = people.view(worker, amal).household
    assert (member.display_name, member.person_public_id, member.separate) == (None, None, True)
    assert (member.role, member.age.kind) == ("partner", "about")
    page = queries.household_view(worker, home.public_id, NOW)
    assert [one.display_name for one in page.members] == ["Amal", None]


def test_who_left_is_no_longer_there(worker: Actor) -> None:
    amal, sami = people.person(worker, "Amal"), people.person(worker, "Sami")
    home = people.household(worker, (amal, "adult"), (sami, "partner"))
    leave(worker, sami, home)
    assert people.view(worker, amal, at=LATER).household == ()
    assert people.view(worker, sami, at=LATER).household_public_id is None
    with pytest.raises(NotFound):
        leave(worker, sami, home)


def test_nobody_joins_twice_but_may_come_back(worker: Actor) -> None:
    amal, sami = people.person(worker), people.person(worker)
    home = people.household(worker, (amal, "adult"), (sami, "partner"))
    with pytest.raises(AlreadyMember):
        join(worker, sami, home)
    leave(worker, sami, home)
    actions.join_household(
        person_public_id=sami.public_id, household_public_id=home.public_id, role="partner", by=worker, at=LATER
    )
    assert len(people.view(worker, amal, at=LATER).household) == 1


def test_a_role_is_one_of_the_list(worker: Actor) -> None:
    with pytest.raises(Invalid):
        actions.start_household(person_id=people.person(worker).pk, role="chief", by=worker, at=NOW)


def test_households_of_others_do_not_exist(town: object, worker: Actor) -> None:
    home = people.household(worker, (people.person(worker), "adult"))
    for stranger in (
        access.worker(access.controller()),
        access.worker(town, Role.MANAGER),
        access.worker(access.partner(town)),
    ):
        with pytest.raises(NotFound):
            queries.household_view(stranger, home.public_id, NOW)
    other = access.worker(access.controller())
    with pytest.raises(NotFound):
        join(other, people.person(other), home)
