"""`parvis import hsds` and `parvis export hsds`."""

import csv
import hashlib
import json
import zipfile
from pathlib import Path

import pytest
from django.db import connection

from parvis.access.models import Organisation
from parvis.core.models import Change
from parvis.directory.incoming import plain
from parvis.directory.models import Location, OrganisationProfile, Service, ServiceLocation
from parvis.exchange.hsds.reader import read
from tests.cli.conftest import Parvis

ORGANISATION = {"id": "9a1c1c3e-0000-4000-8000-000000000001", "name": "Care Org", "description": "Cares."}
SERVICE = {
    "id": "9a1c1c3e-0000-4000-8000-000000000002", "name": "Night shelter", "status": "active",
    "description": "Beds.", "organization": ORGANISATION, "phones": [{"number": "305-573-4200"}],
}  # fmt: skip
TABLES = (Organisation, OrganisationProfile, Service, Location, ServiceLocation)


def written(path: Path, *services: object) -> Path:
    path.write_text(json.dumps(list(services)), encoding="utf-8")
    return path


def digests() -> dict[str, str]:
    """Of every row of the directory."""
    found = {}
    with connection.cursor() as cursor:
        for model in TABLES:
            cursor.execute(f"SELECT * FROM {model._meta.db_table} ORDER BY id")
            found[model.__name__] = hashlib.sha256(repr(cursor.fetchall()).encode()).hexdigest()
    return found


def test_the_counts_add_up(parvis: Parvis, tmp_path: Path):
    nameless = {"id": "9a1c1c3e-0000-4000-8000-000000000003", "status": "active", "organization": ORGANISATION}
    done = parvis("import", "hsds", written(tmp_path / "s.json", SERVICE, nameless), "--json")
    assert done.code == 0
    counts = done.json
    assert counts["read"] == sum(counts[name] for name in ("created", "updated", "unchanged", "rejected"))
    assert (counts["created"], counts["rejected"]) == (2, 1)


def test_again_changes_nothing_and_a_change_is_one(parvis: Parvis, tmp_path: Path):
    path = written(tmp_path / "s.json", SERVICE)
    parvis("import", "hsds", path)
    before, noted = digests(), Change.objects.count()
    again = parvis("import", "hsds", path, "--json").json
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 2)
    assert digests() == before
    assert Change.objects.count() == noted
    changed = parvis("import", "hsds", written(path, SERVICE | {"name": "Day shelter"}), "--json").json
    assert (changed["created"], changed["updated"], changed["unchanged"]) == (0, 1, 1)
    gone = parvis(
        "import", "hsds", written(path, SERVICE | {"id": "9a1c1c3e-0000-4000-8000-000000000009"}), "--json"
    ).json
    assert (gone["created"], gone["missing"]) == (1, 1)
    assert Service.objects.count() == 2, "what a source no longer lists is said to be missing, never deleted"


def test_texts_are_for_people_and_name_the_report(parvis: Parvis, tmp_path: Path):
    done = parvis("import", "hsds", written(tmp_path / "s.json", SERVICE), "--report", tmp_path / "r.csv")
    assert done.code == 0
    assert "created" in done.out
    assert "r.csv" in done.out
    assert not done.err


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("picture.png", b"\x89PNG\r\n\x1a\n\x00\x00", "is not HSDS"),
        ("words.txt", b"Dear all", "is not HSDS"),
        ("other.json", b'{"cats": [1, 2]}', "is not HSDS"),
        ("torn.json", b'[{"id": "1", "name": ', ""),
        ("empty.json", b"", "nothing in"),
        ("bomb.zip", b"PK\x03\x04nonsense", ""),
    ],
)
def test_a_wrong_file_is_refused_in_one_plain_line(
    parvis: Parvis, tmp_path: Path, name: str, content: bytes, says: str
):
    path = tmp_path / name
    path.write_bytes(content)
    done = parvis("import", "hsds", path, "--json")
    assert done.code == 1
    assert done.out == ""
    assert done.err.startswith("parvis: ")
    assert done.err.count("\n") == 1
    assert says in done.err
    assert not Service.objects.exists()


