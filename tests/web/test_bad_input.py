"""Bad input anywhere: a plain sentence in the reader's language, nothing typed lost, never an error of ours, never a trace."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client

from parvis.casework.models import Case, Need, Note, Referral, ReferralLink, Step, Visit
from parvis.core.clock import now
from parvis.core.models import Once
from parvis.people.models import Person
from tests.routes import ROUTES, WORKERS, Route
from tests.sent import NEED, NOTE, NOTICE
from tests.things import Things
from tests.town import Town

# What a sentence says is no matter of the store: the second language is asked on SQLite alone.
LANGUAGES = ("fr", "ar") if connection.vendor == "sqlite" else ("fr",)
TRACES = ("Traceback", "Exception", "/parvis/web/", "django.", "site-packages")
# Words of a sentence in the reader's own script.
OWN_SCRIPT = {"fr": re.compile(r"[a-zà-ÿ]{3,}"), "ar": re.compile(r"[\u0600-\u06ff]{3,}")}
HOSTILE = {
    "broken bytes": "%FF%FE%C0%80",
    "nul": "%00abc%00",
    "markup": quote('"><script>alert(1)</script>'),
    "long": "a" * 3000,
    "number": "9" * 40,
    "minus": "-1",
    "two of them": "--5",
    "a figure that is no number": "%C2%B2",
    "before the first day": quote("0001-01-01T00:00:00+14:00"),
    "not a number": "nan,inf",
    "turned": quote("\u202e\u200fأب\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16")),
    "path": quote("../../etc/passwd"),
}  # fmt: skip
ASKED = ("q", "page", "tab", "kind", "near", "km", "topic", "speaks", "to", "draft", "visit", "language", "with", "from", "next",
         "place", "period", "definition", "name", "offset", "lang", "lat", "within_km", "text", "per_page", "modified_after",
         "taxonomy_term_id", "person", "until", "service")  # fmt: skip
TYPED = ("once", "version", "words", "text", "day", "hour", "minutes", "due_on", "until", "language", "text_version", "reason", "answer",
         "outcome-outcome", "outcome-words", "return-reason", "code", "pin", "what", "service", "email", "phone", "name", "year", "age",
         "birth", "username", "password", "starts_on", "organisation", "role", "recipient", "fields_allowed", "fields_shared",
         "guardian", "to", "do", "draft", "choose", "shown", "kept", "visit", "topic", "severity", "stated_by", "purpose", "manner",
         "readers", "who", "state", "login", "resume", "step-TOTAL_FORMS", "step-INITIAL_FORMS", "step-0-text", "step-0-due_on",
         "step-0-need", "household", "relation", "contact", "subject", "interpreter", "given", "agreed", "preview", "note", "left",
         "next", "website", "starts", "q", "dimension", "words_language")  # fmt: skip
FORM = "application/x-www-form-urlencoded"


def roles_of(route: Route) -> list[str]:
    """Who may knock, whoever most often does first."""
    if "anonymous" in route.may:
        return ["anonymous"]
    return [
        role
        for role in ("newcomer", "caseworker", "provider", "manager", "admin", "dpo", "mentor")
        if role in route.may and not ("received" in route.things and role == "caseworker")
    ]


class Desk:
    """Every role's browser, signed in once."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.things: dict[str, Things] = {}

    def at(self, route: Route, language: str = "fr") -> tuple[Client, str]:
        """The browser of the first role that has all this address takes, and the address with what is hers."""
        may = (self._of(role) for role in roles_of(route))
        things = next(known for known in may if all(known.has(one) for one in route.things))
        assert things.client is not None
        return things.client, route.path.format(lang=language, **{kind: things.own(kind) for kind in route.things})

    def _of(self, role: str) -> Things:
        if role not in self.things:
            client = Client()
            if role == "newcomer":
                client = self.town.at_her_path()
            elif role != "anonymous":
                client = self.town.signed_in(role)
            client.raise_request_exception = False
            self.things[role] = Things(self.town, role, client)
        return self.things[role]


