"""`parvis demo`, `parvis serve`, `parvis nightly`: what a newcomer starts, and what a timer calls."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

import pytest

from parvis.cli.town.registers import PASSWORD
from tests.cli.conftest import Parvis
from tests.town import Town, town, town_of_module

__all__ = ["town", "town_of_module"]
NEVER_LONGER = 120  # seconds, on a slow machine with other things to do
ROLES = ("caseworker", "mediator", "provider", "manager", "admin", "dpo")


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody else listens on."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


def free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as found:
        return found.getsockname()[1]


def get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=20) as answer:
        return answer.read().decode()


def wait_for(address: str, server: subprocess.Popen[str]) -> None:
    until = time.monotonic() + NEVER_LONGER
    while server.poll() is None and time.monotonic() < until:
        try:
            get(address)
        except OSError:
            time.sleep(0.3)
        else:
            return
    server.kill()
    raise AssertionError(server.communicate())


@pytest.mark.enable_socket
def test_the_demo_is_built_once_then_served_with_its_worker_until_it_is_stopped(tmp_path: Path, apart: Parvis):
    port, base = free_port(), ""
    outside = {
        name: value for name, value in os.environ.items() if not name.startswith(("PARVIS_", "DJANGO_", "DATABASE"))
    }
    server = subprocess.Popen(
        [sys.executable, "-m", "parvis.cli", "demo", "--port", str(port)],
        env={**outside, "PARVIS_HOME": str(tmp_path / "home")}, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        base = f"http://127.0.0.1:{port}"
        wait_for(f"{base}/healthz", server)
        home = get(f"{base}/fr/")
        sheet = re.search(r'href="(/static/[^"]+\.[0-9a-f]{12}\.css)"', home)
        assert sheet and get(base + sheet[1])
        visitor = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        token = re.search(
            r'name="csrfmiddlewaretoken" value="(\w+)"', visitor.open(f"{base}/fr/sign-in/").read().decode()
        )
        assert token
        typed = {"login": "caseworker", "password": PASSWORD, "csrfmiddlewaretoken": token[1]}
        entered = visitor.open(f"{base}/fr/sign-in/", urlencode(typed).encode())
        assert entered.url == f"{base}/fr/staff/day/"
        assert f"{base}/fr/r/" in get(f"{base}/fr/admin/outbox/"), "the links of messages lead to where it is served"
    finally:
        server.send_signal(signal.SIGTERM)
        out, _err = server.communicate(timeout=NEVER_LONGER)
    assert server.returncode == 0
    assert all(re.search(rf"^    {role} ", out, re.MULTILINE) for role in ROLES)
    card = re.search(r"/c/[\w-]+/\s+PIN \d{6}", out)
    assert card

    # Again: nothing is built, and the card is the same.
    again = apart("demo", "--no-serve", "--port", port)
    assert again.code == 0
    assert "Building" not in again.out
    assert card[0] in again.out


@pytest.mark.parametrize(
    "arguments",
    [("serve", "--port", "0"), ("serve", "--port", "99999"), ("serve", "--port", "x"), ("serve", "--workers", "0"),
     ("serve", "--workers", "-3"), ("demo", "--port", "70000")],
)  # fmt: skip
def test_what_cannot_be_served_is_wrong_usage(parvis: Parvis, arguments: tuple[str, ...]):
    done = parvis(*arguments)
    assert (done.code, done.out) == (2, "")


@pytest.mark.enable_socket
@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_port_that_is_taken_is_said_in_one_line_before_anything_starts(parvis: Parvis, command: str, taken: int):
    done = parvis(command, "--port", taken)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(f"parvis: nothing can be served on 127.0.0.1:{taken}: ")
    assert done.err.count("\n") == 1


@pytest.mark.enable_socket
def test_an_address_that_is_not_here_is_said_in_one_line(parvis: Parvis):
    done = parvis("serve", "--host", "203.0.113.7")
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert "203.0.113.7" in done.err


@pytest.mark.parametrize(
    ("surroundings", "says"),
    [
        ({"PARVIS_MODE": "productoin"}, "PARVIS_MODE is demo, production or test"),
        ({"PARVIS_MODE": "production"}, "in production PARVIS_KEYS names the folder"),
    ],
)
def test_surroundings_that_would_mislead_are_refused(apart: Parvis, surroundings: dict[str, str], says: str):
    done = apart("search", "x", **surroundings)
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert says in done.err


def test_the_demo_is_not_built_in_production(apart: Parvis, tmp_path: Path):
    done = apart("demo", "--no-serve", PARVIS_MODE="production", PARVIS_KEYS=str(tmp_path / "safe"))
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert "printed passwords" in done.err


def test_the_night_makes_durable_what_is_over_and_a_second_one_finds_nothing(town: Town, parvis: Parvis):
    first = parvis("nightly", "--json").json
    assert set(first) == {
        *("consents_expired", "offers_expired", "offers_out_of_search", "silence", "expired"),
        *("agreements_ended", "look_alikes_found", "likeness_renewed", "rows_of_logs_sealed"),
        *("erased", "due_and_left"),
    }
    assert first["consents_expired"] >= 1
    second = parvis("nightly", "--json").json
    assert set(second.values()) == {0}
