"""`parvis import people` and `parvis people check-duplicates`."""

import csv
import json
from pathlib import Path

import pytest

from parvis.access.models import Organisation
from parvis.core.models import Change, Read
from parvis.kernel.errors import NotFound
from parvis.people import actions, queries
from parvis.people.entries import PersonChanges
from parvis.people.errors import NoticeMissing
from parvis.people.models import NoticeGiven, Origin, Part, Person
from tests.cli.conftest import Parvis
from tests.factories import access, people
from tests.factories.access import NOW

ROWS = [
    ("R-1", "محمد بن سالم | Mohamed Ben Salem", "1990-03-14", "m"),
    ("R-2", "Олена Шевченко", "1984", "female"),
    ("R-3", "Almaz", "", ""),
]


@pytest.fixture
def town(db: None) -> Organisation:
    return access.controller(name="Town")


def listed(path: Path, *rows: tuple[str, ...], head: str = "source_id,names,born,sex") -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(head + "\n")
        csv.writer(file).writerows(rows)
    return path


def asked(path: Path, *lines: object) -> Path:
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    return path


def counts(told: dict[str, int]) -> tuple[int, ...]:
    return tuple(told[name] for name in ("read", "created", "updated", "unchanged", "rejected"))


def test_a_list_is_brought_in_and_again_changes_nothing(parvis: Parvis, town: Organisation, tmp_path: Path) -> None:
    path = listed(tmp_path / "camp.csv", *ROWS)
    assert counts(parvis("import", "people", path, "--json").json) == (3, 3, 0, 0, 0)
    written = Change.objects.count()
    assert counts(parvis("import", "people", path, "--json").json) == (3, 0, 0, 3, 0)
    assert Change.objects.count() == written
    row = Origin.objects.get(source="camp", person__birth_precision="year").person
    assert (row.birth, row.gender, row.controller_id) == ("1984-01-01", "female", town.pk)
    assert {part.part for part in Part.objects.all()} == {"newcomer"}


def test_several_names_keep_their_scripts(parvis: Parvis, town: Organisation, tmp_path: Path) -> None:
    parvis("import", "people", listed(tmp_path / "camp.csv", ROWS[0]))
    names = Person.objects.get().names.order_by("position")
    assert [(name.text, name.kind) for name in names] == [("محمد بن سالم", "used"), ("Mohamed Ben Salem", "romanised")]


def test_a_list_that_says_something_else_is_followed_and_a_correction_at_the_desk_is_kept(
    parvis: Parvis, town: Organisation, tmp_path: Path
) -> None:
    path = listed(tmp_path / "camp.csv", *ROWS)
    parvis("import", "people", path)
    worker = access.worker(town)
    row = Origin.objects.filter(person__gender="unknown").get().person
    changes = PersonChanges(gender="female")
    actions.correct(person_public_id=row.public_id, changes=changes, version=row.version, by=worker, at=NOW)
    listed(path, ROWS[0], ("R-2", "Олена Шевченко", "1985", "female"), ROWS[2])
    assert counts(parvis("import", "people", path, "--json").json) == (3, 0, 1, 2, 0)
    assert Person.objects.get(pk=row.pk).gender == "female"
    assert Person.objects.get(birth_precision="year").birth == "1985-01-01"


def test_every_row_that_can_not_be_taken_is_told_once(parvis: Parvis, town: Organisation, tmp_path: Path) -> None:
    bad = [("R-4", "X Y", "1990-13-45", "m"), ("", "Nobody", "", ""), ("R-1", "Twice", "", ""), ("R-5", "", "", "f")]
    path, report = listed(tmp_path / "camp.csv", *ROWS, *bad, ("R-6", "Sami", "", "??!")), tmp_path / "report.csv"
    assert counts(parvis("import", "people", path, "--report", report, "--json").json) == (8, 4, 0, 0, 4)
    with report.open(encoding="utf-8-sig") as file:
        told = {(row["line"], row["field"], row["reason"], row["done"]) for row in csv.DictReader(file)}
    assert told == {
        ("5", "born", "not_a_date", "rejected"),
        ("6", "source_id", "missing", "rejected"),
        ("7", "source_id", "twice", "rejected"),
        ("8", "names", "missing", "rejected"),
        ("9", "sex", "not_a_choice", "repaired"),
    }


