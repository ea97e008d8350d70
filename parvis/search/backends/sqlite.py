"""SQLite: FTS5 over the table itself (external content), kept in step by triggers. Words are folded before they come here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from parvis.search.backends.hits import Hits
from parvis.search.rowids import ANYWHERE, Runs

# Marks belong to words in Bengali or Devanagari, so category M is a letter here as in `engines.text.tokens`.
_TABLE = """
CREATE VIRTUAL TABLE search_words USING fts5(
    title, body, content='search_document', content_rowid='id', detail='column', columnsize=0,
    tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
)"""
_TERMS = "CREATE VIRTUAL TABLE IF NOT EXISTS search_terms USING fts5vocab(search_words, row)"
_ADD = "INSERT INTO search_words (rowid, title, body) VALUES (NEW.id, NEW.title, NEW.body);"
_DROP = "INSERT INTO search_words (search_words, rowid, title, body) VALUES ('delete', OLD.id, OLD.title, OLD.body);"
_TRIGGERS = {
    "search_words_insert": f"AFTER INSERT ON search_document BEGIN {_ADD} END",
    "search_words_delete": f"AFTER DELETE ON search_document BEGIN {_DROP} END",
    "search_words_update": f"AFTER UPDATE ON search_document BEGIN {_DROP} {_ADD} END",
}


def install(using: BaseDatabaseWrapper) -> None:
    """The index, its list of words, and the triggers; filled again when any was missing (a remade table loses its triggers)."""
    with using.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE name LIKE 'search_words%'")
        standing = {row[0] for row in cursor.fetchall()}
        if "search_words" not in standing:
            cursor.execute(_TABLE)
        cursor.execute(_TERMS)
        for name, body in _TRIGGERS.items():
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            cursor.execute(f"CREATE TRIGGER {name} {body}")
        if not {"search_words", *_TRIGGERS} <= standing:
            cursor.execute("INSERT INTO search_words (search_words) VALUES ('rebuild')")


class Sqlite:
    """`backends.Backend` on FTS5."""

    def hits(self, words: Sequence[str], runs: Runs) -> Hits:
        """One SELECT a word, part and run, in one statement."""
        parts: list[str] = []
        values: list[str | int] = []
        everywhere = runs == ANYWHERE
        for number, word in enumerate(words):
            for in_title, column in ((1, "title"), (0, "body")):
                for first, last in runs:
                    parts.append(
                        f"SELECT {number}, {in_title}, rowid FROM search_words WHERE search_words MATCH %s"  # noqa: S608
                        + ("" if everywhere else " AND rowid BETWEEN %s AND %s")
                    )
                    values.append(f'{column} : "{word}"')
                    values.extend(() if everywhere else (first, last))
        if not parts:
            return Hits()
        return Hits.of(_select(parts, values))

    def vocabulary(self) -> Mapping[str, int]:
        """From FTS5's own list."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT term, doc FROM search_terms")
            return dict(cursor.fetchall())


# SQLite takes at most 500 SELECTs in one compound statement.
_AT_ONCE = 450


def _select(parts: list[str], values: list[str | int]) -> list[tuple[int, int, int]]:
    per_part = len(values) // len(parts)
    rows: list[tuple[int, int, int]] = []
    with connection.cursor() as cursor:
        for start in range(0, len(parts), _AT_ONCE):
            some = parts[start : start + _AT_ONCE]
            cursor.execute(" UNION ALL ".join(some), values[start * per_part : (start + len(some)) * per_part])
            rows += cursor.fetchall()
    return rows
