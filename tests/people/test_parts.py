"""In which parts a person stands, and the check of a part."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from parvis.access.choices import Role
from parvis.access.models import Organisation
from parvis.core import events as registry
from parvis.core.models import Read
from parvis.kernel.actor import Actor
from parvis.kernel.errors import Invalid, NotFound, Stale
from parvis.people import actions, events, queries
from parvis.people.entries import NewPart, VettingSeen
from parvis.people.errors import NoticeMissing, OwnVetting, PartOver, PartRuns
from parvis.people.models import NoticeGiven, Part, Person
from parvis.people.rules import Check, ends_soon, is_checked, surely_adult, vetting_at
from tests.factories import access, people
from tests.factories.access import NOW

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
DAY = timedelta(days=1)


def parts(by: Actor, who: Person, at: object = NOW) -> list[tuple[str, str, str]]:
    return [(one.part, one.state, one.vetting) for one in queries.parts_of(by, who.pk, at)]


@pytest.fixture
def mentor(worker: Actor) -> Person:
    return people.host(worker, "Odile")


def test_whom_reception_registers_is_a_newcomer_from_that_day(worker: Actor) -> None:
    amal = people.person(worker, "Amal")
    [part] = queries.parts_of(worker, amal.pk, NOW)
    assert (part.part, part.starts_on, part.ends_on, part.state, part.is_host) == (
        "newcomer", TODAY, None, "running", False,
    )  # fmt: skip


def test_a_host_is_registered_with_her_own_notice_and_nothing_a_newcomer_is_asked(
    worker: Actor, mentor: Person
) -> None:
    assert parts(worker, mentor) == [("mentor", "running", "asked")]
    assert (mentor.stage, mentor.gender, mentor.birth) == ("unknown", "unknown", "")
    assert queries.person_view(worker, mentor.public_id, NOW).notice.version == "host-2026-1"


@pytest.mark.parametrize("notice", [None, people.NOTICE])
def test_no_host_is_written_down_without_the_notice_of_hosts(worker: Actor, notice: object) -> None:
    with pytest.raises(NoticeMissing):
        actions.register(person=people.new_person(part=NewPart(part="mentor")), notice=notice, by=worker, at=NOW)
    with pytest.raises(NoticeMissing):
        actions.register(person=people.new_person(), notice=people.HOST_NOTICE, by=worker, at=NOW)
    assert not Person.objects.exists()


def test_one_person_is_newcomer_and_mentor_and_was_told_for_both(worker: Actor) -> None:
    amal = people.person(worker, "Amal")
    with pytest.raises(NoticeMissing):
        people.begin(worker, amal, "mentor", notice=None)
    people.begin(worker, amal, "mentor")
    people.begin(worker, amal, "resident", notice=None)
    assert {part for part, _, _ in parts(worker, amal)} == {"newcomer", "mentor", "resident"}
    assert NoticeGiven.objects.filter(person=amal).count() == 2


def test_a_host_becomes_a_newcomer_only_after_the_newcomers_notice(worker: Actor, mentor: Person) -> None:
    with pytest.raises(NoticeMissing):
        people.begin(worker, mentor, "newcomer", notice=None)
    people.begin(worker, mentor, "newcomer")
    assert {part for part, _, _ in parts(worker, mentor)} == {"mentor", "newcomer"}


def test_the_same_part_runs_once_for_each_body(worker: Actor, mentor: Person, provider: Organisation) -> None:
    with pytest.raises(PartRuns):
        people.begin(worker, mentor, "mentor")
    people.begin(worker, mentor, "mentor", organisation_id=provider.pk)
    with pytest.raises(PartRuns):
        people.begin(worker, mentor, "mentor", organisation_id=provider.pk)
    names = {one.organisation_name for one in queries.parts_of(worker, mentor.pk, NOW)}
    assert names == {"", provider.name}


def test_the_database_keeps_one_open_part_as_well(worker: Actor, mentor: Person) -> None:
    again = {"controller_id": mentor.controller_id, "person": mentor, "starts_on": TODAY}
    for wrong in (
        {"part": "mentor", "vetting": "asked"},
        {"part": "tutor", "ends_on": TODAY - DAY},
        {"part": "tutor", "vetting": "valid"},
        {"part": "tutor", "vetting": "expired"},
        {"part": "tutor", "vetting": "asked", "vetting_until": TODAY},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Part.objects.create(**again, **wrong)


def test_an_ended_part_stays_and_may_begin_again(
    worker: Actor, mentor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[events.PartEnded] = []
    monkeypatch.setattr(registry, "_handlers", {events.PartEnded: [told.append]})
    [part] = queries.parts_of(worker, mentor.pk, NOW)
    actions.end_part(part_public_id=part.public_id, by=worker, at=NOW)
    assert parts(worker, mentor) == [("mentor", "ended", "asked")]
    assert [(one.person_id, one.part, one.on) for one in told] == [(mentor.pk, "mentor", TODAY)]
    with pytest.raises(PartOver):
        actions.end_part(part_public_id=part.public_id, by=worker, at=NOW)
    people.begin(worker, mentor, "mentor", at=NOW + DAY)
    assert [state for _, state, _ in parts(worker, mentor, NOW + DAY)] == ["running", "ended"]


def test_an_end_may_be_said_ahead_and_brought_forward(worker: Actor, mentor: Person) -> None:
    [part] = queries.parts_of(worker, mentor.pk, NOW)
    actions.end_part(part_public_id=part.public_id, on=TODAY + 9 * DAY, by=worker, at=NOW)
    assert parts(worker, mentor) == [("mentor", "running", "asked")]
    actions.end_part(part_public_id=part.public_id, on=TODAY + DAY, by=worker, at=NOW)
    assert parts(worker, mentor, NOW + DAY) == [("mentor", "ended", "asked")]
    with pytest.raises(Invalid):
        actions.end_part(part_public_id=people.begin(worker, mentor, "tutor").public_id, on=TODAY + 400 * DAY,
                         by=worker, at=NOW)  # fmt: skip


def test_a_part_may_be_to_come(worker: Actor, mentor: Person) -> None:
    people.begin(worker, mentor, "tutor", starts_on=TODAY + DAY)
    assert ("tutor", "coming", "not_needed") in parts(worker, mentor)
    with pytest.raises(Invalid) as refused:
        people.begin(worker, mentor, "resident", starts_on=TODAY + 400 * DAY)
    assert refused.value.fields == {"starts_on": "too_far"}


def test_what_is_no_part_is_said(worker: Actor, mentor: Person) -> None:
    with pytest.raises(Invalid) as refused:
        people.begin(worker, mentor, "king", notice=people.HOST_NOTICE, vetting="valid")
    assert refused.value.fields == {"part": "not_a_choice", "vetting": "not_a_choice"}
    with pytest.raises(NotFound):
        people.begin(worker, mentor, "tutor", organisation_id=987654)


@pytest.mark.parametrize("role", [Role.PROVIDER, Role.MANAGER, Role.ADMIN, Role.DPO])
def test_who_sees_no_person_sees_no_part_and_writes_none(town: Organisation, mentor: Person, role: str) -> None:
    other = access.worker(town, role)
    [part] = Part.objects.all()
    assert queries.parts_of(other, mentor.pk, NOW) == []
    assert queries.hosts(other, NOW) == ([], False)
    for act in (
        lambda: people.begin(other, mentor, "tutor"),
        lambda: actions.end_part(part_public_id=part.public_id, by=other, at=NOW),
        lambda: people.checked(other, part, TODAY),
    ):
        with pytest.raises(NotFound):
            act()


def test_nobody_sees_or_ends_parts_across_registers(worker: Actor, mentor: Person) -> None:
    other = access.worker(access.controller())
    [part] = Part.objects.all()
    assert queries.parts_of(other, mentor.pk, NOW) == []
    with pytest.raises(NotFound):
        actions.end_part(part_public_id=part.public_id, by=other, at=NOW)
    assert queries.parts_of(people.herself(mentor), mentor.pk, NOW)[0].part == "mentor", "she sees her own"
    with pytest.raises(NotFound):
        actions.end_part(part_public_id=part.public_id, by=people.herself(mentor), at=NOW)


def test_the_list_shows_hosts_of_the_desk_and_what_they_do_and_notes_it(
    worker: Actor, mentor: Person, provider: Organisation
) -> None:
    people.person(worker, "Amal")
    both = people.person(worker, "Zahra")
    people.begin(worker, both, "volunteer", organisation_id=provider.pk)
    gone = people.host(worker, "Gone", part="tutor")
    [part] = queries.parts_of(worker, gone.pk, NOW)
    actions.end_part(part_public_id=part.public_id, by=worker, at=NOW)

    lines, more = queries.hosts(worker, NOW)
    assert ([line.name for line in lines], more) == (["Zahra", "Odile"], False)
    assert [(one.part, one.organisation_name) for one in lines[0].parts] == [("volunteer", provider.name)]
    assert [line.name for line in queries.hosts(worker, NOW, part="mentor")[0]] == ["Odile"]
    assert queries.hosts(worker, NOW, part="officer") == ([], False)
    assert Read.objects.filter(person_id=mentor.pk, what="list").count() == 2
    assert not Read.objects.filter(person_id=gone.pk, what="list").exists()


def test_the_list_goes_on_page_by_page(worker: Actor) -> None:
    for _ in range(27):
        people.host(worker, part="resident")
    first, more = queries.hosts(worker, NOW)
    second, end = queries.hosts(worker, NOW, page=2)
    assert (len(first), more, len(second), end) == (25, True, 2, False)
    assert not {line.id for line in first} & {line.id for line in second}


def test_a_search_among_hosts_reads_nobody_else(worker: Actor, mentor: Person) -> None:
    amal = people.person(worker, "Odile")
    hits = queries.find(worker, "Odile", NOW, parts=("mentor", "tutor"))
    assert [hit.id for hit in hits] == [mentor.pk]
    assert not Read.objects.filter(person_id=amal.pk).exists()
    assert [line.id for line in queries.host_lines(worker, [amal.pk, mentor.pk], NOW)] == [mentor.pk]


def test_a_check_counts_through_its_last_day_and_no_paper_is_kept(worker: Actor, mentor: Person) -> None:
    [part] = Part.objects.all()
    people.checked(worker, part, TODAY + 40 * DAY)
    seen = {
        days: (view.vetting, view.vetting_ends_soon)
        for days in (0, 10, 40, 41)
        for view in queries.parts_of(worker, mentor.pk, NOW + days * DAY)
    }
    assert seen == {0: ("valid", False), 10: ("valid", True), 40: ("valid", True), 41: ("expired", False)}
    assert queries.has_valid_check([mentor.pk], NOW + 40 * DAY) == {mentor.pk}
    assert queries.has_valid_check([mentor.pk], NOW + 41 * DAY) == set()


def test_asking_again_takes_the_check_away_at_once(worker: Actor, mentor: Person) -> None:
    [part] = Part.objects.all()
    row = people.checked(worker, part, TODAY + DAY)
    again = VettingSeen(vetting="asked", paper="record", until=TODAY)
    with pytest.raises(Stale):
        actions.note_vetting(part_public_id=part.public_id, seen=again, version=row.version - 1, by=worker, at=NOW)
    actions.note_vetting(part_public_id=part.public_id, seen=again, version=row.version, by=worker, at=NOW)
    [view] = queries.parts_of(worker, mentor.pk, NOW)
    assert (view.vetting, view.vetting_paper, view.vetting_until) == ("asked", "", None)
    assert queries.has_valid_check([mentor.pk], NOW) == set()


@pytest.mark.parametrize(
    ("seen", "wrong"),
    [
        ({"vetting": "expired"}, {"vetting"}),
        ({"vetting": "valid"}, {"paper", "until"}),
        ({"vetting": "valid", "paper": "selfie", "until": TODAY}, {"paper"}),
        ({"vetting": "valid", "paper": "record", "until": TODAY - DAY}, {"until"}),
        ({"vetting": "valid", "paper": "record", "until": TODAY + 4000 * DAY}, {"until"}),
    ],
)
def test_a_check_that_cannot_be(worker: Actor, mentor: Person, seen: dict[str, object], wrong: set[str]) -> None:
    [part] = Part.objects.all()
    with pytest.raises(Invalid) as refused:
        actions.note_vetting(part_public_id=part.public_id, seen=VettingSeen(**seen), by=worker, at=NOW)
    assert set(refused.value.fields) == wrong


def test_nobody_notes_her_own_check_nor_one_of_a_newcomer(worker: Actor, mentor: Person) -> None:
    [part] = Part.objects.all()
    Person.objects.filter(pk=mentor.pk).update(account_id=worker.account_id)
    with pytest.raises(OwnVetting):
        people.checked(worker, part, TODAY)
    newcomer = Part.objects.get(person=people.person(worker))
    with pytest.raises(NotFound):
        people.checked(worker, newcomer, TODAY)


@pytest.mark.parametrize(
    ("born", "alone"),
    [("1990-01-01", True), ("2008-03-10", True), ("2008-03-12", False), ("2015-01-01", False), ("", False)],
)
def test_without_a_check_one_is_alone_only_with_who_is_surely_of_age(
    worker: Actor, mentor: Person, born: str, alone: bool
) -> None:
    birth = people.born(*map(int, born.split("-"))) if born else people.Birth()
    other = people.person(worker, birth=birth)
    assert queries.may_be_with(mentor.pk, other.pk, NOW) is alone
    assert queries.check_missing(mentor.pk, other.pk, NOW) == ("" if alone else "child" if born else "unknown")
    [part] = Part.objects.filter(person=mentor)
    people.checked(worker, part, TODAY)
    assert queries.may_be_with(mentor.pk, other.pk, NOW)
    assert queries.may_be_with(mentor.pk, other.pk, NOW + DAY) is alone, "it ends by itself"


def test_a_check_of_a_part_that_has_ended_is_none(worker: Actor, mentor: Person) -> None:
    [part] = Part.objects.all()
    people.checked(worker, part, TODAY + 99 * DAY)
    assert queries.stands_in(mentor.pk, "mentor", NOW)
    actions.end_part(part_public_id=part.public_id, by=worker, at=NOW)
    assert queries.has_valid_check([mentor.pk], NOW) == set()
    assert not queries.stands_in(mentor.pk, "mentor", NOW)
    with pytest.raises(PartOver):
        people.checked(worker, part, TODAY)


def test_not_needed_is_no_check() -> None:
    day = date(2026, 3, 10)
    check = Check(starts_on=day, ends_on=None, vetting="not_needed", until=None)
    assert not is_checked([check], day)
    assert not is_checked([], day)
    assert is_checked([check, Check(starts_on=day, ends_on=None, vetting="valid", until=day)], day)
    assert vetting_at("valid", None, day) == "expired"
    assert not ends_soon("asked", day, day)
    assert not surely_adult("about", "2008-01-01", day, 18)


def test_whoever_was_there_before_there_were_parts_came_as_a_newcomer(worker: Actor, mentor: Person) -> None:
    before = people.person(worker, at=NOW - 40 * DAY)
    Part.objects.filter(person=before).delete()
    migration = import_module("parvis.people.migrations.0002_hosts")
    migration.everybody_here_came_as_a_newcomer(apps, None)
    [part] = Part.objects.filter(person=before)
    assert (part.part, part.starts_on, part.controller_id, part.vetting) == (
        "newcomer", TODAY - 40 * DAY, before.controller_id, "not_needed",
    )  # fmt: skip
    assert parts(worker, mentor) == [("mentor", "running", "asked")], "who stands in a part is left as she is"
