import contextlib
from collections.abc import Callable
from datetime import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parvis.engines.intake.errors import SourceError
from parvis.exchange.hsds.reader import read
from tests.exchange.hsds.support import SERVICES, accounted, only, reasons, table

Folder = Callable[..., Path]


def service(path: Path, **facts: object) -> object:
    return read(path, **facts).services[0]  # type: ignore[arg-type]


def test_a_clean_folder_reads_without_a_word_about_rejection(folder: Folder) -> None:
    reading = read(folder())
    assert [s.name for s in reading.services] == ["Shelter"]
    assert reading.organisations[0].url == "http://www.helping.example.org"
    assert reasons(reading, "rejected") == []
    assert accounted(reading)


def test_an_orphan_is_rejected_with_file_line_field_and_reason(folder: Folder) -> None:
    reading = read(folder(services=SERVICES + "11,99,Lost,Nobody's,,\n"))
    assert reasons(reading, "rejected") == [("services.csv", 3, "organization_id", "orphan.organization")]
    assert only(reading, "orphan.organization").value == "99"
    assert accounted(reading)


def test_what_hangs_on_an_orphan_goes_with_it_and_is_told(folder: Folder) -> None:
    reading = read(
        folder(
            services=SERVICES + "11,99,Lost,,,\n",
            locations="id,organization_id,name\n11,99,There\n",
            services_at_location="id,service_id,location_id\n11,11,11\n",
            languages="id,service_id,location_id,language\n1,11,11,English\n",
        )
    )
    assert {(f.file, f.rejected) for f in reading.files if f.rejected} == {
        ("services.csv", 1),
        ("locations.csv", 1),
        ("services_at_location.csv", 1),
        ("languages.csv", 1),
    }
    assert accounted(reading)


def test_rows_without_an_owner_are_rejected_and_quoted(folder: Folder) -> None:
    reading = read(folder(eligibility="id,service_id,eligibility\n,,Crime victims\n"))
    assert only(reading, "owner.missing").value == "Crime victims"
    assert accounted(reading)


def test_missing_and_repeated_ids(folder: Folder) -> None:
    reading = read(folder(services=SERVICES + ",1,No id,,,\n10,1,Again,,,\n12,1,,,,\n"))
    assert [reason for *_, reason in reasons(reading, "rejected")] == ["id.missing", "id.duplicate", "name.missing"]


def test_text_repairs_are_told(folder: Folder) -> None:
    services = table(
        {
            "id": "10",
            "organization_id": "1",
            "name": "O'-ÇFarrill",
            "description": "AttorneyGÇÖs\\nGÇ£helpGÇ¥ for ni+¦os, f+¡sico\\n\\n###MON###\\n###COL###",
        }
    )
    reading = read(folder(services=services))
    found = reading.services[0]
    assert found.name == "O'’Farrill"
    assert found.description == "Attorney’s\n“help” for niños, físico"
    assert found.extra["markers"] == ["COL", "MON"]
    assert [r for f, _, name, r in reasons(reading, "repaired") if f == "services.csv" and name == "description"] == [
        "text.escapes",
        "text.markers",
        "text.mojibake",
    ]


def test_signs_that_look_like_mojibake_stay_where_there_is_none(folder: Folder) -> None:
    found = service(folder(services="id,organization_id,name,description\n10,1,A,Castell-árbol +í\n"))
    assert found.description == "Castell-árbol +í"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("id,organization_id,name\n10,1,Café\n".encode("cp1252"), "encoding.cp1252"),
        ("id,organization_id,name\n10,1,Café\n".encode("utf-16"), "encoding.utf16"),
        (b"id,organization_id,name\n10,1,Caf\x00\xc3\xa9\n", "text.nul"),
    ],
)
def test_other_encodings_are_read_and_told(folder: Folder, content: bytes, reason: str) -> None:
    reading = read(folder(services=content))
    assert reading.services[0].name == "Café"
    assert only(reading, reason).file == "services.csv"


def test_utf8_read_as_windows_is_put_right(folder: Folder) -> None:
    assert service(folder(services="id,organization_id,name\n10,1,CafÃ© â€œItâ€™s\n")).name == "Café “It’s"  # type: ignore[attr-defined]


def test_ragged_rows_and_quotes(folder: Folder) -> None:
    services = (
        'id,organization_id,name,description\n10,1,Short\n11,1,"A ""quoted"", name","Two\nlines",more\n12,1,Last,x\n'
    )
    reading = read(folder(services=services))
    assert [s.name for s in reading.services] == ["Short", 'A "quoted", name', "Last"]
    assert reading.services[1].extra["overflow"] == ["more"]
    assert (only(reading, "row.short").line, only(reading, "row.long").line) == (2, 3)


def test_a_huge_field_is_rejected_not_swallowed(folder: Folder) -> None:
    reading = read(folder(services=SERVICES + f'11,1,Huge,"{"x" * 1_000_001}",,\n'))
    assert only(reading, "field.huge").line == 3
    assert accounted(reading)


def test_semicolons_separate_too(folder: Folder) -> None:
    assert service(folder(services="id;organization_id;name\n10;1;Accueil, aide\n")).name == "Accueil, aide"  # type: ignore[attr-defined]


