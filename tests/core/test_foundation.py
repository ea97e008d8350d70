"""Events, double submits, outbox, texts, transitions, tokens, the house, retention."""

from datetime import UTC, date, datetime, timedelta
from smtplib import SMTPServerDisconnected

import pytest

from parvis.core import delivery, events, once, outbox, retention, tokens, transitions
from parvis.core.house import House
from parvis.core.models import Message
from parvis.core.subject import Told
from parvis.core.texts import NewTranslation, best, save_translations, translations
from parvis.kernel.actor import Actor, ActorKind
from parvis.kernel.errors import Refused
from parvis.kernel.states import Machine
from tests.factories.access import NOW

pytestmark = pytest.mark.django_db
LAMP = Machine.of("lamp", {"off": ["on"], "on": ["off"]}, exits=["broken"])


class Lamp:
    pk = 4
    state = "off"


class Rang:
    pass


class RangLoud(Rang):
    pass


def test_an_event_reaches_each_subscriber_of_its_kind_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "_handlers", events.defaultdict(list))
    heard: list[object] = []
    events.subscribe(Rang, heard.append)
    for kind in (Rang, RangLoud):
        events.subscribe(kind, heard.append) if kind is RangLoud else None
        events.announce(kind())
    assert [type(one) for one in heard] == [Rang, RangLoud]
    events.announce(object())
    assert len(heard) == 2


def test_a_form_is_taken_once_and_knows_where_it_led() -> None:
    assert once.claim("t", at=NOW)
    once.answered("t", location="/fr/case/1")
    assert not once.claim("t", at=NOW)
    assert once.location_of("t") == "/fr/case/1"
    assert once.location_of("never") == ""
    assert once.claim("", at=NOW)
    assert once.claim("", at=NOW)


@pytest.fixture
def letter(monkeypatch: pytest.MonkeyPatch) -> outbox.Letter:
    template = outbox.Template("tests.hello", lambda: "Something to read", lambda params: f"Open {params['link']}")
    monkeypatch.setitem(outbox._templates, "tests.hello", template)
    return outbox.Letter(
        to="desk@example.org", channel="email", template="tests.hello", language="en", params={"link": "/r/x"}
    )


def test_a_message_waits_for_the_commit(letter: outbox.Letter, django_capture_on_commit_callbacks: object) -> None:
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        message = outbox.send(letter, at=NOW)
        assert Message.objects.get().state == "queued"
    assert len(callbacks) == 1
    message.refresh_from_db()
    assert (message.subject, message.body, message.to) == ("Something to read", "Open /r/x", "desk@example.org")
    assert message.state == "held", "nothing leaves a test or the demo"


def test_a_message_is_sent_once_where_mail_is_set_up(letter: outbox.Letter, settings: object, mailoutbox: list) -> None:
    settings.PARVIS_SENDS_EMAIL = True
    message = outbox.send(letter, at=NOW)
    for _ in range(2):
        delivery.deliver(message, at=NOW + timedelta(minutes=1))
    assert (message.state, message.sent_at) == ("sent", NOW + timedelta(minutes=1))
    assert [mail.to for mail in mailoutbox] == [["desk@example.org"]]


def test_a_server_that_fails_is_seen(letter: outbox.Letter, settings: object, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise SMTPServerDisconnected

    settings.PARVIS_SENDS_EMAIL = True
    monkeypatch.setattr(delivery, "send_mail", fail)
    assert delivery.deliver(outbox.send(letter, at=NOW), at=NOW).state == "failed"


def test_a_short_message_without_a_way_is_held(letter: outbox.Letter, settings: object) -> None:
    settings.PARVIS_SENDS_EMAIL = True
    sms = outbox.Letter(to="+33639981001", channel="sms", template="tests.hello", language="ar", params={"link": "x"})
    assert delivery.deliver(outbox.send(sms, at=NOW), at=NOW).state == "held"


def new(text: str, source: str, **facts: object) -> NewTranslation:
    return NewTranslation(kind="service", object_id=1, field="name", language="ar", text=text, source=source, **facts)


def test_a_translation_knows_when_its_source_has_changed() -> None:
    save_translations([new("دروس", "Cours")], at=NOW)
    found = translations("service", [1, 2], "ar")
    fresh, stale = (best(found, (1, "name"), source, "fr") for source in ("Cours", "Cours du soir"))
    assert (fresh.text, fresh.language, fresh.stale, fresh.unread) == ("دروس", "ar", False, True)
    assert stale.stale
    missing = best(found, (2, "name"), "Cours", "fr")
    assert (missing.text, missing.language, missing.origin) == ("Cours", "fr", "source")


def test_the_last_of_two_translations_wins(django_assert_num_queries: object) -> None:
    assert save_translations([new("a", "x"), new("b", "x", read_by_native=True)], at=NOW) == 1
    with django_assert_num_queries(1):
        text = best(translations("service", [1], "ar"), (1, "name"), "x", "fr")
    assert (str(text), text.unread) == ("b", False)


def test_a_transition_is_checked_moved_and_logged() -> None:
    lamp, by = Lamp(), Actor(kind=ActorKind.ACCOUNT, account_id=2, organisation_id=3)
    transitions.move(lamp, "on", machine=LAMP, by=by, at=NOW, why="dark")
    transitions.move(lamp, "broken", machine=LAMP, by=by, at=NOW)
    with pytest.raises(Refused) as refused:
        transitions.move(lamp, "on", machine=LAMP, by=by, at=NOW)
    assert refused.value.params == {"machine": "lamp", "frm": "broken", "to": "on"}
    log = transitions.of("lamp", [4])
    assert [(one.frm, one.to, one.why, one.account_id, one.organisation_id) for one in log] == [
        ("off", "on", "dark", 2, 3),
        ("on", "broken", "", 2, 3),
    ]
    assert lamp.state == "broken"


def test_secrets_are_random_and_kept_as_keyed_hashes() -> None:
    assert len({tokens.new_token() for _ in range(50)}) == 50
    assert set(tokens.new_code(200)) <= set(tokens.ALPHABET)
    assert tokens.new_pin().isdigit()
    stored = tokens.digest("secret", purpose="card")
    assert stored != tokens.digest("secret", purpose="link")
    assert tokens.matches("secret", stored, purpose="card")
    assert not tokens.matches("secreT", stored, purpose="card")


def test_the_day_is_that_of_the_house() -> None:
    assert House().day(datetime(2026, 3, 10, 23, 30, tzinfo=UTC)) == date(2026, 3, 11)
    assert House().response_limit("urgent") == timedelta(hours=72)


def test_upper_rooms_erase_before_lower_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "_keepers", {})
    erased: list[str] = []
    for room in ("people", "casework"):
        retention.register(
            retention.Keeper(
                room=room,
                erase=lambda pk, room=room: erased.append(f"{room}:{pk}"),
                sources=[Told(f"{room}.row", lambda pk, room=room: [{"room": room, "person": pk}])],
            )
        )
    retention.erase_person(person_id=9, by=Actor.system("retention"), at=NOW)
    assert erased == ["casework:9", "people:9"]
    told = retention.file_of(9, whole=False)
    assert [(part.code, part.rows) for part in told] == [
        (f"{room}.row", [{"room": room, "person": 9}]) for room in ("people", "casework")
    ]
