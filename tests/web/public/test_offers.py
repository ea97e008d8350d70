"""What can be taken up, as anybody reads it: its days, whom it is for, in which list it stands."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from parvis.access.models import Organisation
from parvis.core.clock import now
from parvis.core.house import house
from parvis.directory.models import Service
from parvis.engagement.kinds import kinds
from tests.factories import access, directory, people
from tests.factories import engagement as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Organisation:
    return access.controller()


def today() -> date:
    return house().day(now())


def test_one_day_is_said_once(client: Client, town: Organisation) -> None:
    day = today() + timedelta(days=6)
    meal = make.offer(town, kind="event", starts_on=day, ends_on=day, at=now())
    week = make.offer(town, kind="event", starts_on=day, ends_on=day + timedelta(days=1), at=now())
    one, two = (client.get(f"/en/offer/{offer.public_id}/").content.decode() for offer in (meal, week))
    assert (one.count("<time"), two.count("<time")) == (1, 2)
    assert "From <time" not in one
    assert "From <time" in two


def page(client: Client, address: str) -> str:
    return unescape(client.get(address).content.decode())


def desk(**facts: object) -> Service:
    known = {"name": "Le guichet", "topic": "papers", "languages": (directory.LanguageIn(code="uk"),)}
    directory.bring(directory.service_in("desk", **{**known, **facts}), at=now())
    return Service.objects.get(source_id="desk")


def test_a_service_shows_what_can_be_taken_there_and_leads_to_it(client: Client, town: Organisation) -> None:
    row = desk()
    slots = make.offer(town, kind="service", title="Rendez-vous papiers", capacity=None, service_id=row.pk, at=now())
    full = make.session(slots, at=now(), starts_at=now() + timedelta(days=2), capacity=1)
    free = make.session(slots, at=now(), starts_at=now() + timedelta(days=4), capacity=3)
    course = make.offer(town, title="Écrire", capacity=5, service_id=row.pk, at=now())
    over = make.offer(town, title="Fini", service_id=row.pk, ends_on=today() - timedelta(days=1), at=now())
    shut = make.offer(town, title="Fermé", service_id=row.pk, state="closed", at=now())
    worker = access.worker(town)
    taker = people.person(worker, at=now())
    make.request(worker, taker, slots, session_public_id=full.public_id, at=now())
    html = page(client, f"/en/service/{row.public_id}/")
    here = html[html.index("What you can ask for here") :]
    assert here.index(f"/en/offer/{slots.public_id}/") < here.index(f"/en/offer/{course.public_id}/")
    assert "Next free day:" in here
    assert f'datetime="{timezone.localtime(free.starts_at).isoformat("T", "minutes")}"' in here
    assert "3 places left" in here
    assert "5 places left" in here
    assert "A free place is yours as soon as you ask." in here
    assert "You ask, and they answer you." in here
    assert not [one for one in (over, shut) if str(one.public_id) in html]


def test_an_appointment_without_a_free_day_says_so(client: Client, town: Organisation) -> None:
    row = desk()
    slots = make.offer(town, kind="service", capacity=None, service_id=row.pk, at=now())
    assert "No day is planned now: ask them" in page(client, f"/en/service/{row.public_id}/")
    only = make.session(slots, at=now(), starts_at=now() + timedelta(days=2), capacity=1)
    worker = access.worker(town)
    make.request(worker, people.person(worker, at=now()), slots, session_public_id=only.public_id, at=now())
    assert "Full: there is a waiting list" in page(client, f"/en/service/{row.public_id}/")


def test_what_is_no_place_is_shown_where_there_is_no_place(client: Client, town: Organisation) -> None:
    desk()
    job = make.offer(town, kind="vacancy", title="bakery sales afternoons", topics=["work"], at=now())
    for q in ("bakery", "bakery sales afternoons"):
        html = page(client, f"/en/search/?q={q}")
        assert "<h1>Jobs: 1</h1>" in html
        assert f"/en/offer/{job.public_id}/" in html
        assert "Nothing found" not in html
    assert "kind=vacancy" not in html


def test_places_and_other_help_stand_in_one_list_and_are_counted_in_one_line(
    client: Client, town: Organisation
) -> None:
    row = desk(name="Atelier vélo")
    course = make.offer(town, title="Atelier vélo du soir", topics=["learn"], at=now())
    meal = make.offer(town, kind="event", title="Fête de l’atelier", topics=["meet"], at=now())
    html = page(client, "/en/search/?q=atelier&exact=1")
    assert "<h1>3 results</h1>" in html
    line = re.sub(r"<[^>]+>", " ", html[html.index('aria-label="What kind of help"') : html.index('role="search"')])
    assert re.search(r"All\s+3\s+Places\s+1\s+Courses\s+1\s+Events\s+1", line)
    for link in (f"service/{row.public_id}", f"offer/{course.public_id}", f"offer/{meal.public_id}"):
        assert f'href="/en/{link}/"' in html
    listed = html[html.index("<ol") : html.index("</ol>")]
    for word in ("Place", "Course", "Event"):
        assert f'<p class="soft small">{word}</p>' in listed
    only = page(client, "/en/search/?q=atelier&exact=1&kind=service")
    assert "<h1>1 place</h1>" in only
    assert str(course.public_id) not in only


def test_a_filter_that_a_kind_cannot_answer_is_not_offered(client: Client, town: Organisation) -> None:
    make.offer(town, kind="event", title="Repas", details={"free": True, "children_welcome": True}, at=now())
    make.offer(town, kind="internship", title="Repas à la cantine", at=now())
    events, internships = (page(client, f"/en/search/?q=repas&kind={kind}") for kind in ("event", "internship"))
    assert re.search(r'name="free" value="1"><span>Free <span class="soft">\(1\)', events)
    assert 'name="kids"' in events
    assert 'name="step"' not in events
    assert 'type="checkbox"' not in internships
    asked = page(client, "/en/search/?q=repas&kind=event&free=1")
    assert "<h1>Events: 1" in asked
    silent = page(client, "/en/search/?q=repas&kind=internship&free=1")
    assert "Nobody tells us “Free” here, so we show the others too." in silent
    assert "<h1>Internships: 1" in silent


def test_a_card_says_for_whom_and_in_which_languages(client: Client, town: Organisation) -> None:
    desk(name="Atelier des aînés", minimum_age=60, eligibility_text="Les personnes de 60 ans et plus")
    adults = [{"fact": "age", "op": ">=", "value": 16}]
    course = make.offer(
        town, title="Atelier vélo", requirements=adults, details={"in_languages": ["uk"]}, topics=["learn"], at=now()
    )
    make.offer(town, kind="staff_training", title="Atelier accueil", at=now())
    make.offer(town, kind="event", title="Atelier ouvert", at=now())
    html = page(client, "/fr/search/?q=atelier&exact=1")
    said = re.findall(r"<p>Pour qui\s?[^<]*:\s*(?:<span[^>]*>)?([^<]+)", html)
    assert len(said) == 3
    assert "Les personnes de 60 ans et plus" in said
    assert 'lang="uk" dir="ltr">Українська' in html
    assert "Pour qui" in page(client, f"/fr/offer/{course.public_id}/")


def test_a_page_of_many_kinds_asks_little(client: Client, town: Organisation) -> None:
    desk(name="Atelier vélo")
    for kind in kinds():
        if kind.in_search:
            make.offer(town, kind=kind.code, title=f"Atelier {kind.code}", at=now())
    client.get("/fr/search/?q=atelier")
    for query in ("q=atelier&near=gare", "q=atelier&page=90"):
        with CaptureQueriesContext(connection) as asked:
            html = page(client, f"/fr/search/?{query}")
        assert len(asked) <= 6
        assert "<h1>11 r" in html