def test_bad_addresses_of_the_web_are_kept_in_extra(folder: Folder) -> None:
    reading = read(folder(services="id,organization_id,name,url,email\n10,1,A,not a site,me at home\n"))
    found = reading.services[0]
    assert (found.url, found.email) == ("", "")
    assert found.extra == {"url": "not a site", "email": "me at home"}
    assert {p.reason for p in reading.problems if p.done == "kept_as_is"} == {"url.invalid", "email.invalid"}


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("305-573-4200", ("+13055734200", "", True)),
        ("305-573-4200 x123", ("+13055734200", "123", True)),
        ("305-891-8850 xOPT2", ("+13058918850", "OPT2", True)),
        ("211", ("211", "", True)),
        ("000-000-*347", ("000-000-*347", "", False)),
        ("+33 1 42 34 56 78", ("+33142345678", "", True)),
    ],
)
def test_phones(folder: Folder, number: str, expected: tuple[str, str, bool]) -> None:
    found = read(folder(phones=table({"id": "1", "service_id": "10", "number": number}))).services[0].phones[0]
    assert (found.number, found.extension, found.valid) == expected


def test_languages_of_free_text(folder: Folder) -> None:
    texts = ("Creole", "English and Spanish", "Spanish (limited)", "others upon request", "")
    rows = [{"id": str(n), "service_id": "10", "language": text} for n, text in enumerate(texts)]
    reading = read(folder(languages=table(*rows)))
    spoken = [(told.code, told.note) for told in reading.services[0].languages]
    assert spoken == [("ht", ""), ("en", ""), ("es", ""), ("es", "limited"), ("", "")]
    assert only(reading, "row.blank").line == 6


def schedule(text: str, opens: str, closes: str, weekday: str = "Monday") -> dict[str, object]:
    return {"service_id": "10", "weekday": weekday, "opens_at": opens, "closes_at": closes, "original_text": text}


def test_hours_come_from_the_text_when_all_of_it_is_understood(folder: Folder) -> None:
    text = "8:00am-12:00pm; 1:00pm-5:00pm, Mon-Tue"
    rows = [schedule(text, "8:00am", "", day) for day in ("Monday", "Tuesday")]
    hours = read(folder(regular_schedules=table(*rows))).services[0].schedules
    assert [(h.weekday, h.opens_at, h.closes_at) for h in hours] == [
        (0, time(8), time(12)),
        (0, time(13), time(17)),
        (1, time(8), time(12)),
        (1, time(13), time(17)),
    ]


def test_hours_come_from_the_columns_when_the_text_says_more(folder: Folder) -> None:
    reading = read(folder(regular_schedules=table(schedule("Clinic:\\n8:00am-5:00, Mon", "8:00am", "5:00"))))
    (hours,) = reading.services[0].schedules
    assert (hours.weekday, hours.opens_at, hours.closes_at) == (0, time(8), time(17))
    assert hours.note == "Clinic:\n8:00am-5:00, Mon"
    assert only(reading, "time.half_day_supposed").value == "5:00"


def test_hours_not_understood_are_kept_and_never_invented(folder: Folder) -> None:
    (hours,) = read(folder(regular_schedules=table(schedule("Dismissal bell, Mon", "bell", "")))).services[0].schedules
    assert (hours.opens_at, hours.closes_at, hours.note) == (None, None, "Dismissal bell, Mon")
    assert hours.extra["opens_at"] == "bell"


@pytest.mark.parametrize(("lat", "lon"), [("0", "0"), ("95", "2"), ("x", "2"), ("48", "")])
def test_impossible_places_have_no_point(folder: Folder, lat: str, lon: str) -> None:
    reading = read(
        folder(
            locations=table({"id": "5", "organization_id": "1", "name": "P", "latitude": lat, "longitude": lon}),
            service_at_location="id,service_id,location_id\n7,10,5\n",
        )
    )
    (place,) = reading.services[0].locations
    assert (place.latitude, place.longitude) == (None, None)
    assert place.extra["latitude"] == lat
    assert only(reading, "place.impossible").line == 2


def test_an_address_that_is_not_to_be_told_hides_its_place(folder: Folder) -> None:
    reading = read(
        folder(
            locations="id,organization_id,name\n5,1,Refuge\n",
            service_at_location="id,service_id,location_id\n7,10,5\n",
            physical_addresses="id,location_id,address_1,city\n5,5,Confidential,Miami\n",
        )
    )
    assert reading.services[0].locations[0].confidential


def test_ages_the_wrong_way_round(folder: Folder) -> None:
    services = "id,organization_id,name,minimum_age,maximum_age\n10,1,A,60,18\n11,1,B,old,\n"
    reading = read(folder(services=services))
    assert (reading.services[0].minimum_age, reading.services[0].maximum_age) == (18, 60)
    assert reading.services[1].extra["minimum_age"] == "old"


def test_columns_nobody_knows_are_kept(folder: Folder) -> None:
    reading = read(folder(services="id,organization_id,name,colour\n10,1,A,blue\n", weird="a,b\n1,2\n"))
    assert reading.services[0].extra == {"colour": "blue"}
    assert only(reading, "file.unknown").file == "weird.csv"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300), st.binary(max_size=300))
def test_no_bytes_break_the_reading(folder: Folder, one: bytes, two: bytes) -> None:
    path = folder(services=SERVICES.encode() + one, languages=b"id,service_id,language\n" + two)
    with contextlib.suppress(SourceError):
        reading = read(path)
        assert accounted(reading)
        assert all(s.digest() for s in reading.services)
