"""Every field of every record, filled, out as HSDS and in again: what HSDS has a place for comes back."""

import typing
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, time
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from parvis.access.models import Organisation
from parvis.cli.commands import send_out
from parvis.directory import actions, incoming, queries
from parvis.directory.incoming import LocationIn, OrganisationIn, ServiceIn
from parvis.directory.models import Location, OrganisationProfile, Service
from parvis.exchange.hsds.load import load
from parvis.exchange.hsds.reader import read
from parvis.exchange.hsds.writer import export_folder
from tests.factories import access
from tests.factories import directory as make

pytestmark = pytest.mark.django_db

# What HSDS 3.0 has no place for, by the end of the path, with what becomes of it.
HAS_NO_PLACE = {
    "extra": "columns that only the source knows",
    "translations": "HSDS has one language of texts",
    "language": "the same",
    "summary": "one text, the description",
    "bring_text": "papers to bring are `required_documents`, which come back",
    "cost_kind": "prices are `cost_options` and words, which come back",
    "rules": "eligibility is text and two ages, which come back",
    "by_appointment": "told in words",
    "takes_no_referrals": "HSDS knows no referrals",
    "sensitive": "ours alone",
    "on_holidays": "HSDS knows no holidays since 2.0",
    "quarter": "no part of an HSDS address",
    "access": "codes of ours; the words are `accessibility`, which come back",
    "confidential": "a hidden place leaves without anything that leads there: tested apart",
    "parent_code": "HSDS names a parent by its id, which comes back",
    "weekday": "said by `byday`; looked at apart",
    "OrganisationIn.kind": "HSDS has no kind of body",
    "valid": "a number is text",
}
numbers = count(1)


def value(kind: str, name: str, hint: Any) -> Any:
    """Something that the field may hold, different every time."""
    n = next(numbers)
    special = {
        "source_id": str(UUID(int=n)), "link_source_id": str(UUID(int=n)), "parent_source_id": str(UUID(int=n)),
        "url": f"https://example.org/{n}", "logo_url": f"https://example.org/{n}.png", "email": f"desk{n}@example.org",
        "assured_by": f"desk{n}@example.org", "number": "+33142345678", "extension": str(n), "code": "ar" if kind == "LanguageIn" else f"c{n}",
        "country": "FR", "status": "temporarily closed", "amount": f"{n}.5", "currency": "EUR", "year_founded": 1900 + n % 100,
        "minimum_age": 18, "maximum_age": 99, "latitude": 45.5, "longitude": 4.5, "weekday": 2, "rule": "", "vocabulary": "airs",
        "opens_at": time(9, 30), "closes_at": time(12, 15), "wait_time": "two weeks", "kind": "physical", "confidential": False,
        "extra": {}, "rules": (), "translations": (), "valid": True, "cost_kind": "paid", "language": "fr",
    }  # fmt: skip
    if name in special:
        return special[name]
    if hint is str:
        return f"{name} {n}"
    if hint is bool:
        return True
    if typing.get_origin(hint) is tuple:
        [inner, _dots] = typing.get_args(hint)
        return (filled(inner),) if is_dataclass(inner) else (f"{name} {n}",)
    wanted = next(arg for arg in typing.get_args(hint) if arg is not type(None))
    return {date: date(2026, 3, n % 28 + 1), datetime: datetime(2026, 3, 1, n % 24, tzinfo=UTC)}[wanted]


def filled(kind: Any) -> Any:
    """A record with every field filled."""
    hints = typing.get_type_hints(kind, vars(incoming))
    return kind(**{field.name: value(kind.__name__, field.name, hints[field.name]) for field in fields(kind)})


