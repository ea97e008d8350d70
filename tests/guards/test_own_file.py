"""Nothing that is kept about a person is missing from her own file: the guard walks the schema."""

from __future__ import annotations

from django.apps import apps
from django.db import models

from parvis.access.own import SHEETS
from parvis.core import retention
from parvis.core.subject import Sheet, Told
from parvis.web.shell.words.own_file import LABELS, TITLES
from parvis.web.shell.words.own_file_codes import CODES
from tests.guards.support import assert_none_but

# Personal models of which nothing is handed over.
NOT_IN_FILE = {
    "core.Message": "neutral, to an address that several may share: it leads to no person, and is erased after 90 days",
    "people.Household": "a label, told with her membership in it; what else hangs on it is other members'",
    "people.NameKey": "blind index, computed from the names in the file",
    "people.LikenessKey": "blind index, computed from names and birth in the file",
    "casework.CaseMember": "colleagues; who is in charge and who read stands in the file",
    "casework.ReferralLink": "the digest that opens a request, and how long",
    "casework.AnswerCode": "the digest of a one-time code, and how long",
}  # fmt: skip


def sources() -> list[Sheet | Told]:
    return [one for room in retention.sources().values() for one in room]


def sheets() -> list[Sheet]:
    return [one for one in sources() if isinstance(one, Sheet)]


def test_every_personal_model_is_in_the_file() -> None:
    told = {one.model for one in sheets()} | {
        model for one in sources() if isinstance(one, Told) for model in one.covers
    }
    personal = [model for model in apps.get_models() if getattr(model, "personal", False)]
    assert len(personal) > 30
    missing = [model._meta.label for model in personal if model not in told]
    assert_none_but(missing, NOT_IN_FILE, "personal models that a person's own file does not tell")


def test_the_file_has_a_heading_for_each_table_and_a_word_for_each_column() -> None:
    assert not {one.code for one in sources()} ^ set(TITLES)
    columns = {column.name for one in [*sheets(), *SHEETS] for column in one.columns()}
    assert not columns - set(LABELS)


def test_every_code_in_the_file_has_a_word() -> None:
    silent = [
        f"{one.code}.{column.name}: {code!r}"
        for one in sheets()
        for column in one.columns()
        if isinstance(column, models.Field) and column.choices
        for code, _name in column.choices
        if code and code not in CODES.get(f"{one.code}.{column.name}", {})
    ]
    assert not silent
