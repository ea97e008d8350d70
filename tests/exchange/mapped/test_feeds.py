"""Feeds of several files, of JSON, with codes, rules and translations."""

import json
import zipfile
from pathlib import Path

import pytest

from parvis.engines.intake.errors import EmptySource, NotATable, SourceNotFound
from parvis.exchange.mapped.errors import FileMissing, NotTheItems
from parvis.exchange.mapped.reader import read
from parvis.exchange.mapped.schema import mapping
from parvis.exchange.mapped.schema.check import check
from tests.exchange.mapped.support import HEAD, accounted, items, reasons, told

TABLES = (
    HEAD
    + """
files:
  - file: bodies.csv
    organisation: {id: id, name: name, phones: {column: tel, split: ","}}
  - file: services.csv
    service:
      id: id
      organisation: body
      name: name
      rules:
        - column: status
          split: ";"
          any:
            - {fact: legal_status, words: {Citizen: citizen, Asylee: refugee, Anybody: ""}}
            - {fact: named_ground, op: overlaps, words: {Victim of trafficking: trafficking}}
  - file: places.csv
    optional: true
    skip: {column: name, pattern: "(?i)test", otherwise: ignore}
    place:
      id: id
      service: {column: services, split: " "}
      organisation: body
      name: name
      phones:
        text: {column: tel, split: ";", pattern: '^(?:(?P<description>\\w+): )?(?P<number>[\\d -]+)$'}
      address:
        text:
          column: address
          pattern: ['^(?P<line_1>[^,]+), (?P<city>[^,]+) (?P<postal_code>\\d{5})$', '^(?P<state>[A-Z]{2})$']
"""
)
BODIES = "id,name,tel\na,Legal Aid,305-573-4200\nb,Empty,\n"
SERVICES = "id,body,name,status\n1,a,Advice,Citizen; asylee\n2,a,Court,Citizen; Victim  of trafficking\n3,a,Open,Anybody; Citizen\n4,a,Odd,Martian\n5,a,None,\n"


def test_three_tables_hang_together(tmp_path: Path) -> None:
    places = 'id,services,body,name,tel,address\np,1 2,,Main,main: 305-573-4200; 305-573-4201,"1 Main St, Miami 33101"\nq,,b,Shed,,FL\n'
    reading = told(tmp_path, TABLES, bodies_csv=BODIES, services_csv=SERVICES, places_csv=places)
    advice, court, *others = reading.services
    assert [place.source_id for place in (*advice.locations, *court.locations)] == ["p", "p"]
    assert not any(one.locations for one in others)
    [address] = advice.locations[0].addresses
    assert (address.line_1, address.city, address.postal_code) == ("1 Main St", "Miami", "33101")
    assert [(p.number, p.description) for p in advice.locations[0].phones] == [
        ("+13055734200", "main"),
        ("+13055734201", ""),
    ]
    body = reading.organisations[1]
    assert [(place.source_id, place.addresses, place.extra) for place in body.locations] == [
        ("q", (), {"address.state": "FL"})
    ]
    assert accounted(reading)


def test_what_hangs_on_nothing_is_rejected(tmp_path: Path) -> None:
    services = "id,body,name,status\n1,nobody,Advice,\n2,a,Court,\n"
    places = "id,services,body,name,tel,address\np,1,,Lost,,\nq,,nobody,Lost,,\nr,,a,a test place,,\nr,2,,Twice,,\nr,2,,Twice,,\n"
    reading = told(tmp_path, TABLES, bodies_csv=BODIES, services_csv=services, places_csv=places)
    assert reasons(reading, "rejected") == [
        ("places.csv", 2, "service", "orphan.service"),
        ("places.csv", 3, "organisation", "orphan.organization"),
        ("places.csv", 4, "skip", "row.left_out"),
        ("places.csv", 6, "place.id", "id.duplicate"),
        ("services.csv", 2, "organisation", "orphan.organization"),
    ]
    assert accounted(reading)


