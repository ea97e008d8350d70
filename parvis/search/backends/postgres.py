"""PostgreSQL: two generated tsvector columns of the table, made of words as they are, each with a GIN index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from parvis.search.backends.hits import Hits
from parvis.search.rowids import ANYWHERE, Runs

# Words are folded before they come here: `array_to_tsvector` takes them as they are, where a text configuration would cut
# Arabic or Bengali words at its own discretion.
_INSTALL = """
ALTER TABLE search_document
    ADD COLUMN IF NOT EXISTS title_words tsvector
        GENERATED ALWAYS AS (array_to_tsvector(array_remove(string_to_array(title, ' '), ''))) STORED,
    ADD COLUMN IF NOT EXISTS body_words tsvector
        GENERATED ALWAYS AS (array_to_tsvector(array_remove(string_to_array(body, ' '), ''))) STORED;
CREATE INDEX IF NOT EXISTS search_document_title_words ON search_document USING gin (title_words) WITH (fastupdate = off);
CREATE INDEX IF NOT EXISTS search_document_body_words ON search_document USING gin (body_words) WITH (fastupdate = off);
"""


def install(using: BaseDatabaseWrapper) -> None:
    """The columns and their indexes."""
    with using.cursor() as cursor:
        cursor.execute(_INSTALL)


class Postgres:
    """`backends.Backend` on tsvector and GIN."""

    def hits(self, words: Sequence[str], runs: Runs) -> Hits:
        """One SELECT a word and part, in one statement."""
        parts: list[str] = []
        values: list[str | int] = []
        where, bounds = _within(runs)
        for number, word in enumerate(words):
            for in_title, column in ((1, "title_words"), (0, "body_words")):
                parts.append(
                    f"SELECT {number}, {in_title}, id FROM search_document WHERE {column} @@ %s::tsquery{where}"  # noqa: S608
                )
                values += [_quoted(word), *bounds]
        if not parts:
            return Hits()
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), values)
            return Hits.of(cursor.fetchall())

    def vocabulary(self) -> Mapping[str, int]:
        """Counted over the table; kept in memory by the caller until the index changes."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT word, ndoc FROM ts_stat('SELECT title_words || body_words FROM search_document')")
            return dict(cursor.fetchall())


def _within(runs: Runs) -> tuple[str, list[int]]:
    if runs == ANYWHERE:
        return "", []
    ors = " OR ".join("id BETWEEN %s AND %s" for _ in runs)
    return f" AND ({ors})", [bound for run in runs for bound in run]


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"