@pytest.fixture(scope="module")
def desk(town_of_module: Town) -> Desk:
    found = Desk(town_of_module)
    for route in ROUTES:
        found.at(route)
    return found


def good(answer: HttpResponse) -> bool:
    """No error of ours, and nothing of the inside shown."""
    if answer.status_code >= 500:
        return False
    body = answer.content.decode(errors="replace") if not answer.streaming else ""
    return answer.status_code < 400 or not any(trace in body for trace in TRACES)


def unsaid(answer: HttpResponse, route: Route) -> bool:
    """A refusal of a page that owes the reader a sentence; 405 is for programs."""
    return answer.status_code >= 400 and answer.status_code != 405 and not route.json


def told(answer: HttpResponse, language: str) -> bool:
    """A refusal says something in the reader's language, in a page of the house."""
    html = answer.content.decode()
    text = re.sub(r"<[^>]+>", " ", html.split("<main", 1)[-1].split("</main>")[0])
    return f'lang="{language}"' in html and bool(OWN_SCRIPT[language].search(unescape(text)))


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_no_address_breaks_on_what_is_asked(route: Route, town: Town, desk: Desk) -> None:
    wrong = []
    for language, (label, value) in itertools.product(LANGUAGES, HOSTILE.items()):
        client, path = desk.at(route, language)
        with transaction.atomic():
            answer = client.get(f"{path}?{'&'.join(f'{name}={value}' for name in ASKED)}")
            transaction.set_rollback(True)
        if not good(answer) or (unsaid(answer, route) and not told(answer, language)):
            wrong.append((label, language, answer.status_code))
    assert not wrong


@pytest.mark.parametrize("route", [route for route in ROUTES if route.post != 405], ids=lambda route: route.name)
def test_no_form_breaks_on_what_is_typed(route: Route, town: Town, desk: Desk) -> None:
    wrong = []
    for language, (label, value) in itertools.product(LANGUAGES, HOSTILE.items()):
        client, path = desk.at(route, language)
        for body in bodies(route, value):
            with transaction.atomic():
                kind = "application/json" if route.json else FORM
                answer = client.generic("POST", path, body, content_type=kind)
                transaction.set_rollback(True)
            if not good(answer) or (unsaid(answer, route) and not told(answer, language)):
                wrong.append((label, language, answer.status_code, body[:60]))
    assert not wrong


def bodies(route: Route, value: str) -> Iterator[str]:
    """Everything hostile at once; then, beside what is right, one wrong field at a time."""
    if route.json:
        yield from ("{", '{"answer": "\\u0000", "version": 1e400}', "[]", value)
        return
    yield "&".join(f"{name}={value}" for name in TYPED)
    right = {name: quote(str(text)) for name, text in route.payload().items()}
    for name in right:
        yield "&".join(f"{key}={value if key == name else text}" for key, text in right.items())
    for name in ("once", "version"):
        yield "&".join([*(f"{key}={text}" for key, text in right.items()), f"{name}={value}"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"words=%FF%FE", FORM),
        (b"\xff\xfe\x00words=a", FORM),
        (b"--x\r\nContent-Disposition: form-data; name=words", "multipart/form-data; boundary=x"),
        (b"nothing", "multipart/form-data"),
        (b"a=1&" * 3000, FORM),
        (b"words=" + b"a" * 2_500_000, FORM),
        (b"{", "application/json"),
        (b"words=a", f"{FORM}; charset=klingon"),
    ],
    ids=["percent", "raw", "torn", "no boundary", "many", "heavy", "json", "charset"],
)
def test_a_broken_body_is_refused_in_words(body: bytes, kind: str, language: str, town: Town) -> None:
    client, notes = town.signed_in("caseworker"), Note.objects.count()
    client.raise_request_exception = False
    case = town.case("Amal").public_id
    for path in (f"/{language}/staff/cases/{case}/notes/", f"/{language}/report/", f"/{language}/sign-in/"):
        answer = client.generic("POST", path, body, content_type=kind)
        assert good(answer), answer.status_code
        assert answer.status_code < 400 or told(answer, language), answer.content[:300]
    assert Note.objects.count() == notes