def test_a_rule_is_made_only_of_what_can_be_said_surely(tmp_path: Path) -> None:
    reading = told(tmp_path, TABLES, bodies_csv=BODIES, services_csv=SERVICES)
    rules = {one.name: one.rules for one in reading.services}
    status = {"fact": "legal_status", "op": "in", "value": ["citizen", "refugee"]}
    other = {"fact": "named_ground", "op": "overlaps", "value": ["trafficking"]}
    assert rules["Advice"] == (status,)
    assert rules["Court"] == ({"any": [status | {"value": ["citizen"]}, other]},)
    assert rules["Open"] == rules["Odd"] == rules["None"] == ()
    unsure = [(p.line, p.value) for p in reading.problems if p.reason == "rule.not_sure"]
    assert unsure == [(4, "Anybody"), (5, "Martian")]


JSON = (
    HEAD
    + """
files:
  - file: "*.json"
    items: answer.rows
    ignore: [provider, kind.colour]
    organisation:
      id: provider.id
      name: provider.name
    service:
      id: id
      name: [name_es, name]
      alternate_name: name
      assured_on: {column: checked, date: "%d/%m/%Y"}
      fees: {template: "{price} dollars"}
      description: [about, {join: [more, most], glue: " / "}]
      topics:
        - {column: kind.name, words: {Salud: health, Trabajo: work}, otherwise: ignore}
        - {constant: papers}
      terms: {vocabulary: {constant: kinds}, code: kind.id, name: kind.name}
      translations:
        en: {name: name_en}
        ar: {name: name_ar, cost_text: price_ar}
    place:
      id: id
      latitude: point.coordinates.1
      longitude: point.coordinates.0
      address: {city: town}
"""
)
OBJECT = {
    "id": 7, "name": "Servicio", "name_es": "", "name_en": "Service", "name_ar": None, "price": 3.5, "price_ar": "٣ دولارات",
    "provider": {"id": 1, "name": "Provider", "url": "x"}, "kind": [{"id": 2, "name": "Salud", "colour": "red"}, {"id": 3, "name": "Otro"}],
    "point": {"type": "Point", "coordinates": [-80.2, 25.7]}, "about": "One.", "more": "Two", "most": "Three", "checked": "09/03/2026",
    "town": "Miami", "yes": True, "nothing": {}, "tags": [5],
}  # fmt: skip


def nested(*objects: object) -> str:
    return json.dumps({"answer": {"rows": list(objects)}}, ensure_ascii=False)


def test_nested_json(tmp_path: Path) -> None:
    reading = told(tmp_path, JSON, data_json=nested(OBJECT))
    [service] = reading.services
    assert (service.source_id, service.name, service.alternate_name, service.organisation_id) == (
        "7",
        "Servicio",
        "",
        "1",
    )
    assert (str(service.assured_on), service.fees, service.description) == (
        "2026-03-09",
        "3.5 dollars",
        "One.\nTwo / Three",
    )
    assert [(t.vocabulary, t.code, t.name) for t in service.topics] == [
        ("parvis", "health", ""), ("parvis", "papers", ""), ("kinds", "2", "Salud"), ("kinds", "3", "Otro")
    ]  # fmt: skip
    assert [(t.field, t.language, t.text) for t in service.translations] == [
        ("name", "en", "Service"), ("cost_text", "ar", "٣ دولارات")
    ]  # fmt: skip
    assert (service.locations[0].latitude, service.locations[0].longitude) == (25.7, -80.2)
    assert service.extra == {"point.type": "Point", "tags.0": "5", "yes": "true"}


def test_json_that_is_not_the_list_looked_for(tmp_path: Path) -> None:
    for text in (items(OBJECT), '{"answer": {"rows": 3}}', "[1, 2", "nonsense"):
        with pytest.raises(NotTheItems):
            told(tmp_path, JSON, data_json=text)
    reading = told(tmp_path, JSON, data_json=nested(OBJECT, "a text"))
    assert reasons(reading, "rejected") == [("data.json", 2, "", "row.not_an_object")]
    assert accounted(reading)


def test_one_object_a_line(tmp_path: Path) -> None:
    mapping = JSON.replace("    items: answer.rows\n", "").replace("*.json", "*.jsonl")
    lines = "\n".join(json.dumps(OBJECT | {"id": n}) for n in range(3))
    assert len(told(tmp_path, mapping, data_jsonl=lines).services) == 3


