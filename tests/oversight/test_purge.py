"""The purge: certified as it goes, right wherever it ends, stopped by a hold; and the logs go by whole seals alone."""

from __future__ import annotations

import json
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.db.models import Count

from parvis.casework.models import Case
from parvis.core import chain, chain_ends, graves, retention
from parvis.core.audit import log_reads
from parvis.core.models import Change, Read
from parvis.kernel.actor import Actor
from parvis.kernel.errors import NotFound
from parvis.oversight import actions, queries
from parvis.oversight.models import Erasure, Hold
from parvis.people.models import Person
from tests.at_once import at_once, many_writers
from tests.factories import access, casework, people
from tests.factories.access import NOW, SETUP
from tests.factories.casework import Town
from tests.oversight.rows import MAKERS
from tests.own_keys import own_keys

__all__ = ["many_writers", "own_keys"]
BY = Actor.system("retention")
DAY = timedelta(days=1)
LATER = NOW + 1095 * DAY + DAY
SOON = NOW + 800 * DAY


@pytest.fixture
def here(own_keys: Path, db: None) -> Town:
    return casework.town()


@pytest.fixture
def committed(own_keys: Path, transactional_db: None) -> Town:
    """The same in a store whose transactions end."""
    return casework.town()


def ended(here: Town, count: int = 3) -> list[Person]:
    """Persons whose file was closed."""
    rows = [people.person(here.worker) for _ in range(count)]
    for row in rows:
        casework.need(here.worker, casework.case(here.worker, row))
        Case.objects.filter(person=row).update(state="closed", closed_at=NOW)
    return rows


def hold(here: Town, who: Person) -> Hold:
    record = str(who.public_id)[:8]
    day = (NOW + 90 * DAY).date()
    by = access.worker(here.controller, "dpo")
    return actions.place_hold(record=record, reason="claim", words="A claim", review_on=day, by=by, at=NOW)


def test_the_certificate_says_exactly_what_went(here: Town) -> None:
    rows = ended(here)
    names = [str(row.public_id) for row in rows]
    last = Change.objects.latest("id").pk
    done = actions.purge(by=BY, at=SOON)
    assert done.things["people.Person"] == 3
    gone = Change.objects.filter(id__gt=last, operation="D").values("table").annotate(rows=Count("id"))
    told: Counter[str] = Counter()
    for line in queries.certificate(SETUP, done.run).lines:
        told.update(line.rows)
    noted = {one["table"]: one["rows"] for one in gone}
    assert told == noted
    assert {"people_person", "people_personname", "casework_case", "casework_need"} <= set(noted)
    assert noted["people_person"] == 3
    (line,) = [one for one in queries.certificate(SETUP, done.run).lines if one.model == "people.Person"]
    assert (line.klass, line.days, line.things) == ("person", 730, 3)
    assert line.counted_from == retention.CLASSES["person"].counted_from
    written = " ".join(str(value) for row in Erasure.objects.values_list() for value in row)
    assert not [name for name in names if name in written or name.replace("-", "") in written]
    chain.seal_logs(at=SOON)
    assert queries.certificate(SETUP, done.run).seal == next(
        one.digest for one in chain.head() if one.log == "oversight_erasure"
    )


def test_certificates_are_for_the_officer_of_that_register(here: Town) -> None:
    ended(here)
    elsewhere = casework.town()
    done = actions.purge(by=BY, at=SOON)
    officer = access.worker(here.controller, "dpo")
    assert [line.model for line in queries.certificate(officer, done.run).lines if line.klass == "person"] == [
        "people.Person"
    ]
    other = access.worker(elsewhere.controller, "dpo")
    shown = [line.klass for one in queries.certificates(other) for line in one.lines]
    assert "person" not in shown
    for role in ("admin", "caseworker", "manager"):
        assert queries.certificates(access.worker(here.controller, role)) == []
    with pytest.raises(NotFound):
        queries.certificate(access.worker(here.controller, "admin"), done.run)


