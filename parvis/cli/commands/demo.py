"""`parvis demo`: the invented town, built once, then served."""

from __future__ import annotations

import argparse
import os
import shutil
from pathlib import Path

from django.conf import settings
from django.db import connections

from parvis.cli.commands.serve import check_free, port_number, serve
from parvis.cli.store import make_store
from parvis.cli.town import build, registers
from parvis.core.clock import now
from parvis.core.keys import forget_rings

HERE = "127.0.0.1"  # the demo has printed passwords: this machine only


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("demo", help="build the demo town and serve it")
    parser.add_argument("--reset", action="store_true", help="begin again from an empty store")
    parser.add_argument("--no-serve", action="store_true", help="build only")
    parser.add_argument("--port", type=port_number, default=8000)
    parser.set_defaults(run=run, needs_store=False)


def run(arguments: argparse.Namespace) -> int:
    """Build what is missing, say who may come in, serve."""
    if settings.PARVIS_MODE == "production":
        msg = "the demo has printed passwords: it is not built in production"
        raise ValueError(msg)
    if not arguments.no_serve:
        check_free(HERE, arguments.port)
    os.environ.setdefault("PARVIS_ADDRESS", f"http://{HERE}:{arguments.port}")
    settings.PARVIS_HOUSE["address"] = os.environ["PARVIS_ADDRESS"]
    if arguments.reset:
        _forget()
    make_store()
    if not registers.exists():
        print("Building the demo town, once …", flush=True)
        built = build.build(now=now())
        told = f"{built.services} services, {built.persons} persons, {built.hosts} of them hosts, {built.cases} cases."
        print(told, flush=True)
    _say(arguments.port)
    if arguments.no_serve:
        return 0
    connections.close_all()
    return serve(host=HERE, port=arguments.port, workers=2)


def _forget() -> None:
    """Empty the store; keys of the demo go with it."""
    connections.close_all()
    if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        with connections["default"].cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
    home = Path(settings.PARVIS_HOME)
    for path in home.glob("parvis.sqlite3*"):
        path.unlink()
    (home / build.NOTE).unlink(missing_ok=True)
    if Path(settings.PARVIS_KEYS).is_relative_to(home):
        for path in Path(settings.PARVIS_KEYS).glob("*.key"):
            if path.name != "django.key":
                path.unlink()
        for name in ("locked.keys", "shares.json", "graves", "logs"):
            (Path(settings.PARVIS_KEYS) / name).unlink(missing_ok=True)
        forget_rings()
    shutil.rmtree(home / "files", ignore_errors=True)


def _say(port: int) -> None:
    address = f"http://{HERE}:{port}"
    print(f"\nParvis, the demo town: {address}/\n")
    print(f"  sign in at {address}/fr/sign-in/   password of every account: {registers.PASSWORD}")
    for username, role in registers.accounts():
        print(f"    {username:12} {role}")
    print("  cards, and a link, that open somebody's own page:")
    for who, card in build.cards():
        print(f"    {who:12} {address}{card}")
    print(f"  every message sent: {address}/fr/admin/outbox/\n", flush=True)
