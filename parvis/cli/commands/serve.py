"""`parvis serve`: the web server and, beside it, the worker that sends messages."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from types import FrameType

from django.conf import settings

from parvis.cli.static import collect_static

PAUSE = 0.3
MOST_WORKERS = 64


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("serve", help="serve the pages and run the background worker")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    parser.add_argument("--port", type=port_number, default=8000)
    parser.add_argument("--workers", type=_how_many, default=2, help="processes that answer (default: 2)")
    parser.set_defaults(run=run)


def port_number(text: str) -> int:
    """A port that a server may have."""
    port = int(text)
    if not 1 <= port <= 65535:
        msg = f"from 1 to 65535: {text}"
        raise argparse.ArgumentTypeError(msg)
    return port


def _how_many(text: str) -> int:
    number = int(text)
    if not 1 <= number <= MOST_WORKERS:
        msg = f"from 1 to {MOST_WORKERS}: {text}"
        raise argparse.ArgumentTypeError(msg)
    return number


def run(arguments: argparse.Namespace) -> int:
    """Serve until interrupted."""
    check_free(arguments.host, arguments.port)
    return serve(host=arguments.host, port=arguments.port, workers=arguments.workers)


def check_free(host: str, port: int) -> None:
    """Refuse in one plain line, before anything is started, an address that nothing can listen on."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        msg = f"nothing can be served on {_address(host, port)}: {error.strerror or error}"
        raise ValueError(msg) from error


def serve(*, host: str, port: int, workers: int) -> int:
    """Start both processes; when one ends, or a signal comes, end the other."""
    if settings.PARVIS_DEMO:
        os.environ.setdefault("PARVIS_ADDRESS", f"http://127.0.0.1:{port}")
    collect_static()
    children = [
        subprocess.Popen([sys.executable, "-m", "gunicorn", *_gunicorn(host, port, workers)]),
        subprocess.Popen([sys.executable, "-m", "parvis.cli", "worker"]),
    ]

    def stop(number: int, frame: FrameType | None) -> None:
        for child in children:
            child.terminate()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while all(child.poll() is None for child in children):
        time.sleep(PAUSE)
    stop(0, None)
    codes = [child.wait(timeout=30) for child in children]
    return 0 if codes[0] in (0, -signal.SIGTERM, -signal.SIGINT) else 1


def _address(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _gunicorn(host: str, port: int, workers: int) -> list[str]:
    return [
        "parvis.config.wsgi:application",
        f"--bind={_address(host, port)}",
        f"--workers={workers}",
        "--threads=4",
        "--worker-class=gthread",
        "--timeout=60",
        "--log-level=warning",
        "--logger-class=parvis.config.server_log.ServerLog",
        "--no-control-socket",
        "--preload",
        f"--worker-tmp-dir={settings.PARVIS_HOME}",
    ]
