"""The store is held by somebody else: a page says so and keeps what was typed, and the worker goes on."""

from __future__ import annotations

import argparse

import pytest
from django.db import OperationalError
from django.test import Client

from parvis.cli.commands import worker

WORDS = "The hours on this page are wrong since May."


def _locked(*_: object, **__: object) -> None:
    raise OperationalError("database is locked")


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_page_says_so_and_loses_nothing(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parvis.directory.actions.report_listing", _locked)
    answer = Client().post(f"/{language}/report/", {"what": "other", "words": WORDS})
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "no-store" in answer["Cache-Control"]
    html = answer.content.decode()
    assert WORDS in html
    assert f'lang="{language}"' in html
    assert "locked" not in html


def test_the_worker_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []

    def work(*_: object, batch: bool, **__: object) -> None:
        asked.append(batch)
        if len(asked) < 3:
            _locked()

    monkeypatch.setattr(worker, "call_command", work)
    monkeypatch.setattr(worker, "PAUSE", 0)
    monkeypatch.setattr(worker.connections, "close_all", lambda: None)
    assert worker.run(argparse.Namespace(once=False)) == 0
    assert asked == [False, False, False]
    asked.clear()
    with pytest.raises(OperationalError):
        worker.run(argparse.Namespace(once=True))
