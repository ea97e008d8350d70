"""The product's own server, beside a browser that looks at it."""

from __future__ import annotations

import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def served(command: Sequence[str], *, port: int, surroundings: Mapping[str, str]) -> Iterator[str]:
    """Its address, once it answers; it ends with the block."""
    base = f"http://127.0.0.1:{port}"
    process = subprocess.Popen([*command, "serve", "--port", str(port)], env=dict(surroundings))
    try:
        _wait_for(f"{base}/healthz")
        yield base
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_for(address: str) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(address, timeout=2).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"nothing answers at {address}")
