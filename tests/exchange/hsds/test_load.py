from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from parvis.directory import actions
from parvis.directory.incoming import UpsertCounts
from parvis.directory.models import Service
from parvis.exchange.hsds import load as loading
from parvis.exchange.hsds.errors import NotHsds
from parvis.kernel.actor import Actor

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.mark.django_db
def test_load_hands_everything_over_and_writes_the_report(
    folder: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handed: dict[str, object] = {}

    def upsert(**facts: object) -> UpsertCounts:
        handed.update(facts)
        return UpsertCounts(read=2, created=2)

    monkeypatch.setattr(actions, "upsert_from_source", upsert)
    report = tmp_path / "report.txt"
    by = Actor.system("import.hsds")
    done = loading.load(folder(), source="town", region="FR", by=by, at=AT, report=report)
    assert (done.counts.created, done.rejected) == (2, 0)
    assert (handed["source"], handed["by"], handed["at"]) == ("town", by, AT)
    assert [s.source_id for s in handed["services"]] == ["10"]  # type: ignore[attr-defined]
    assert [o.source_id for o in handed["organisations"]] == ["1"]  # type: ignore[attr-defined]
    assert report.read_text(encoding="utf-8-sig").startswith("file,line,field")


@pytest.mark.django_db
def test_the_second_time_changes_nothing(folder: Callable[..., Path]) -> None:
    by = Actor.system("import.hsds")
    path = folder(languages="id,service_id,language\n1,10,Creole\n")
    first, second = (
        loading.load(path, source="town", region="US", by=by, at=AT, language="en").counts for _ in range(2)
    )
    assert (first.read, first.created, first.unchanged) == (2, 2, 0)
    assert (second.read, second.created, second.updated, second.unchanged) == (2, 0, 0, 2)


@pytest.mark.django_db
def test_a_value_nested_without_end_undoes_the_import(tmp_path: Path) -> None:
    deep = '{"a":' * 900 + "1" + "}" * 900
    (tmp_path / "services.json").write_text(
        f'[{{"id": "s", "name": "A", "organization": {{"id": "o", "name": "O"}}, "odd": {deep}}}]'
    )
    with pytest.raises(NotHsds):
        loading.load(tmp_path, source="deep", region="FR", by=Actor.system("tests"), at=AT)
    assert not Service.objects.filter(source="deep").exists()