def test_a_single_file_needs_no_name_and_a_zip_is_a_folder(tmp_path: Path) -> None:
    feed = check(JSON, file="feed.yaml")
    path = tmp_path / "whatever.bin"
    path.write_text(nested(OBJECT), encoding="utf-8")
    assert len(read(path, feed).services) == 1
    with zipfile.ZipFile(tmp_path / "feed.zip", "w") as archive:
        archive.writestr("inner/data.json", nested(OBJECT))
    assert len(read(tmp_path / "feed.zip", feed).services) == 1


def test_files_that_are_missing_or_none(tmp_path: Path) -> None:
    with pytest.raises(FileMissing) as refused:
        told(tmp_path, TABLES, bodies_csv=BODIES)
    assert refused.value.params["file"] == "services.csv"
    with pytest.raises(SourceNotFound):
        read(tmp_path / "nowhere", check(TABLES, file="x"))
    (tmp_path / "empty").mkdir()
    with pytest.raises(EmptySource):
        read(tmp_path / "empty", check(TABLES, file="x"))
    with pytest.raises(NotATable):
        told(tmp_path, TABLES, bodies_csv=b"\x89PNG\r\n\x1a\n\x00\x00\x01\x02", services_csv=SERVICES)


def test_a_file_that_no_part_reads_and_an_empty_one_are_told(tmp_path: Path) -> None:
    reading = told(tmp_path, TABLES, bodies_csv=BODIES, services_csv=SERVICES, places_csv=" \n", notes_csv="a,b\n")
    assert {("places.csv", 0, "", "file.empty"), ("notes.csv", 0, "", "file.unknown")} <= set(
        reasons(reading, "kept_as_is")
    )


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("name", "organisations", "services", "points", "rows", "rejected"),
    [
        ("irc-integration-map", 111, 464, 431, 464, 0),
        ("florida", 20, 135, 0, 533, 1),
        ("toronto211", 147, 234, 234, 234, 0),
    ],
)
def test_the_real_feeds_are_read_whole(
    real_data: Path, name: str, organisations: int, services: int, points: int, rows: int, rejected: int
) -> None:
    reading = read(real_data / name, mapping(name))
    assert (len(reading.organisations), len(reading.services)) == (organisations, services)
    assert sum(any(place.latitude for place in one.locations) for one in reading.services) == points
    assert (sum(file.read for file in reading.files), reading.rejected) == (rows, rejected)
    assert accounted(reading)
    assert not any(p.reason in {"column.missing", "file.unknown", "address.not_taken_apart"} for p in reading.problems)


@pytest.mark.real_data
def test_the_immigration_status_of_florida_is_a_rule_where_it_can_be_said_surely(real_data: Path) -> None:
    reading = read(real_data / "florida", mapping("florida"))
    with_status = [one for one in reading.services if "Immigration status: " in one.eligibility_text]
    ruled = [one for one in reading.services if one.rules]
    unsure = {(p.line, p.value) for p in reading.problems if p.reason == "rule.not_sure"}
    assert (len(with_status), len(ruled)) == (50, 46)
    assert {value for _, value in unsure} == {"Not Eligible", "false"}
    only = next(one for one in ruled if one.eligibility_text.endswith("Immigration status: United States Citizen"))
    assert only.rules == ({"fact": "legal_status", "op": "in", "value": ["citizen"]},)
    assert sum("legal_status" in json.dumps(one.rules) for one in ruled) == 45
    assert all("legal_status" in json.dumps(one.rules) or "named_ground" in json.dumps(one.rules) for one in ruled)


def test_what_no_store_takes_is_repaired_or_rejected(tmp_path: Path) -> None:
    text = '[{"id": 1, "name": "A\\u0000b \\ud83d", "provider": {"id": 9, "name": "P"}, "phone": "1"}]'
    mapping_ = JSON.replace("    items: answer.rows\n", "")
    reading = told(tmp_path, mapping_, data_json=text)
    assert reading.services[0].name == "Ab �"
    assert ("data.json", 0, "", "text.unstorable") in reasons(reading, "repaired")
    long = [OBJECT | {"id": "x" * 201}, OBJECT | {"id": 10**40}]
    reading = told(tmp_path, mapping_, data_json=items(*long))
    assert [one.source_id for one in reading.services] == [str(10**40)]
    assert {reason for *_, reason in reasons(reading, "rejected")} == {"id.too_long"}
    with pytest.raises(NotTheItems):
        told(tmp_path, mapping_, data_json="[" * 100_000)
