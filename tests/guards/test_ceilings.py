"""Small files, one noun each; small functions. The central noun is where every product of this kind has its scar."""

from pathlib import Path
from statistics import median

from tests.guards.support import PARVIS, ROOT, functions, length, name, python_files

FILE_CEILING = 400
PERSON_CEILING = 300
MEDIAN_FILE = 120
LONG_FUNCTION = 50
LONG_FUNCTIONS_SHARE = 0.02


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_file_is_over_the_ceiling() -> None:
    ours = [
        *python_files(),
        *python_files(ROOT / "tests"),
        *python_files(ROOT / "demo"),
        *python_files(ROOT / "scripts"),
    ]
    long = {name(path): lines(path) for path in ours if lines(path) > FILE_CEILING}
    assert not long, f"over {FILE_CEILING} lines: {long}"


def test_the_person_stays_small() -> None:
    assert lines(PARVIS / "people" / "models" / "person.py") < PERSON_CEILING


def test_the_middle_file_is_short() -> None:
    with_content = [lines(path) for path in python_files() if lines(path) > 5]
    assert median(with_content) <= MEDIAN_FILE


def test_long_functions_are_rare() -> None:
    every = [(length(node), f"{name(path)}:{node.name}") for path in python_files() for node in functions(path)]
    long = [entry for entry in every if entry[0] > LONG_FUNCTION]
    assert len(long) <= LONG_FUNCTIONS_SHARE * len(every), (
        f"{len(long)} of {len(every)} over {LONG_FUNCTION} lines: {long}"
    )


def test_every_function_says_what_it_gives_back() -> None:
    silent = [
        f"{name(path)}:{node.name}" for path in python_files() for node in functions(path) if node.returns is None
    ]
    assert not silent, f"no return type: {silent}"
