"""Services and organisations as a source hands them over, and brought into the directory."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from itertools import count

from parvis.directory import actions
from parvis.directory.incoming import (
    AddressIn,
    LanguageIn,
    LocationIn,
    OrganisationIn,
    PhoneIn,
    ScheduleIn,
    ServiceIn,
    TopicIn,
    TranslationIn,
    UpsertCounts,
)
from parvis.directory.models import Service
from parvis.kernel.actor import Actor

NOW = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)  # a Tuesday
SETUP = Actor.system("tests")
SOURCE = "test"
_number = count(1)


def organisation_in(source_id: str = "lilas", **facts: object) -> OrganisationIn:
    """An organisation of the source."""
    return OrganisationIn(**{"source_id": source_id, "name": "Maison des Lilas"} | facts)


def place_in(
    source_id: str = "lilas", *, lat: float | None = 44.93, lon: float | None = 4.77, **facts: object
) -> LocationIn:
    """A place in town."""
    address = AddressIn(line_1="3 rue du Lavoir", city="Valmarelle", postal_code="26999", country="FR")
    return LocationIn(
        **{
            "source_id": source_id,
            "name": "Maison des Lilas",
            "latitude": lat,
            "longitude": lon,
            "addresses": (address,),
        }
        | facts
    )


def hours_in(days: Iterable[int] = range(5), opens: str = "09:00", closes: str = "17:00") -> tuple[ScheduleIn, ...]:
    """The same hours on these weekdays."""
    return tuple(
        ScheduleIn(weekday=day, opens_at=time.fromisoformat(opens), closes_at=time.fromisoformat(closes))
        for day in days
    )


def service_in(source_id: str = "", *, topic: str = "learn", for_snapshot: bool = False, **facts: object) -> ServiceIn:
    """A service of the source, open on working days, spoken French and Arabic."""
    number = 0 if for_snapshot else next(_number)
    given = {
        "source_id": source_id or f"service-{number}",
        "organisation_id": "lilas",
        "name": f"Cours de français {number}",
        "summary": "Apprendre à parler, lire et écrire, par petits groupes.",
        "description": "Quatre heures par semaine\nDes groupes de huit",
        "phones": (PhoneIn(number="+33465710112"),),
        "locations": (place_in(),),
        "schedules": hours_in(),
        "languages": (LanguageIn(code="fr"), LanguageIn(code="ar")),
        "topics": (TopicIn(code=topic, vocabulary="parvis"),) if topic else (),
        "cost_kind": "free",
        "fees": "Gratuit.",
        "language": "fr",
        "assured_on": date(2026, 3, 1),
        "assured_by": "Maison des Lilas",
    }
    return ServiceIn(**given | facts)


def in_arabic(**fields: str) -> tuple[TranslationIn, ...]:
    """Translations that no native has read."""
    return tuple(TranslationIn(field=name, language="ar", text=text) for name, text in fields.items())


def bring(
    *services: ServiceIn, organisations: Iterable[OrganisationIn] = (), complete: bool = True, at: datetime = NOW
) -> UpsertCounts:
    """Into the directory, with the one organisation when no others are given."""
    return actions.upsert_from_source(
        source=SOURCE,
        organisations=tuple(organisations) or (organisation_in(),),
        services=services,
        language="fr",
        complete=complete,
        by=SETUP,
        at=at,
    )


def service(source_id: str = "", **facts: object) -> Service:
    """One service in the directory; those brought before stay as they are."""
    new = service_in(source_id, **facts)
    bring(new, complete=False)
    return Service.objects.get(source=SOURCE, source_id=new.source_id)
