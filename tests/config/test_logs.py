"""A log that is stolen, mailed or read over a shoulder opens nothing."""

from __future__ import annotations

import logging
import logging.config
import subprocess
import sys
from io import StringIO

import pytest
from django.conf import settings
from django.test import Client

from parvis.config.logs import without_secrets
from tests.factories import casework, people

TOKEN = "q3Zk_9-hT0wYx1LmNnP2rSsVvX4"


@pytest.fixture
def log() -> StringIO:
    """What the house's own handlers write, during one test."""
    written = StringIO()
    formatter = settings.LOGGING["formatters"]["plain"]
    kind = logging.config.DictConfigurator({}).resolve(formatter["class"])
    handler = logging.StreamHandler(written)
    handler.setFormatter(kind(formatter["format"]))
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


@pytest.mark.parametrize(
    "line",
    [
        f"Not Found: /c/{TOKEN}/",
        f"Not Found: /f/{TOKEN}.ics",
        f"Not Found: /fr/welcome/{TOKEN}/",
        f"Forbidden (CSRF cookie not set.): /ar/r/{TOKEN}/answer/",
        f"Error handling request /fr/r/{TOKEN}",
        f"/fr/sign-in/?next=%2Ffr%2Fr%2F{TOKEN}%2F",
        f"NoReverseMatch at '/fr/r/{TOKEN}/open/' …",
    ],
)
def test_the_secret_of_an_address_is_left_out(line: str) -> None:
    assert TOKEN not in without_secrets(line)


def test_everything_else_stays_readable() -> None:
    line = "Not Found: /fr/service/6f0f3c4e-52b5-5d57-9f0a-3a0a7f3f6f11/ [c/d] path/to/r/"
    assert without_secrets(line) == line


@pytest.mark.django_db
def test_no_refusal_writes_a_secret_down(log: StringIO) -> None:
    here = casework.town()
    casework.sent(here)
    token, card = casework.token(), people.card(here.worker, here.person).token
    careful, client = Client(enforce_csrf_checks=True), Client(raise_request_exception=False)
    careful.post(f"/fr/r/{token}/answer/", {"answer": "accept"})
    careful.post(f"/fr/r/{token}/open/", {"code": "x"})
    careful.post(f"/c/{card}/")
    client.get(f"/fr/r/{token[:-1]}/")
    client.get(f"/c/{card}x/")
    client.get(f"/fr/r/{token}/", headers={"host": "elsewhere.example"})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("parvis.casework.queries.preview_by_link", lambda *_: 1 / 0)
        assert client.get(f"/fr/r/{token}/").status_code == 500
    told = log.getvalue()
    assert told.count("/fr/r/…") >= 4
    assert "ZeroDivisionError" in told
    assert not [secret for secret in (token, token[:-1], card) if secret in told]


def test_the_server_s_own_log_is_as_quiet() -> None:
    program = (
        "from gunicorn.config import Config\n"
        "from parvis.config.server_log import ServerLog\n"
        f"ServerLog(Config()).error('Error handling request %s', '/fr/r/{TOKEN}/')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "Error handling request /fr/r/…/" in done.stderr
    assert TOKEN not in done.stderr