def test_what_cannot_be_opened_is_said(parvis: Parvis, tmp_path: Path):
    assert "There is no file or folder" in parvis("import", "hsds", tmp_path / "nowhere").err
    path = written(tmp_path / "s.json", SERVICE)
    report = parvis("import", "hsds", path, "--report", tmp_path / "no" / "such" / "r.csv")
    assert (report.code, report.err.count("\n")) == (1, 1)
    assert not Service.objects.exists()
    into = parvis("export", "hsds", path)
    assert (into.code, into.err.count("\n")) == (1, 1)
    with zipfile.ZipFile(tmp_path / "out.zip", "w") as archive:
        archive.writestr("../services.json", json.dumps([SERVICE]))
    assert "leads out" in parvis("import", "hsds", tmp_path / "out.zip").err


@pytest.mark.parametrize(
    "arguments", [(), ("hsds",), ("other", "x"), ("hsds", "x", "--region", "USA"), ("hsds", "x", "--source", "")]
)
def test_wrong_usage_is_two(parvis: Parvis, arguments: tuple[str, ...]):
    assert parvis("import", *arguments).code == 2


def test_an_interruption_keeps_nothing(parvis: Parvis, tmp_path: Path, monkeypatch):
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("parvis.directory.actions.upsert.publishing.publish", stop)
    done = parvis("import", "hsds", written(tmp_path / "s.json", SERVICE))
    assert (done.code, done.out) == (1, "")
    assert "stopped" in done.err
    assert not Service.objects.exists()


def test_out_and_in_again_is_the_same(parvis: Parvis, tmp_path: Path):
    parvis("import", "hsds", written(tmp_path / "s.json", SERVICE))
    done = parvis("export", "hsds", tmp_path / "out", "--json").json
    assert done["written"] == {"services": 1, "organizations": 1}
    [back] = json.loads((tmp_path / "out" / "services.json").read_text(encoding="utf-8"))
    assert (back["id"], back["organization"]["id"]) == (SERVICE["id"], ORGANISATION["id"])
    again = parvis("import", "hsds", tmp_path / "out", "--source", "back", "--json").json
    assert (again["created"], again["rejected"]) == (2, 0)


@pytest.mark.real_data
def test_the_examples_of_the_standard_lose_nothing(parvis: Parvis, tmp_path: Path, real_data: Path):
    path = real_data / "hsds-examples" / "hsds-3.0" / "service_full.json"
    parvis("import", "hsds", path)
    parvis("export", "hsds", tmp_path / "out")
    [back] = json.loads((tmp_path / "out" / "services.json").read_text(encoding="utf-8"))
    assert back["id"] == json.loads(path.read_text(encoding="utf-8"))["id"]
    first, second = read(path), read(tmp_path / "out")
    assert without_places_in_files(plain(first.services[0])) == without_places_in_files(plain(second.services[0]))
    assert first.services[0].log
    assert [plain(one)["field"] for one in second.services[0].log] == [one.field for one in first.services[0].log]


def without_places_in_files(value: object) -> object:
    """Records without what only says where in a file something stood, and without the log, to which we add a line of our own."""
    if isinstance(value, dict):
        return {key: without_places_in_files(item) for key, item in value.items() if key not in {"extra", "log"}}
    return [without_places_in_files(item) for item in value] if isinstance(value, list) else value


@pytest.mark.real_data
def test_miami_comes_in_dirty_goes_out_clean_and_changes_nothing_twice(parvis: Parvis, tmp_path: Path, real_data: Path):
    source, report = real_data / "miami211", tmp_path / "report.csv"
    first = parvis("import", "hsds", source, "--report", report, "--json").json
    assert Service.objects.count() == first["services"] >= 3600
    assert first["read"] == first["created"] + first["rejected"]
    before, noted = digests(), Change.objects.count()
    second = parvis("import", "hsds", source, "--json").json
    assert (second["created"], second["updated"], second["unchanged"]) == (0, 0, first["created"])
    assert digests() == before
    assert Change.objects.count() == noted

    with report.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    refused = {(row["file"], row["line"]) for row in rows if row["done"] == "rejected"}
    for file in first["files"]:
        told = sum(name == file["file"] for name, _line in refused)
        assert told == file["rejected"], f"{file['file']}: every row that was not taken stands in the report"
        assert file["read"] == file["accepted"] + file["rejected"]

    third = out_and_in_again(parvis, tmp_path)
    assert (third["services"], third["organisations"]) == (first["services"], first["organisations"])