def test_what_is_no_list_of_persons_is_refused_in_one_line(parvis: Parvis, town: Organisation, tmp_path: Path) -> None:
    done = parvis("import", "people", listed(tmp_path / "a.csv", ("1", "2"), head="name,age"))
    assert (done.code, done.out, len(done.err.splitlines())) == (1, "", 1)
    assert "source_id" in done.err
    assert parvis("import", "people", tmp_path / "nothing.csv").code == 1


def test_an_empty_house_gets_its_first_register(parvis: Parvis, db: None, tmp_path: Path) -> None:
    parvis("import", "people", listed(tmp_path / "camp.csv", *ROWS))
    assert Person.objects.filter(controller__is_controller=True).count() == 3
    assert parvis("import", "people", tmp_path / "camp.csv", "--controller", "Nobody").code == 1


def test_who_was_brought_in_waits_for_the_notice(parvis: Parvis, town: Organisation, tmp_path: Path) -> None:
    """Principle 1: nobody was told by a file; no case is opened before somebody is."""
    from parvis.casework.actions import open_case

    told = parvis("import", "people", listed(tmp_path / "camp.csv", ROWS[2]), "--json").json
    row, worker = Person.objects.get(), access.worker(town)
    assert told["wait_for_notice"] == 1
    assert not NoticeGiven.objects.exists()
    assert queries.waits_for_notice(worker, row.pk)
    with pytest.raises(NoticeMissing):
        open_case(person_id=row.pk, by=worker, at=NOW)
    stranger = access.worker(access.controller())
    with pytest.raises(NotFound):
        actions.give_notice(person_public_id=row.public_id, notice=people.NOTICE, by=stranger, at=NOW)
    actions.give_notice(person_public_id=row.public_id, notice=people.NOTICE, by=worker, at=NOW)
    assert not queries.waits_for_notice(worker, row.pk)
    assert open_case(person_id=row.pk, by=worker, at=NOW).person_id == row.pk


def test_the_nearest_are_told_with_number_score_and_reasons(parvis: Parvis, town: Organisation, tmp_path: Path) -> None:
    parvis("import", "people", listed(tmp_path / "camp.csv", *ROWS))
    path = asked(
        tmp_path / "new.jsonl",
        {"names": ["Muhammad Bin Salim"], "born": "1990-03-14", "sex": "m"},
        {"names": ["Olena Chevtchenko"], "born": 1984, "sex": None},
        {"names": ["Viktor Petrenko"], "born": "nobody knows"},
    )
    first, second, third = parvis("people", "check-duplicates", path, "--json").json
    assert (first["nearest"][0]["source_id"], second["nearest"][0]["source_id"]) == ("R-1", "R-2")
    assert first["nearest"][0]["score"] > 85
    assert first["nearest"][0]["reasons"] == ["name_alike", "born_same"]
    assert all(answer["took_ms"] > 0 and len(answer["nearest"]) <= 5 for answer in (first, second, third))
    assert all(row["score"] < 45 for row in third["nearest"])
    assert Read.objects.filter(what="search", actor="system:check-duplicates").count() == len(
        {row["id"] for answer in (first, second, third) for row in answer["nearest"]}
    )


def test_another_controller_is_not_looked_into(parvis: Parvis, town: Organisation, tmp_path: Path) -> None:
    access.controller(name="Other")
    path = listed(tmp_path / "camp.csv", *ROWS)
    parvis("import", "people", path, "--controller", "Other")
    new = asked(tmp_path / "new.jsonl", {"names": ["Almaz"], "born": None, "sex": None})
    (answer,) = parvis("people", "check-duplicates", new, "--json").json
    assert answer["nearest"] == []
    (found,) = parvis("people", "check-duplicates", new, "--controller", "other", "--json").json
    assert [row["source_id"] for row in found["nearest"]] == ["R-3"]


def test_a_line_that_is_no_person_is_named(parvis: Parvis, town: Organisation, tmp_path: Path) -> None:
    path = tmp_path / "new.jsonl"
    path.write_text('{"names": ["A"]}\nnot json\n', encoding="utf-8")
    done = parvis("people", "check-duplicates", path, "--json")
    assert (done.code, done.out) == (1, "")
    assert "line 2" in done.err