def test_a_file_where_words_are_asked_changes_nothing(town: Town) -> None:
    client, before = town.signed_in("caseworker"), Need.objects.count()
    path = f"/fr/staff/cases/{town.case('Amal').public_id}/needs/"
    for name, content in (("photo.png", b"\x89PNG\r\n"), ("page.html", b"<script>"), ("vide.txt", b"")):
        answer = client.post(path, {**NEED, "topic": "", "words": SimpleUploadedFile(name, content)})
        assert answer.status_code == 200
    assert Need.objects.count() == before


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("day", ["31/02/2027", "0000-00-00", "99999-01-01", "hier", "١٢٣", "1-1-1", "2027-13-01"])
def test_an_absurd_day_is_said_at_its_field_and_the_rest_stays(day: str, language: str, town: Town) -> None:
    client = town.signed_in("caseworker")
    typed = {"day": day, "hour": "10:30", "minutes": "30", "subject": "Préparer le dossier rouge"}
    answer = client.post(f"/{language}/staff/cases/{town.case('Amal').public_id}/appointments/new/", typed)
    assert answer.status_code == 200
    html = unescape(answer.content.decode())
    assert "Préparer le dossier rouge" in html and f'value="{day}"' in html
    assert 'aria-invalid="true"' in html and told(answer, language)


