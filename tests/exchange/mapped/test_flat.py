"""A flat CSV: one row is an organisation, its service and the place."""

import contextlib
from datetime import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parvis.engines.intake.errors import SourceError
from parvis.exchange.mapped.errors import ColumnMissing
from tests.exchange.mapped.support import COLUMNS, FLAT, accounted, flat, line, one, reasons, told


def test_a_clean_row_becomes_three_records_and_nothing_is_told(tmp_path: Path) -> None:
    row = line(
        about="Beds.",
        site="https://a.example",
        tel="305-573-4200",
        lat="25.77",
        lon="-80.2",
        street="1 Main St",
        town="Miami",
    )
    reading = told(tmp_path, FLAT, feed_csv=flat(row))
    [organisation], [service] = reading.organisations, reading.services
    assert (organisation.source_id, organisation.name) == ("Helping Hand", "Helping Hand")
    assert (service.organisation_id, service.name, service.description) == ("Helping Hand", "Night shelter", "Beds.")
    [place] = service.locations
    assert (place.latitude, place.longitude, place.addresses[0].line_1, place.addresses[0].country) == (
        25.77,
        -80.2,
        "1 Main St",
        "US",
    )
    assert [phone.number for phone in service.phones] == ["+13055734200"]
    assert {reason for *_, reason in reasons(reading, "repaired")} == {"country.supposed", "phone.international"}
    assert reading.files[0].read == reading.files[0].accepted == 1


def test_an_organisation_of_many_rows_is_one(tmp_path: Path) -> None:
    reading = told(
        tmp_path, FLAT, feed_csv=flat(line(), line(code="2", title="Day shelter"), line(code="3", agency="Other"))
    )
    assert [one.source_id for one in reading.organisations] == ["Helping Hand", "Other"]
    assert [one.organisation_id for one in reading.services] == ["Helping Hand", "Helping Hand", "Other"]