def test_a_hold_stops_every_clock_of_hers_and_no_other(here: Town) -> None:
    one, other, third = ended(here)
    row = hold(here, one)
    for label in ("people.Invitation", "engagement.Feed", "casework.ReferralLink"):
        MAKERS[label](here, NOW)
    hold(here, here.person)
    done = actions.purge(by=BY, at=SOON)
    assert set(Person.objects.values_list("pk", flat=True)) == {one.pk, here.person.pk}
    assert Case.objects.filter(person=one).exists()
    assert not {"people.Invitation", "engagement.Feed", "casework.ReferralLink"} & set(done.things)
    with pytest.raises(retention.OnHold):
        retention.erase_unless_held(person_id=one.pk, by=BY, at=SOON)
    officer = access.worker(here.controller, "dpo")
    actions.ask_to_lift(hold_public_id=row.public_id, words="Over", by=officer, at=SOON)
    assert not actions.purge(by=BY, at=SOON).things.get("people.Person"), "one yes is not enough"
    actions.lift(hold_public_id=row.public_id, by=access.worker(here.controller, "admin"), at=SOON)
    assert actions.purge(by=BY, at=SOON).things["people.Person"] == 1
    assert not Hold.objects.filter(pk=row.pk).exists()
    assert other.pk != third.pk


