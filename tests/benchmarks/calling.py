"""Requests to a WSGI application without a network, as a server would make them, and what each one cost."""

import io
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any
from urllib.parse import urlsplit

TOKEN = "t" * 32  # of the defence against forged requests, in the cookie and in the form
Application = Callable[..., Iterable[bytes]]


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Caller:
    """A reader with her cookies. What stands behind a `#` in an address is sent as a form."""

    application: Application
    cookie: str = ""

    def get(self, address: str) -> Reply:
        """The whole answer: middleware, statements, template, compression."""
        found: dict[str, Any] = {}
        given = self.application(self._environ(address), lambda status, headers, *_: found.update(s=status, h=headers))
        body = b"".join(given)
        close = getattr(given, "close", None)
        if close:
            close()
        return Reply(int(found["s"].split()[0]), dict(found["h"]), body)

    def _environ(self, address: str) -> dict[str, Any]:
        parts = urlsplit(address)
        form = f"{parts.fragment}&csrfmiddlewaretoken={TOKEN}".encode() if parts.fragment else b""
        return {
            "REQUEST_METHOD": "POST" if form else "GET",
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(form)),
            "PATH_INFO": parts.path,
            "QUERY_STRING": parts.query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "127.0.0.1",
            "HTTP_ACCEPT_ENCODING": "gzip, br",
            "HTTP_COOKIE": f"{self.cookie}; csrftoken={TOKEN}",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(form),
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }


@dataclass(frozen=True)
class Cost:
    """Of many requests, in milliseconds."""

    wall: Sequence[float]
    cpu: Sequence[float]

    @property
    def rate(self) -> float:
        """Requests a second, one after another in one process."""
        return 1000 * len(self.wall) / sum(self.wall)


def cost_of(caller: Caller, addresses: Sequence[str], *, rounds: int) -> Cost:
    """Each address so many times, in turn, after one round that warms up. An answer that is not 200 is an error."""
    wall, cpu = [], []
    for turn in range(rounds + 1):
        for address in addresses:
            began, spent = time.perf_counter(), time.process_time()
            reply = caller.get(address)
            if reply.status != 200:
                msg = f"{address} answered {reply.status}"
                raise ValueError(msg)
            if turn:
                wall.append((time.perf_counter() - began) * 1000)
                cpu.append((time.process_time() - spent) * 1000)
    return Cost(wall, cpu)


def cost_beside_the_yardstick(caller: Caller, address: str, *, rounds: int) -> tuple[Cost, float]:
    """Of one address; and the median of what each answer cost in the processor's time, in runs of the fixed piece of Python just after it.

    A shared machine changes its speed by half within a minute: two pages measured at different times compare by the second figure.
    """
    wall, cpu, relative = [], [], []
    for _ in range(rounds):
        one = cost_of(caller, [address], rounds=1)
        wall, cpu = [*wall, *one.wall], [*cpu, *one.cpu]
        relative.append(one.cpu[0] / yardstick())
    return Cost(wall, cpu), median(relative)


def p95(values: Sequence[float]) -> float:
    """The value that one in twenty exceeds."""
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.95))]


def middle(values: Sequence[float]) -> float:
    """The median."""
    return median(values)


def yardstick() -> float:
    """CPU milliseconds of a fixed piece of Python: shared machines run at changing speeds, and this says at which."""
    began, seen = time.process_time(), {}
    for number in range(300_000):
        seen[str(number % 997)] = number
    return round((time.process_time() - began) * 1000, 1)
