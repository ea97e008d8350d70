"""`parvis search`: the shapes that scripts rely on."""

from pathlib import Path

import pytest

from tests.cli.conftest import Parvis
from tests.factories import access, directory, engagement

KEYS = {"id", "source_id", "name", "kind", "score", "distance_km", "why"}


@pytest.fixture(autouse=True)
def _town(db: None) -> None:
    directory.service("a", name="Cours de français")
    directory.service("refuge", name="Accueil des femmes victimes de violences", topic="safety", sensitive=True)


def test_one_question(parvis: Parvis):
    answer = parvis("search", "cours de francais", "--near", "44.93,4.77", "--within", "5", "--json").json
    assert set(answer) == {"total", "took_ms", "understood", "results", "facets"}
    assert set(answer["understood"]) == {"concepts", "slots", "corrected"}
    first = answer["results"][0]
    assert set(first) == KEYS
    assert (first["source_id"], first["kind"]) == ("a", "service")
    assert first["distance_km"] < 1


def test_safety_is_pinned(parvis: Parvis):
    answer = parvis("search", "mon mari me frappe", "--json").json
    assert answer["results"][0]["source_id"] == "refuge"
    assert answer["results"][0]["pinned"] is True
    assert "pinned" not in parvis("search", "cours de français", "--json").json["results"][0]


def test_many_questions(parvis: Parvis, tmp_path: Path):
    path = tmp_path / "q.jsonl"
    path.write_text(
        '{"q": "cours", "near": [44.93, 4.77], "limit": 1}\n\n{"q": "", "topic": "safety"}\n', encoding="utf-8"
    )
    first, second = parvis("search", "--batch", path, "--json").json
    assert len(first["results"]) == 1
    assert [one["source_id"] for one in second["results"]] == ["refuge"]


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"q": "x", "near": [1]}', '{"q": "x", "limit": 0}', '{"near": ["a", "b"]}']
)
def test_a_torn_line_is_named(parvis: Parvis, tmp_path: Path, line: str):
    path = tmp_path / "q.jsonl"
    path.write_text(f'{{"q": "x"}}\n{line}\n', encoding="utf-8")
    done = parvis("search", "--batch", path, "--json")
    assert (done.code, done.out) == (1, "")
    assert "q.jsonl, line 2" in done.err


def test_a_line_in_another_encoding_is_named(parvis: Parvis, tmp_path: Path):
    path = tmp_path / "q.jsonl"
    path.write_bytes('{"q": "crèche"}\n'.encode() + '{"q": "crèche"}\n'.encode("latin-1"))
    done = parvis("search", "--batch", path, "--json")
    assert (done.code, done.out, done.err) == (1, "", "parvis: q.jsonl, line 2: not in UTF-8\n")


@pytest.mark.parametrize(
    "wrong",
    [("--near", "1"), ("--near", "1,500"), ("--near", "nan,1"), ("--within", "-1"), ("--limit", "0"), ("--kind", "cat"),
     ("--topic", "x"), ("--open-at", "soon")],
)  # fmt: skip
def test_wrong_usage_is_two(parvis: Parvis, wrong: tuple[str, str]):
    assert parvis("search", "x", *wrong).code == 2


def test_a_day_and_hour_of_the_towns_own_time(parvis: Parvis):
    at = ("--open-at", "2026-03-10T10:00")
    assert parvis("search", "cours", *at, "--json").json["total"] >= 1
    assert parvis("search", "cours", "--open-at", "2026-03-10T23:00", "--json").json["total"] == 0


def test_for_people(parvis: Parvis):
    assert "Cours de français" in parvis("search", "cours").out


def test_every_kind_of_help_is_found(parvis: Parvis):
    engagement.offer(access.controller(), kind="mentoring", title="Une oreille")
    for kind in ((), ("--kind", "mentoring")):
        (found,) = parvis("search", "oreille", *kind, "--json").json["results"]
        assert (found["kind"], found["name"]) == ("mentoring", "Une oreille")