def test_a_hold_placed_or_a_file_opened_a_moment_before_is_seen(here: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other, _ = ended(here)
    from parvis.core import clocks

    found = clocks.plan(SOON)
    monkeypatch.setattr(clocks, "plan", lambda _: found)
    hold(here, one)
    casework.case(here.worker, other, at=SOON)
    assert actions.purge(by=BY, at=SOON).things["people.Person"] == 1
    assert Person.objects.filter(pk__in=[one.pk, other.pk]).count() == 2


@pytest.mark.parametrize("after", range(1, 4))
def test_ended_anywhere_it_goes_on_where_it_was(committed: Town, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    here = committed
    ended(here)
    calls = iter(range(1, 100))
    real = graves.note

    def note(label: str, public_id: object) -> None:
        real(label, public_id)
        if next(calls) == after:
            raise KeyboardInterrupt

    monkeypatch.setattr(graves, "note", note)
    with pytest.raises(KeyboardInterrupt):
        actions.purge(by=BY, at=SOON)
    monkeypatch.undo()
    left = Person.objects.exclude(pk=here.person.pk).count()
    assert left == 3 - after + 1
    assert certified("people.Person") == 3 - left, "what went is certified, and what did not is not"
    actions.purge(by=BY, at=SOON)
    assert certified("people.Person") == 3
    assert Person.objects.count() == 1
    assert len(graves.known()) == 3
    connection.check_constraints()


def certified(model: str) -> int:
    return sum(Erasure.objects.filter(model=model).values_list("things", flat=True))


def test_what_something_unknown_stands_on_is_left_and_said(here: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    ended(here, 2)
    keeper = retention._keepers["casework"]
    quiet = retention.Keeper(room="casework", erase=lambda _: None, sources=keeper.sources)
    monkeypatch.setitem(retention._keepers, "casework", quiet)
    done = actions.purge(by=BY, at=SOON)
    assert done.left == {"people.Person": 2}
    assert Person.objects.count() == 3


def test_a_case_goes_and_what_she_keeps_on_stands_without_it(here: Town) -> None:
    from parvis.engagement.models import Engagement
    from tests.factories import engagement

    row = engagement.request(here.worker, here.person, engagement.offer(here.receiver))
    Engagement.objects.filter(pk=row.pk).update(state="active", case_ref=here.case.pk, step_ref=5)
    Case.objects.filter(pk=here.case.pk).update(state="closed", closed_at=NOW)
    done = actions.purge(by=BY, at=SOON)
    assert done.things["casework.Case"] == 1
    row.refresh_from_db()
    assert (row.case_ref, row.step_ref, row.person_id) == (None, None, here.person.pk)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(chain, "MOST_ROWS", 10)
    return 10


def read(here: Town, rows: int, at: object, who: int = 0) -> None:
    for _ in range(rows):
        log_reads(actor=here.worker, reads={who or here.person.pk: "record"}, at=at)


def test_logs_go_by_whole_seals_from_the_beginning(here: Town, few: int) -> None:
    Read.objects.all().delete()
    read(here, 25, NOW)
    read(here, 10, LATER)
    chain.seal_logs(at=LATER)
    was = [line for line in queries.log_lines(LATER) if line.model == "core.Read"]
    assert [line.things for line in was] == [20], "the third seal has a row that is not past its time"
    done = actions.purge(by=BY, at=LATER)
    assert done.things["core.Read"] == 20
    assert Read.objects.count() == 15
    found = chain.check()
    assert found.faults == ()
    assert found.gone == 20 + done.things.get("core.Transition", 0)
    assert certified("core.Read") == 20
    read(here, 3, LATER)
    chain.seal_logs(at=LATER)
    assert chain.check().faults == ()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_read WHERE id = (SELECT min(id) FROM core_read)")
    assert [(fault.log, fault.what) for fault in chain.check().faults] == [("core_read", "removed")]


def test_rows_put_where_others_went_are_found_and_what_does_not_fit_is_left(committed: Town, few: int) -> None:
    here = committed
    Read.objects.all().delete()
    read(here, 40, NOW)
    chain.seal_logs(at=NOW)
    third = list(Read.objects.order_by("id"))[25]
    Read.objects.filter(pk=third.pk).update(what="case")
    kept = Read.objects.order_by("id").first()
    assert actions.purge(by=BY, at=LATER).things["core.Read"] == 20, "what was tampered with is evidence"
    assert {fault.what for fault in chain.check().faults} == {"changed"}
    assert kept is not None
    kept.save(force_insert=True)
    assert {(fault.log, fault.what) for fault in chain.check().faults} == {
        ("core_read", "changed"),
        ("core_read", "added"),
    }


def test_readings_of_somebody_on_hold_are_kept(here: Town, few: int) -> None:
    Read.objects.all().delete()
    one, other = ended(here, 2)
    Read.objects.all().delete()
    read(here, 20, NOW, other.pk)
    read(here, 20, NOW, one.pk)
    chain.seal_logs(at=NOW)
    hold(here, one)
    assert actions.purge(by=BY, at=LATER).things["core.Read"] == 20
    assert Read.objects.filter(person_id=one.pk).count() >= 20
    assert chain.check().faults == ()


def test_an_end_between_the_rows_and_the_ledger_accuses_nobody(
    committed: Town, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = committed
    Read.objects.all().delete()
    read(here, 20, NOW)
    chain.seal_logs(at=NOW)
    with monkeypatch.context() as patch:
        patch.setattr(chain_ends.transaction, "on_commit", lambda _: None)
        with transaction.atomic():
            chain_ends.remove(next(one for one in chain_ends.ended(LATER) if one.log == "core_read"), at=LATER)
    assert Read.objects.count() == 10
    assert chain.check().faults == ()
    assert chain.check().gone == 10
    actions.purge(by=BY, at=LATER)
    assert chain.read_ledger().gone["core_read"] >= 20
    assert not Read.objects.exists()

    def undone() -> None:
        with transaction.atomic():
            chain_ends.remove(chain.read_ledger().of("core_read")[-1], at=LATER)
            raise KeyboardInterrupt

    read(here, 10, NOW)
    chain.seal_logs(at=NOW)
    with pytest.raises(KeyboardInterrupt):
        undone()
    assert Read.objects.count() == 10
    assert chain.check().faults == ()
    Read.objects.order_by("id")[:1].get().delete()
    assert [fault.what for fault in chain.check().faults] == ["removed"]


def test_the_ledger_of_the_logs_names_nobody(committed: Town, few: int, own_keys: Path) -> None:
    here = committed
    read(here, 20, NOW)
    chain.seal_logs(at=NOW)
    actions.purge(by=BY, at=LATER)
    text = (own_keys / chain.LEDGER).read_text()
    assert "gone core_read" in text
    assert json.dumps(str(here.person.public_id)) not in text


def test_two_purges_at_once_erase_and_certify_each_thing_once(own_keys: Path, many_writers: None, few: int) -> None:
    here = casework.town()
    ended(here, 4)
    Read.objects.all().delete()
    read(here, 20, NOW)
    chain.seal_logs(at=NOW)
    at_once(*[lambda: actions.purge(by=BY, at=LATER)] * 2)
    assert Person.objects.count() == 1
    assert (certified("people.Person"), certified("core.Read")) == (4, 20)
    assert chain.check().faults == ()
