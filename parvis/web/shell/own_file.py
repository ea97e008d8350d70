"""A person's own file as she reads it, and as a machine does."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from parvis.core.subject import Part, plain
from parvis.engagement.kinds import kind_of
from parvis.kernel import languages
from parvis.kernel.errors import Invalid
from parvis.web.design.piece import Piece
from parvis.web.design.words import language_now, listed, when
from parvis.web.shell.words import said
from parvis.web.shell.words.own_file import LABELS, TITLES
from parvis.web.shell.words.own_file_codes import CODES, LANGUAGES

FORMAT = "parvis.own-file/1"
_KIND = "engagement.offer.kind"
_WRITTEN = "created_at"


def shown(parts: Iterable[Part]) -> list[Piece]:
    """Heading by heading; of each row what is not empty, in words."""
    return [
        Piece(
            code=part.code.replace(".", "-"),
            title=said(TITLES, part.code),
            rows=[_row(part.code, row) for row in part.rows],
            kept_back=part.kept_back,
        )
        for part in parts
    ]


def download(parts: Iterable[Part], *, controller: str, at: datetime) -> HttpResponse:
    """JSON, under a name that says nothing of whom it is about (its shape: docs/rooms/people.md)."""
    told = {
        "format": FORMAT,
        "made_at": at.isoformat(),
        "controller": controller,
        "tables": {part.code: [plain(row) for row in part.rows] for part in parts},
        "kept_back": {part.code: part.kept_back for part in parts if part.kept_back},
    }
    answer = HttpResponse(json.dumps(told, ensure_ascii=False, indent=1), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{at:%Y-%m-%d}.json"'
    return answer


def _row(code: str, row: dict[str, object]) -> list[tuple[str, str]]:
    """Without what says nothing: the empty, the plain "no", and when it was written down if another day stands beside."""
    dated = any(isinstance(value, date) for name, value in row.items() if name != _WRITTEN)
    told = {name: value for name, value in row.items() if not (dated and name == _WRITTEN)}
    return [(said(LABELS, name), text) for name, value in told.items() if (text := _said(f"{code}.{name}", value))]


def _said(column: str, value: object) -> Any:
    if isinstance(value, bool):
        return _("yes") if value else ""
    if isinstance(value, date):
        return when(value)
    if isinstance(value, list | tuple):
        return listed(str(_said(column, one)) for one in value)
    if isinstance(value, dict):
        return json.dumps(plain(value), ensure_ascii=False) if value else ""
    return _word(column, value) if value not in ("", None) else ""


def _word(column: str, value: object) -> str:
    if column in CODES:
        return said(CODES[column], value)
    if column == _KIND:
        return _kind(str(value))
    if column.rpartition(".")[2] in LANGUAGES:
        return languages.name_in(str(value), language_now())
    return str(value)


def _kind(code: str) -> str:
    """Its name; the code, where the room that knew it is switched off."""
    try:
        return str(kind_of(code).name)
    except Invalid:
        return code