def out_and_in_again(parvis: Parvis, tmp_path: Path) -> dict[str, object]:
    """Out, into an empty store, and out again: the same bytes. What the second import told."""
    parvis("export", "hsds", tmp_path / "one")
    for model in (Service, Location, OrganisationProfile):
        model.objects.all().delete()
    Organisation.objects.exclude(source="").delete()
    back = parvis("import", "hsds", tmp_path / "one", "--source", "back", "--json").json
    parvis("export", "hsds", tmp_path / "two")
    for name in ("services.json", "organizations.json"):
        assert (tmp_path / "two" / name).read_bytes() == (tmp_path / "one" / name).read_bytes()
    assert back["rejected"] == 0
    return back


FEED = """
name: town
title: The town's own list
language: fr
region: FR
files:
  - file: list.csv
    service: {id: no, organisation: body, name: title}
    organisation: {id: body, name: body}
"""


def test_any_table_by_a_mapping(parvis: Parvis, tmp_path: Path):
    (tmp_path / "town.yaml").write_text(FEED, encoding="utf-8")
    (tmp_path / "list.csv").write_text("no;body;title\n1;Mairie;Guichet\n2;Mairie;\n", encoding="utf-8")
    given = ("import", "directory", tmp_path / "list.csv", "--mapping", tmp_path / "town.yaml")
    first = parvis(*given, "--report", tmp_path / "r.csv", "--json").json
    assert {name: first[name] for name in ("read", "created", "updated", "unchanged", "rejected")} == {
        "read": 3, "created": 2, "updated": 0, "unchanged": 0, "rejected": 1
    }  # fmt: skip
    assert (tmp_path / "r.csv").read_text(encoding="utf-8-sig").splitlines() == [
        "file,line,field,reason,done,value",
        "list.csv,3,service.name,name.missing,rejected,2",
    ]
    before, noted = digests(), Change.objects.count()
    again = parvis(*given, "--json").json
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 2)
    assert (digests(), Change.objects.count()) == (before, noted)
    assert Service.objects.get().source == "town"
    other = parvis(*given, "--source", "elsewhere")
    assert "1 services and 1 organisations by the mapping" in other.out
    assert {one.source for one in Service.objects.all()} == {"town", "elsewhere"}


@pytest.mark.parametrize(
    ("mapping", "says"),
    [
        ("nowhere", "There is no mapping nowhere"),
        ("wrong.yaml", "wrong.yaml, line 9: “nam” is no key here"),
        ("other.yaml", "has no file elsewhere.csv"),
        ("ids.yaml", "has no column “number”"),
    ],
)
def test_a_wrong_mapping_is_refused_in_one_plain_line(parvis: Parvis, tmp_path: Path, mapping: str, says: str):
    (tmp_path / "list.csv").write_text("no,body,title\n1,Mairie,Guichet\n", encoding="utf-8")
    (tmp_path / "notes.csv").write_text("a\n1\n", encoding="utf-8")
    wrong = "    service: {id: no, organisation: body, name: title,\n      nam: x}\n"
    (tmp_path / "wrong.yaml").write_text(
        FEED.replace("    service: {id: no, organisation: body, name: title}\n", wrong)
    )
    (tmp_path / "other.yaml").write_text(FEED.replace("list.csv", "elsewhere.csv"))
    (tmp_path / "ids.yaml").write_text(FEED.replace("id: no", "id: number"))
    path = tmp_path / mapping if mapping.endswith(".yaml") else mapping
    done = parvis("import", "directory", tmp_path, "--mapping", path, "--json")
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert says in done.err
    assert not Service.objects.exists()


@pytest.mark.real_data
@pytest.mark.parametrize("name", ["irc-integration-map", "florida", "toronto211"])
def test_the_real_feeds_change_nothing_twice_and_come_back_the_same(
    parvis: Parvis, tmp_path: Path, real_data: Path, name: str
):
    first = parvis(
        "import", "directory", real_data / name, "--mapping", name, "--report", tmp_path / "r.csv", "--json"
    ).json
    assert first["read"] == first["created"] + first["rejected"]
    assert Service.objects.count() == first["services"]
    before, noted = digests(), Change.objects.count()
    again = parvis("import", "directory", real_data / name, "--mapping", name, "--json").json
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, first["created"])
    assert (digests(), Change.objects.count()) == (before, noted)
    back = out_and_in_again(parvis, tmp_path)
    assert (back["services"], back["organisations"]) == (first["services"], first["organisations"])