@pytest.mark.parametrize("birth", ["1850-01-01", "2999-01-01", "31/02/1990", "1990-99-99"])
def test_an_absurd_birth_makes_nobody_and_loses_nothing(birth: str, town: Town) -> None:
    client, before = town.signed_in("caseworker"), Person.objects.count()
    begun = client.post("/ar/staff/receive/", NOTICE)
    typed = {
        "name": "Prénom Inouï",
        "language": "ar",
        "birth": "date",
        "day": birth,
        "name_language": "ar",
        "quarter": "le port",
    }
    answer = client.post(begun["Location"], typed, follow=True)
    html = unescape(answer.content.decode())
    if answer.redirect_chain:
        answer = client.post(answer.redirect_chain[-1][0], {"once": "x"})
        html = unescape(answer.content.decode())
    assert answer.status_code == 200
    assert "Prénom Inouï" in html and birth in html
    assert Person.objects.count() == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_sent_twice_does_its_work_once(language: str, town: Town) -> None:
    client, case = town.signed_in("caseworker"), town.case("Amal")
    path, before = f"/{language}/staff/cases/{case.public_id}/", (Note.objects.count(), Need.objects.count())
    for _ in range(2):
        assert client.post(f"{path}notes/", {**NOTE, "once": "note-1"}).status_code == 302
        assert client.post(f"{path}needs/", {**NEED, "once": "need-1"}).status_code == 302
    assert (Note.objects.count(), Need.objects.count()) == (before[0] + 1, before[1] + 1)
    holder, link = Client(), town.link_of(town.referral("Amal", "sent"))
    for _ in range(2):
        answer = holder.post(f"/{language}/r/{link}/answer/", {"answer": "accept", "once": "answer-1"})
        assert answer.status_code == 302
    again = holder.post(f"/{language}/r/{link}/answer/", {"answer": "decline", "reason": "full", "once": "answer-2"})
    assert again.status_code == 200 and told(again, language)
    assert Once.objects.filter(token="answer-1").count() == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_stale_form_is_said_to_be_so_and_keeps_what_was_typed(language: str, town: Town) -> None:
    one, other = town.signed_in("caseworker"), town.signed_in("mediator")
    referral = town.referral("Hodan", "asked")
    path = f"/{language}/staff/referrals/{referral.public_id}/"
    version = re.search(r'name="version"[^>]*value="(\d+)"', one.get(path).content.decode())[1]
    assert other.post(f"{path}answer/", {"words": "Lundi.", "version": version}).status_code == 302
    late = one.post(f"{path}answer/", {"words": "Plutôt le mardi matin.", "version": version})
    assert late.status_code == 200 and told(late, language)
    assert "Plutôt le mardi matin." in unescape(late.content.decode())
    late = one.post(f"{path}withdraw/", {"who": "sender", "version": version})
    assert late.status_code == 200 and told(late, language)
    referral.refresh_from_db()
    assert referral.state == "answered"


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_workers_on_one_record_and_the_second_hears_of_it(language: str, town: Town) -> None:
    one, other = town.signed_in("caseworker"), town.signed_in("mediator")
    case = town.case("Hodan")
    visit = Visit.objects.filter(organisation=case.organisation, state="waiting").first()
    path = f"/{language}/staff/visits/{visit.public_id}/take/"
    assert one.post(path, {"version": visit.version}).status_code == 302
    second = other.post(path, {"version": visit.version}, follow=True)
    assert second.status_code == 200 and 'class="banner no"' in second.content.decode() and told(second, language)
    visit.refresh_from_db()
    assert visit.worker == town.account("caseworker")
    step = Step.objects.filter(case=case, state="in_progress").first()
    path = f"/{language}/staff/cases/{case.public_id}/steps/{step.public_id}/"
    assert one.post(path, {"do": "claim", "version": step.version}).status_code == 302
    second = other.post(path, {"do": "drop", "version": step.version}, follow=True)
    assert 'class="banner no"' in second.content.decode()
    step.refresh_from_db()
    assert step.state == "claimed_done"
    path = f"/{language}/staff/cases/{case.public_id}/state/"
    version = Case.objects.get(pk=case.pk).version
    assert one.post(path, {"to": "paused", "version": version}).status_code == 302
    late = other.post(path, {"to": "closed", "reason": "moved", "version": version})
    assert late.status_code == 200 and told(late, language)
    assert Case.objects.get(pk=case.pk).state == "paused"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_expired_link_says_so_kindly_and_takes_nothing(language: str, town: Town) -> None:
    referral = town.referral("Amal", "sent")
    link = town.link_of(referral)
    ReferralLink.objects.filter(referral=referral).update(expires_at=now() - timedelta(minutes=1))
    holder = Client()
    for path in ("", "open/"):
        answer = holder.get(f"/{language}/r/{link}/{path}")
        assert answer.status_code == 410 and told(answer, language)
    for path in ("answer/", "start/", "outcome/", "return/", "code/"):
        data = {"answer": "accept", "outcome-outcome": "given", "return-reason": "other"}
        answer = holder.post(f"/{language}/r/{link}/{path}", data)
        assert answer.status_code == 410 and told(answer, language), path
    assert Referral.objects.get(pk=referral.pk).state == "sent"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lost_session_keeps_what_was_typed(language: str, town: Town) -> None:
    case = town.case("Amal")
    answer = Client().post(f"/{language}/staff/cases/{case.public_id}/notes/", {**NOTE, "text": "Un long récit."})
    assert answer.status_code == 200 and told(answer, language)
    resume = re.search(r'name="resume" value="([^"]+)"', answer.content.decode())[1]
    assert "Un long récit." not in answer.content.decode()
    client = Client()
    from parvis.cli.town.registers import PASSWORD

    back = client.post(
        f"/{language}/sign-in/", {"login": "caseworker", "password": PASSWORD, "resume": unescape(resume)}
    )
    assert "Un long récit." in unescape(back.content.decode())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_forged_or_old_form_keeps_what_was_typed(language: str, town: Town) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post(f"/{language}/report/", {"what": "closed", "words": "La porte est fermée depuis mai."})
    assert answer.status_code == 403 and told(answer, language)
    assert "La porte est fermée depuis mai." in unescape(answer.content.decode())
    pin = client.post(f"/{language}/my/open/", {"pin": "481526"})
    assert pin.status_code == 403 and "481526" not in pin.content.decode()


def test_the_roles_of_this_file_are_those_of_the_table() -> None:
    assert {roles_of(route)[0] for route in ROUTES if route.may == WORKERS} == {"caseworker"}