def leaves(item: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Every value of a record with its path."""
    if is_dataclass(item):
        for field in fields(item):
            yield from leaves(getattr(item, field.name), f"{path}.{field.name}")
    elif isinstance(item, tuple):
        for n, one in enumerate(item):
            yield from leaves(one, f"{path}.{n}")
    else:
        yield path, item


def lost(before: Any, after: Any, name: str) -> list[str]:
    """Paths of what did not come back and should have."""
    back = dict(leaves(after, name))
    found = []
    for path, item in leaves(before, name):
        steps = path.split(".")
        excused = set(steps) & set(HAS_NO_PLACE) or ".".join(steps[-2:]) in HAS_NO_PLACE
        if not excused and back.get(path) != item:
            found.append(f"{path}: {item!r} came back as {back.get(path)!r}")
    return found


def exported(folder: Path) -> Path:
    """As `parvis export hsds` does."""
    export_folder(
        folder,
        services=map(send_out._service, queries.every_service()),
        organisations=map(send_out._organisation, queries.every_organisation()),
    )
    return folder


@pytest.fixture
def everything() -> tuple[OrganisationIn, ServiceIn]:
    organisation = filled(OrganisationIn)
    service = replace(filled(ServiceIn), organisation_id=organisation.source_id)
    # A place that no service names has no link to one.
    [place] = organisation.locations
    alone = replace(place, link_source_id="", link_description="")
    return replace(organisation, kind="", locations=(alone,)), service


def test_every_field_that_hsds_has_a_place_for_comes_back(
    everything: tuple[OrganisationIn, ServiceIn], tmp_path: Path
) -> None:
    organisation, service = everything
    actions.upsert_from_source(
        source="full", organisations=[organisation], services=[service], by=make.SETUP, at=make.NOW
    )
    reading = read(exported(tmp_path), region="FR")
    assert not [p for p in reading.problems if p.done != "repaired"]
    [body], [offer] = reading.organisations, reading.services
    assert [*lost(organisation, body, "OrganisationIn"), *lost(service, offer, "ServiceIn")] == []
    assert offer.schedules[0].weekday == service.schedules[0].weekday == 2


def test_what_is_excused_is_still_a_field() -> None:
    known = {field.name for kind in vars(incoming).values() if is_dataclass(kind) for field in fields(kind)}
    assert not {name.rpartition(".")[2] for name in HAS_NO_PLACE} - known


def test_the_log_tells_where_a_listing_and_its_changed_fields_come_from(tmp_path: Path) -> None:
    admin = access.worker(access.controller(name="Mairie"), "admin")
    row = make.service("a", name="Cours du soir")
    actions.edit_listing(
        service_public_id=row.public_id,
        to=actions.Listing(name="Cours de midi", hours="lundi 9h-12h"),
        by=admin,
        at=make.NOW,
    )
    [service] = read(exported(tmp_path / "one"), region="FR").services
    told = [(one.field, one.action, one.previous, one.replacement, one.by, str(one.on)) for one in service.log]
    assert told == [
        ("id", "create", "", "a", "test", "2026-03-10"),
        ("schedules", "update", "Mo-Fr 09:00-17:00", "Mo 09:00-12:00", "Mairie", "2026-03-10"),
        ("name", "update", "Cours du soir", "Cours de midi", "Mairie", "2026-03-10"),
    ]
    assert [one.by for one in service.locations[0].log] == ["test"]
    assert "account" not in (tmp_path / "one" / "services.json").read_text()


def test_out_and_into_an_empty_store_and_out_again_is_the_same(
    everything: tuple[OrganisationIn, ServiceIn], tmp_path: Path
) -> None:
    organisation, service = everything
    admin = access.worker(access.controller(name="Mairie"), "admin")
    actions.upsert_from_source(
        source="full", organisations=[organisation], services=[service], by=make.SETUP, at=make.NOW
    )
    make.bring(make.service_in("a"), make.service_in("b", locations=(make.place_in("secret", confidential=True),)))
    row = Service.objects.get(source_id="a")
    actions.edit_listing(service_public_id=row.public_id, to=actions.Listing(name="Autrement"), by=admin, at=make.NOW)
    first = exported(tmp_path / "one")
    empty()
    load(first, source="back", region="FR", by=make.SETUP, at=make.NOW)
    second = exported(tmp_path / "two")
    for name in ("services.json", "organizations.json"):
        assert (second / name).read_text() == (first / name).read_text()


def empty() -> None:
    """A store without a directory."""
    for model in (Service, Location, OrganisationProfile):
        model.objects.all().delete()
    Organisation.objects.exclude(source="").delete()


def test_a_place_that_is_hidden_leaves_without_its_log(tmp_path: Path) -> None:
    make.bring(
        make.service_in(
            "a", locations=(replace(make.place_in("p", confidential=True), log=(filled(incoming.ChangeIn),)),)
        )
    )
    [service] = read(exported(tmp_path), region="FR").services
    assert service.locations[0] == LocationIn(
        source_id=service.locations[0].source_id, kind="virtual", link_source_id=service.locations[0].link_source_id
    )
