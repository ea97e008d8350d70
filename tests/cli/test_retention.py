"""`parvis retention …`: the dry run changes nothing and says what the purge then does; the certificate says it again."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta

import pytest

from parvis.casework.models import Case
from parvis.core import retention
from parvis.core.audit import log_reads
from parvis.core.clock import now
from parvis.core.models import Change, Read
from parvis.oversight.actions import place_hold
from parvis.oversight.models import Erasure
from parvis.people.models import Part, Person
from tests.cli.conftest import Parvis
from tests.factories import access, casework
from tests.own_keys import own_keys

__all__ = ["own_keys"]


@pytest.fixture
def here(own_keys: object, db: None) -> casework.Town:
    """Somebody whose file was closed two years and a day ago, and somebody whose was not."""
    town = casework.town()
    other = casework.town()
    long_ago = now() - timedelta(days=731)
    Person.objects.update(registered_at=long_ago)
    Part.objects.update(starts_on=long_ago.date())
    Case.objects.filter(pk=town.case.pk).update(state="closed", closed_at=long_ago)
    assert other.case.pk
    return town


def test_the_dry_run_says_what_the_purge_then_does(here: casework.Town, parvis: Parvis) -> None:
    changes = Change.objects.count()
    due = parvis("retention", "due", "--json")
    assert due.code == 0, due.err
    assert {line["model"]: line["things"] for line in due.json["due"]} == {"people.Person": 1}
    assert due.json["due"][0]["room"] == "people"
    assert Change.objects.count() == changes
    assert not Erasure.objects.exists()
    assert "person (730 days) people.Person: 1" in parvis("retention", "due").out
    done = parvis("retention", "purge", "--json")
    assert (done.code, done.json["erased"], done.json["left"]) == (0, {"people.Person": 1}, {})
    assert parvis("retention", "due").out == "nothing is due\n"
    assert parvis("retention", "purge").out == "nothing was due\n"
    (one,) = parvis("retention", "certificates", "--json").json["certificates"]
    assert (one["run"], one["lines"][0]["things"], one["seal"]) == (done.json["run"], 1, "")
    assert parvis("logs", "seal").code == 0
    told = parvis("retention", "certificates").out
    assert "people.Person: 1" in told
    assert "sealed: not yet" not in told
    assert Person.objects.count() == 1


def test_what_is_due_on_a_day(here: casework.Town, parvis: Parvis) -> None:
    on = (now() + timedelta(days=40)).date().isoformat()
    assert parvis("retention", "due", "--on", on).code == 0
    wrong = parvis("retention", "due", "--on", "soon")
    assert wrong.code == 2
    assert "soon is no day" in wrong.err


def test_the_night_purges(here: casework.Town, parvis: Parvis) -> None:
    assert parvis("nightly", "--json").json["erased"] == 1
    assert parvis("logs", "check").code == 0


def test_what_is_left_is_said_and_fails(here: casework.Town, parvis: Parvis, monkeypatch: pytest.MonkeyPatch) -> None:
    keeper = retention._keepers["casework"]
    quiet = retention.Keeper(room="casework", erase=lambda _: None, sources=keeper.sources)
    monkeypatch.setitem(retention._keepers, "casework", quiet)
    done = parvis("retention", "purge")
    assert done.code == 1
    assert "people.Person: 1 left" in done.out


def test_who_asks_to_be_erased_is_erased_and_certified(own_keys: object, db: None, parvis: Parvis) -> None:
    town, other = casework.town(), casework.town()
    casework.sent(town)
    record = str(town.person.public_id)[:8]
    named = ("--controller", town.controller.name)
    asked = parvis("retention", "erase", record, *named)
    assert (asked.code, "nothing was erased" in asked.out) == (1, True)
    assert parvis("retention", "erase", "0000000F", *named, "--yes").code == 1
    done = parvis("retention", "erase", record, *named, "--yes", "--json")
    assert (done.code, done.json["erased"]) == (0, 1), done.err
    assert list(Person.objects.values_list("pk", flat=True)) == [other.person.pk]
    assert not Case.objects.filter(pk=town.case.pk).exists()
    (one,) = parvis("retention", "certificates", "--json").json["certificates"]
    (line,) = one["lines"]
    assert (one["run"], line["counted_from"], line["things"]) == (done.json["run"], "her own request", 1)
    assert line["rows"]["people_person"] == line["rows"]["casework_case"] == 1
    assert parvis("retention", "erase", record, *named, "--yes").code == 1


def test_who_is_on_hold_is_not_erased_though_she_asks(own_keys: object, db: None, parvis: Parvis) -> None:
    town = casework.town()
    officer = access.worker(town.controller, "dpo", purpose="oversight")
    day = (now() + timedelta(days=30)).date()
    place_hold(record=town.case.number, reason="claim", words="x", review_on=day, by=officer, at=now())
    record, named = str(town.person.public_id)[:8], ("--controller", town.controller.name)
    done = parvis("retention", "erase", record, *named, "--yes")
    assert done.code == 1 and "legal reason" in done.err
    assert Person.objects.filter(pk=town.person.pk).exists()
    assert not Erasure.objects.exists()


@pytest.mark.parametrize("given", ["persons=3", "person=", "person=soon", "person=0", "=3", "audit=30"])
def test_durations_that_cannot_be_are_said_at_the_start(apart: Parvis, given: str) -> None:
    done = apart("search", "x", PARVIS_RETENTION_DAYS=given)
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert "PARVIS_RETENTION_DAYS" in done.err


def test_durations_of_an_installation_count(apart: Parvis) -> None:
    code = (
        "import django; django.setup(); from parvis.core.retention import rule; "
        "print(rule('person').days, rule('message').days, rule('case').days)"
    )
    told = subprocess.run(
        [sys.executable, "-c", code],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "parvis.config.settings",
            "PARVIS_RETENTION_DAYS": "person=365, message=30",
        },
        check=True,
        capture_output=True,
        text=True,
    )
    assert told.stdout.split() == ["365", "30", "730"]


def test_the_check_of_the_logs_says_what_went_at_the_end_of_its_time(here: casework.Town, parvis: Parvis) -> None:
    Read.objects.all().delete()
    log_reads(actor=here.worker, reads=dict.fromkeys(range(900, 905), "record"), at=now() - timedelta(days=1100))
    parvis("logs", "seal")
    assert "audit (1095 days) core.Read: 5" in parvis("retention", "due").out
    assert "went at the end" not in parvis("logs", "check").out
    assert "core.Read: 5 erased" in parvis("retention", "purge").out
    checked = parvis("logs", "check")
    assert checked.code == 0
    assert "5 rows went at the end of their time" in checked.out
    assert not Read.objects.exists()
