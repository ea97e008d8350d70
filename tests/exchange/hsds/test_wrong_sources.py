import json
import time
from pathlib import Path

import pytest

from parvis.engines.intake.errors import EmptySource, SourceError, SourceNotFound, TooLarge, UnsafeArchive
from parvis.exchange.hsds.errors import NotHsds
from parvis.exchange.hsds.reader import read
from parvis.kernel.errors import ParvisError
from tests.exchange.hsds.support import ORGANISATIONS, SERVICES, accounted, only, packed

PNG = bytes.fromhex("89504e470d0a1a0a0000000d494844520000000100000001080600000000")


def test_every_refusal_is_a_parvis_error_with_a_plain_code() -> None:
    assert issubclass(SourceError, ParvisError)
    assert NotHsds(path="a").code == "hsds.not_hsds"


@pytest.mark.parametrize("name", ["picture.png", "services.csv", "services.json"])
def test_an_image(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(PNG)
    with pytest.raises(NotHsds):
        read(tmp_path / name)


def test_nothing_there(tmp_path: Path) -> None:
    with pytest.raises(SourceNotFound):
        read(tmp_path / "none")


def test_an_empty_folder_file_and_zip(tmp_path: Path) -> None:
    with pytest.raises(EmptySource):
        read(tmp_path)
    (tmp_path / "services.csv").write_text(" \n")
    with pytest.raises(EmptySource):
        read(tmp_path / "services.csv")
    with pytest.raises(EmptySource):
        read(packed(tmp_path / "empty.zip", {}))


@pytest.mark.parametrize(
    "name", ["../services.csv", "/etc/services.csv", "a/../../services.csv", "..\\services.csv", "C:/services.csv"]
)
def test_a_zip_that_leads_out_of_itself(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnsafeArchive):
        read(packed(tmp_path / "a.zip", {name: b"id\n1\n"}))


def test_a_zip_bomb(tmp_path: Path) -> None:
    with pytest.raises(TooLarge):
        read(packed(tmp_path / "bomb.zip", {"services.csv": b"0" * 30_000_000}))


def test_too_many_files(tmp_path: Path) -> None:
    with pytest.raises(TooLarge):
        read(packed(tmp_path / "many.zip", {f"{n}.csv": b"" for n in range(600)}))


def test_a_broken_zip(tmp_path: Path) -> None:
    whole = packed(tmp_path / "a.zip", {"services.csv": SERVICES.encode() * 50}).read_bytes()
    (tmp_path / "b.zip").write_bytes(whole[:60] + b"\xff" * 20 + whole[80:])
    with pytest.raises(SourceError):
        read(tmp_path / "b.zip")


@pytest.mark.parametrize(
    "data", ["{", "[1, 2]", '{"a": 1}', '"text"', '[{"type": "Feature"}]', "null", "[" * 100_000, '{"contents": 3}']
)
def test_json_of_another_shape(tmp_path: Path, data: str) -> None:
    (tmp_path / "services.json").write_text(data)
    with pytest.raises(NotHsds):
        read(tmp_path / "services.json")


def test_a_folder_of_other_tables(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("id,name\n1,A\n")
    (tmp_path / "phones.csv").write_text("id,number\n1,2\n")
    with pytest.raises(NotHsds):
        read(tmp_path)


def test_a_zip_with_a_folder_inside_is_fine(tmp_path: Path) -> None:
    files = {"export/organizations.csv": ORGANISATIONS.encode(), "export/services.csv": SERVICES.encode()}
    assert len(read(packed(tmp_path / "a.zip", files)).services) == 1


def test_an_item_that_is_no_object_is_rejected_alone(tmp_path: Path) -> None:
    one = {"id": "10", "name": "A", "status": "active", "organization": {"id": "1", "name": "O", "description": ""}}
    (tmp_path / "services.json").write_text(json.dumps([one, 7]))
    reading = read(tmp_path / "services.json")
    assert len(reading.services) == 1
    assert [p.reason for p in reading.problems] == ["row.not_an_object"]


def test_a_device_that_never_ends(tmp_path: Path) -> None:
    with pytest.raises(NotHsds):
        read("/dev/zero")


def test_half_a_character_and_nul_are_repaired_wherever_they_stand(tmp_path: Path) -> None:
    (tmp_path / "services.json").write_text(
        r'[{"id": "s", "name": "A \ud800 b\u0000", "organization": {"id": "o", "name": "O"}, "odd": {"k\u0000": ["\uDC00"]}}]'
    )
    reading = read(tmp_path)
    (service,) = reading.services
    assert service.name == "A \ufffd b"
    assert service.extra["odd"] == {"k": ["\ufffd"]}
    assert only(reading, "text.unstorable").done == "repaired"


def test_an_endless_number_is_a_text(tmp_path: Path) -> None:
    digits = "1" * 5000
    (tmp_path / "services.json").write_text(
        f'[{{"id": "s", "name": "A", "organization": {{"id": "o", "name": "O"}}, "minimum_age": {digits}}}]'
    )
    (service,) = read(tmp_path).services
    assert (service.minimum_age, service.extra["minimum_age"]) == (None, digits)


def test_an_id_that_would_be_cut_is_rejected(tmp_path: Path) -> None:
    one = {"name": "A", "organization": {"id": "o", "name": "O"}}
    long = "i" * 200
    (tmp_path / "services.json").write_text(json.dumps([{"id": long, **one}, {"id": f"{long}1", **one}]))
    reading = read(tmp_path)
    assert [service.source_id for service in reading.services] == [long]
    assert only(reading, "id.too_long").line == 2
    assert accounted(reading)


@pytest.mark.parametrize("number", ["1x" * 200_000 + "!", "1 " * 200_000, "(" * 200_000])
def test_a_phone_without_end_takes_no_time(tmp_path: Path, number: str) -> None:
    one = {"id": "s", "name": "A", "organization": {"id": "o", "name": "O"}, "phones": [{"id": "p", "number": number}]}
    (tmp_path / "services.json").write_text(json.dumps([one]))
    began = time.process_time()
    (service,) = read(tmp_path).services
    assert time.process_time() - began < 2
    assert not service.phones[0].valid
