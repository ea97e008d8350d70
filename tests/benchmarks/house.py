"""A stage's own house: store, keys, stylesheets, the demo town."""

import os
from pathlib import Path

import django
from django.conf import settings


def open_house() -> Path:
    """Settings read, tables made, stylesheets collected as a server has them."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "parvis.config.settings"
    django.setup()
    from parvis.cli.static import collect_static
    from parvis.cli.store import make_store

    make_store()
    collect_static()
    return Path(settings.PARVIS_HOME)


def build_town() -> None:
    """The demo's organisations, services, persons and cases."""
    from parvis.cli.town import build
    from parvis.core.clock import now

    build.build(now=now())


def bring_directory(home: Path) -> tuple[str, float, int]:
    """The corpus into the directory: its name, seconds, services in it."""
    import time

    from parvis.core.clock import now
    from parvis.exchange.hsds.load import load
    from parvis.kernel.actor import Actor
    from tests.benchmarks.corpus import corpus

    source = corpus(home)
    began = time.perf_counter()
    loaded = load(source.path, source=source.name, region="US", language="en", by=Actor.system("bench"), at=now())
    return source.name, time.perf_counter() - began, len(loaded.reading.services)
