"""The framework alone: Django as `startproject` sets it up, SQLite, one table of twenty rows on one page."""

import json
import os
import sys
import types
from pathlib import Path

import django
from django.conf import settings

from tests.benchmarks.calling import Caller, cost_of

ROWS, ROUNDS = 20, 400
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Rows</title></head><body><table>
{% for row in rows %}<tr><td>{{ row.name }}</td><td>{{ row.text }}</td><td>{{ row.place }}</td><td>{{ row.phone }}</td>
<td>{{ row.on }}</td></tr>{% endfor %}</table></body></html>"""


def configure() -> None:
    settings.configure(
        SECRET_KEY="bare",
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF=__name__,
        INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.messages"],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {
                    "loaders": [
                        ("django.template.loaders.cached.Loader", [("django.template.loaders.locmem.Loader", {"page": PAGE})])
                    ],
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ],
                },
            }
        ],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": str(Path(os.environ["PARVIS_HOME"]) / "bare.sqlite3"),
                "CONN_MAX_AGE": 60,
            }
        },
        USE_TZ=True,
    )  # fmt: skip
    django.setup()


def main() -> None:
    configure()
    from django.core.handlers.wsgi import WSGIHandler
    from django.db import connection, models
    from django.http import HttpRequest, HttpResponse
    from django.shortcuts import render
    from django.urls import path

    class Row(models.Model):
        name = models.CharField(max_length=100)
        text = models.TextField()
        place = models.CharField(max_length=100)
        phone = models.CharField(max_length=20)
        on = models.DateField()

        class Meta:
            app_label = "bare"

    def page(request: HttpRequest) -> HttpResponse:
        return render(request, "page", {"rows": Row.objects.order_by("pk")[:ROWS]})

    with connection.schema_editor() as editor:
        editor.create_model(Row)
    Row.objects.bulk_create(
        Row(
            name=f"Row {number}", text="Some words about it. " * 6, place="Miami", phone="305 573 4200", on="2026-01-01"
        )
        for number in range(ROWS)
    )
    module = types.ModuleType("tests.benchmarks.bare_urls")
    module.urlpatterns = [path("", page)]  # type: ignore[attr-defined]
    sys.modules[module.__name__] = module
    settings.ROOT_URLCONF = module.__name__
    cost = cost_of(Caller(WSGIHandler()), ["/"], rounds=ROUNDS)
    print(json.dumps({"rate": cost.rate}))


if __name__ == "__main__":
    main()
