"""The logs in a chain: one row removed, added or edited is found, and where; what is honest is never accused."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, transaction

from parvis.access.models import Organisation
from parvis.core import chain
from parvis.core.audit import acting, log_reads
from parvis.core.models import Change, Read, Transition
from parvis.core.transitions import record_transition
from parvis.kernel.actor import Actor, ActorKind
from parvis.oversight.models import Erasure
from tests.at_once import at_once, many_writers
from tests.factories.access import NOW
from tests.own_keys import own_keys

__all__ = ["many_writers", "own_keys"]
SOMEBODY = Actor(kind=ActorKind.ACCOUNT, account_id=7, organisation_id=3, purpose="casework")
MODELS = {model._meta.db_table: model for model in (Change, Read, Transition, Erasure)}
# Another value for each column, whatever was in it.
OTHER = {
    "at": "2020-01-01 00:00:00+00:00", "actor": "account:8", "table": "x", "columns": "x", "operation": "X", "purpose": "x", "what": "x",
    "subject_kind": "x", "frm": "x", "to": "x", "why": "x", "run": "x", "klass": "x", "counted_from": "x", "model": "x", "rows": "x",
}  # fmt: skip


def write(rows: int = 5) -> None:
    """So many rows into each log."""
    with acting(SOMEBODY):
        Organisation.objects.bulk_create(Organisation(name=f"one {number}") for number in range(rows))
        for number in range(rows):
            record_transition("case", number, frm="open", to="paused", by=SOMEBODY, at=NOW)
        Erasure.objects.bulk_create(
            Erasure(at=NOW, run=f"{number}", actor="system:x", klass="case", days=1, model="y", things=1)
            for number in range(rows)
        )
    log_reads(actor=SOMEBODY, reads=dict.fromkeys(range(1, rows + 1), "record"), at=NOW)


@pytest.fixture
def sealed(own_keys: Path, db: None) -> int:
    write()
    return chain.seal_logs(at=NOW)


def tell(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def faults() -> set[tuple[str, str]]:
    return {(one.log, one.what) for one in chain.check().faults}


def middle(log: str) -> int:
    return list(MODELS[log].objects.order_by("id").values_list("id", flat=True))[2]


def test_what_nobody_touched_is_as_it_was_sealed(sealed: int) -> None:
    assert sealed == sum(model.objects.count() for model in MODELS.values()) >= 15
    assert chain.check() == chain.Checked(sealed, 0, 0, ())
    write(2)
    assert chain.check().open_rows == 10
    assert chain.seal_logs(at=NOW) == 10
    assert chain.seal_logs(at=NOW) == 0
    assert chain.check() == chain.Checked(sealed + 10, 0, 0, ())


@pytest.mark.parametrize("log", chain.LOGS)
def test_a_removed_row_is_found(sealed: int, log: str) -> None:
    tell(f'DELETE FROM "{log}" WHERE id = %s', middle(log))
    (fault,) = chain.check().faults
    assert (fault.log, fault.what, fault.rows) == (log, "removed", 1)
    assert fault.first <= middle(log) <= fault.last


@pytest.mark.parametrize(
    ("log", "column"), [(log, name) for log, columns in chain.LOGS.items() for name in columns[1:]]
)
def test_one_changed_value_is_found_in_every_column(sealed: int, log: str, column: str) -> None:
    tell(f'UPDATE "{log}" SET "{column}" = %s WHERE id = %s', OTHER.get(column, 99), middle(log))
    assert faults() == {(log, "changed")}


@pytest.mark.parametrize("log", chain.LOGS)
def test_a_row_put_into_a_gap_is_found(own_keys: Path, db: None, log: str) -> None:
    write()
    gap = middle(log)
    row = MODELS[log].objects.get(pk=gap)
    tell(f'DELETE FROM "{log}" WHERE id = %s', gap)
    chain.seal_logs(at=NOW)
    assert not chain.check().faults
    row.save(force_insert=True)
    assert faults() == {(log, "added")}


def test_two_rows_that_change_places_are_found(sealed: int) -> None:
    first, second = Read.objects.order_by("id")[:2]
    tell("UPDATE core_read SET person_id = %s WHERE id = %s", second.person_id, first.pk)
    tell("UPDATE core_read SET person_id = %s WHERE id = %s", first.person_id, second.pk)
    assert faults() == {("core_read", "changed")}


def test_a_fault_is_found_among_few_and_what_stands_behind_it_is_not_accused(
    own_keys: Path, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chain, "MOST_ROWS", 3)
    write(10)
    chain.seal_logs(at=NOW)
    ids = list(Read.objects.order_by("id").values_list("id", flat=True))
    tell("UPDATE core_read SET what = 'x' WHERE id = %s", ids[4])
    (fault,) = chain.check().faults
    assert (fault.first, fault.last) == (ids[3], ids[5])


def test_a_seal_can_be_made_to_fit_in_no_place_of_the_ledger(sealed: int, own_keys: Path) -> None:
    """Somebody who wrote to the ledger too made one seal fit: those that were told elsewhere, and the next in the chain, say so."""
    told = chain.head()
    write()
    chain.seal_logs(at=NOW)
    ledger = own_keys / chain.LEDGER
    tell("DELETE FROM core_read WHERE id = %s", middle("core_read"))
    lines = [line for line in ledger.read_text().splitlines() if line]
    at = next(number for number, line in enumerate(lines) if " core_read " in line)
    rows = chain.rows_of("core_read", *(int(part) for part in lines[at].split(" ")[2:4]))
    parts = lines[at].split(" ")
    parts[4:6] = str(len(rows)), chain._digest(None, rows)
    ledger.write_text("\n".join([*lines[:at], " ".join(parts), *lines[at + 1 :]]))
    assert faults() == {("core_read", "changed")}
    assert not {one.digest for one in told if one.log == "core_read"} & {
        line.split(" ")[5] for line in ledger.read_text().splitlines() if " core_read " in line
    }


def test_a_line_that_a_sudden_end_tore_is_none_and_its_rows_are_sealed_again(sealed: int, own_keys: Path) -> None:
    ledger = own_keys / chain.LEDGER
    text = ledger.read_text().rstrip("\n")
    ledger.write_text(text[:-30])
    assert chain.check().open_rows > 0
    chain.seal_logs(at=NOW)
    assert chain.check() == chain.Checked(sealed, 0, 0, ())


def test_the_ledger_is_for_its_owner_alone_and_holds_no_value(sealed: int, own_keys: Path) -> None:
    ledger = own_keys / chain.LEDGER
    assert ledger.stat().st_mode & 0o077 == 0
    assert "account:7" not in ledger.read_text()
    assert "casework" not in ledger.read_text()


def test_every_column_of_a_log_is_sealed() -> None:
    logs = {model._meta.db_table: model for model in apps.get_models() if getattr(model, "retention", "") == "audit"}
    assert set(logs) == set(chain.LOGS)
    for name, model in logs.items():
        assert {field.column for field in model._meta.concrete_fields} == set(chain.LOGS[name])


def test_a_writer_under_way_is_waited_for_and_nothing_honest_is_accused(
    own_keys: Path, many_writers: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The earlier ids of a writer that ends late come into no range that is sealed already."""
    monkeypatch.setattr(chain, "PATIENCE", "20s")

    def writes() -> None:
        for _ in range(5):
            write(3)

    def seals() -> None:
        for turn in range(10):
            chain.seal_logs(at=NOW + timedelta(seconds=turn))

    at_once(writes, seals, writes, seals)
    chain.seal_logs(at=NOW + timedelta(minutes=1))
    found = chain.check()
    assert found.faults == ()
    assert found.open_rows == 0
    assert found.sealed_rows == sum(model.objects.count() for model in MODELS.values())


def test_where_a_writer_takes_too_long_nothing_is_sealed_and_the_next_time_all_is(
    own_keys: Path, many_writers: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time")
    monkeypatch.setattr(chain, "PATIENCE", "50ms")
    with transaction.atomic():
        write()
        (sealed,) = at_once(lambda: chain.seal_logs(at=NOW))
        assert sealed == 0
    assert chain.seal_logs(at=NOW) > 0
    assert chain.check().faults == ()