@pytest.mark.parametrize(
    ("encoding", "reason"),
    [("utf-8", ""), ("utf-8-sig", ""), ("cp1252", "encoding.cp1252"), ("utf-16", "encoding.utf16")],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_encodings_line_ends_and_delimiters(tmp_path: Path, encoding: str, reason: str, end: str, sign: str) -> None:
    text = end.join(["code;agency;title;town".replace(";", sign), sign.join(["1", "Café Été", "Aide", "Orléans"]), ""])
    reading = told(tmp_path, FLAT, feed_csv=text.encode(encoding))
    assert reading.organisations[0].name == "Café Été"
    assert reading.services[0].locations[0].addresses[0].city == "Orléans"
    assert [r for _, _, _, r in reasons(reading, "repaired") if r.startswith("encoding")] == (
        [reason] if reason else []
    )


def test_mojibake_and_html_are_put_right_and_told(tmp_path: Path) -> None:
    row = line(title="CafÃ© Ã©tÃ©", about="<p>Beds &amp; food</p><ul><li>soup</li><li>bread</li></ul>")
    reading = told(tmp_path, FLAT, feed_csv=flat(row))
    [service] = reading.services
    assert (service.name, service.description) == ("Café été", "Beds & food\n\nsoup\nbread")
    repaired = {(field, reason) for _, _, field, reason in reasons(reading, "repaired")}
    assert {("title", "text.mojibake"), ("about", "text.html")} <= repaired


def test_a_second_row_of_the_same_id_and_rows_without_one_are_rejected_with_line_and_field(tmp_path: Path) -> None:
    rows = line(), line(title="Again"), line(code="", title="No code"), line(code="3", title="")
    reading = told(tmp_path, FLAT, feed_csv=flat(*rows))
    assert reasons(reading, "rejected") == [
        ("feed.csv", 3, "service.id", "id.duplicate"),
        ("feed.csv", 4, "service.id", "id.missing"),
        ("feed.csv", 5, "service.name", "name.missing"),
    ]
    assert [one.name for one in reading.services] == ["Night shelter"]
    assert accounted(reading)


def test_a_column_that_is_not_there_is_told_once_and_an_identity_that_is_not_there_refuses_the_file(
    tmp_path: Path,
) -> None:
    reading = told(tmp_path, FLAT, feed_csv="code,agency,title\n1,A,B\n2,A,C\n")
    missing = [
        field for _, line_, field, reason in reasons(reading, "kept_as_is") if reason == "column.missing" and line_ == 0
    ]
    assert sorted(missing) == sorted(set(COLUMNS) - {"code", "agency", "title"})
    with pytest.raises(ColumnMissing) as refused:
        told(tmp_path, FLAT, feed_csv="number,agency,title\n1,A,B\n")
    assert refused.value.params == {"file": "feed.csv", "column": "code"}


def test_wrong_points(tmp_path: Path) -> None:
    points = [
        ("25.7", "-80.2"),
        ("-80.2", "25.7"),
        ("0", "0"),
        ("25.7", ""),
        ("48.8", "2.3"),
        ("25,7", "-80,2"),
        ("north", "west"),
    ]
    rows = [line(code=str(n), lat=lat, lon=lon) for n, (lat, lon) in enumerate(points)]
    reading = told(tmp_path, FLAT, feed_csv=flat(*rows))
    found = [(one.locations[0].latitude, one.locations[0].longitude) for one in reading.services]
    assert found == [
        (25.7, -80.2),
        (25.7, -80.2),
        (None, None),
        (None, None),
        (None, None),
        (25.7, -80.2),
        (None, None),
    ]
    said = {
        (line_, reason)
        for _, line_, field, reason in (*reasons(reading, "kept_as_is"), *reasons(reading, "repaired"))
        if field == "latitude"
    }
    assert said == {
        (3, "place.swapped"),
        (4, "place.impossible"),
        (5, "place.impossible"),
        (6, "place.outside"),
        (8, "place.impossible"),
    }
    assert reading.services[6].locations[0].extra == {"not_read.latitude": "north", "not_read.longitude": "west"}


def test_hours_of_free_text_become_a_week_or_stay_a_remark(tmp_path: Path) -> None:
    week = one(tmp_path, open="lundi et mardi 9h-12h")
    assert [(h.weekday, h.opens_at, h.closes_at) for h in week.schedules] == [
        (0, time(9), time(12)),
        (1, time(9), time(12)),
    ]
    [remark] = one(tmp_path, open="By appointment, ask Inès").schedules
    assert (remark.weekday, remark.opens_at, remark.note) == (None, None, "By appointment, ask Inès")


def test_phones_that_cannot_be_dialled_are_kept_as_they_are(tmp_path: Path) -> None:
    found = one(tmp_path, tel="305-573-4200 x12; ask the porter; 211; (305) 573 4200 ext 12").phones
    assert [(p.number, p.extension, p.valid) for p in found] == [
        ("+13055734200", "12", True), ("ask the porter", "", False), ("211", "", True)
    ]  # fmt: skip


def test_what_cannot_be_read_stays_with_the_record(tmp_path: Path) -> None:
    reading = told(
        tmp_path,
        FLAT,
        feed_csv=flat(line(site="not a site", mail="me at home", from_age="old", quiet="maybe", state="asleep")),
    )
    [service] = reading.services
    assert (service.url, service.email, service.minimum_age, service.sensitive, service.status) == (
        "",
        "",
        None,
        False,
        "active",
    )
    assert service.extra == {
        "not_read.url": "not a site", "not_read.email": "me at home", "not_read.minimum_age": "old", "not_read.sensitive": "maybe",
        "dropped.status": ["asleep"],
    }  # fmt: skip
    kept = {reason for *_, reason in reasons(reading, "kept_as_is")}
    assert kept == {"url.invalid", "email.invalid", "age.invalid", "flag.unknown", "word.unknown"}


def test_columns_that_no_part_reads_are_kept_unless_ignored(tmp_path: Path) -> None:
    text = "code,agency,title,shoe,colour,,\n1,A,B,42,red,loose,\n"
    [service] = told(tmp_path, FLAT, feed_csv=text).services
    assert service.extra == {"shoe": "42", "column_6": "loose"}


def test_ages_the_wrong_way_round_flags_and_words(tmp_path: Path) -> None:
    found = one(
        tmp_path, from_age="60", to_age="18", quiet="Oui", state="SHUT", spoken="Creole/Spanish (limited)/Klingonese"
    )
    assert (found.minimum_age, found.maximum_age, found.sensitive, found.status) == (18, 60, True, "temporarily closed")
    assert [(s.code, s.note) for s in found.languages] == [("ht", ""), ("es", "limited"), ("", "")]


def test_an_address_that_says_it_is_secret_hides_the_place(tmp_path: Path) -> None:
    assert one(tmp_path, street="Confidential", town="Miami").locations[0].confidential


def test_the_same_feed_gives_the_same_digests_whatever_the_order_of_its_columns(tmp_path: Path) -> None:
    first = told(tmp_path, FLAT, feed_csv="code,agency,title,shoe\n1,A,B,42\n").services[0].digest()
    again = told(tmp_path, FLAT, feed_csv="shoe,title,code,agency\n42,B,1,A\n").services[0].digest()
    other = told(tmp_path, FLAT, feed_csv="shoe,title,code,agency\n43,B,1,A\n").services[0].digest()
    assert first == again != other


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_no_bytes_break_the_reading(tmp_path: Path, content: bytes) -> None:
    with contextlib.suppress(SourceError):
        reading = told(tmp_path, FLAT, feed_csv=flat(line()).encode() + content)
        assert accounted(reading)
        assert all(service.digest() for service in reading.services)
