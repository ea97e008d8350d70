"""Habits of the house that a linter does not know: no signals, nothing swallowed, the clock read at the edge only."""

import ast
import re
from pathlib import Path

from tests.guards.support import assert_none_but, name, python_files, tree

SIGNALS = re.compile(r"^\s*(?:from|import) .*\b(?:django\.dispatch|signals)\b", re.MULTILINE)
SIGNAL_USERS: dict[str, str] = {}
EDGES = ("parvis/web/", "parvis/api/", "parvis/cli/", "parvis/config/")
READS_THE_CLOCK = {
    "parvis/core/clock.py": "this is the clock",
}
# Offered beside the actions, and made of many of them, one a row.
MANY_ACTIONS = {
    "parvis/casework/actions/nightly.py:nightly": "calls its two actions one after the other, each its own transaction",
    "parvis/engagement/actions/nightly.py:nightly": "calls one action and mends the index, each its own transaction",
    "parvis/oversight/actions/purge.py:purge": "calls one action a piece, each its own transaction, so that it may end anywhere",
}
CLOCK = re.compile(r"\b(?:datetime\.now|datetime\.utcnow|date\.today|timezone\.now|timezone\.localdate|time\.time)\(")


def test_no_django_signals() -> None:
    found = [name(path) for path in python_files() if SIGNALS.search(path.read_text(encoding="utf-8"))]
    assert_none_but(found, SIGNAL_USERS, "a Django signal; announce an event instead")


def is_broad(handler: ast.ExceptHandler) -> bool:
    return handler.type is None or (
        isinstance(handler.type, ast.Name) and handler.type.id in {"Exception", "BaseException"}
    )


def does_something(handler: ast.ExceptHandler) -> bool:
    return any(isinstance(node, ast.Call | ast.Raise) for step in handler.body for node in ast.walk(step))


def test_no_error_is_swallowed_whole() -> None:
    """Bare `except`, or `except Exception` that neither raises again nor tells anybody."""
    found = [
        f"{name(path)}:{node.lineno}"
        for path in python_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler) and (node.type is None or (is_broad(node) and not does_something(node)))
    ]
    assert_none_but(found, {}, "an error swallowed in silence")


def test_the_clock_is_read_at_the_edge() -> None:
    found = [
        name(path)
        for path in python_files()
        if not name(path).startswith(EDGES) and CLOCK.search(path.read_text(encoding="utf-8"))
    ]
    assert_none_but(found, READS_THE_CLOCK, "time is an argument below the doors")


# The day of an instant is the house's: between midnight here and midnight in Greenwich, `.date()` says yesterday.
DAY, DAY_OF_NOW = re.compile(r"\.date\(\)"), re.compile(r"now\(\)\.date\(\)")
TAKES_THE_DAY = {
    "parvis/core/house.py": "this is where the day of an instant is told",
    "parvis/core/prepared.py": "compares marks, which are no instants of anybody's",
    "parvis/casework/queries/items.py": "of an instant that stands in the town's own time",
    "parvis/casework/queries/day.py": "the same",
    "parvis/engines/hours/weekly.py": "the same",
    "parvis/engines/recurrence/pattern.py": "the same",
    "parvis/search/snapshot.py": "the same",
    "parvis/engines/proposing/score.py": "an engine knows no house; a day more or less in a year of freshness",
}


def test_the_day_of_an_instant_is_the_days_of_the_house() -> None:
    found = []
    for path in python_files():
        # Pages take the day of what is in local time already.
        wrong = DAY_OF_NOW if name(path).startswith("parvis/web/") else DAY
        found += [name(path)] if wrong.search(path.read_text(encoding="utf-8")) else []
    assert_none_but(found, TAKES_THE_DAY, "a day in Greenwich; ask house().day(at)")


def is_action(node: ast.stmt) -> bool:
    return isinstance(node, ast.FunctionDef) and any(
        isinstance(mark, ast.Name) and mark.id == "action" for mark in node.decorator_list
    )


def test_actions_take_keywords_only() -> None:
    """`withdraw_consent(*, consent, by, at)`: a call reads as a sentence, and facts cannot change places."""
    every = [(path, node) for path in python_files() for node in tree(path).body if is_action(node)]
    assert every, "no function is marked @action"
    found = [f"{name(path)}:{node.name}" for path, node in every if node.args.args or node.args.posonlyargs]
    assert_none_but(found, {}, "an action with positional arguments")


def offered(path: Path) -> set[str]:
    """What other rooms may call: all of actions.py, or what actions/__init__.py brings out."""
    if path.stem == "actions":
        return {
            node.name for node in tree(path).body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        }
    front = tree(path.parent / "__init__.py")
    return {alias.name for node in ast.walk(front) if isinstance(node, ast.ImportFrom) for alias in node.names}


def test_offered_actions_are_marked() -> None:
    """Without @action a write would have no actor and no transaction."""
    found = [
        f"{name(path)}:{node.name}"
        for path in python_files()
        if path.stem == "actions" or path.parent.name == "actions"
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef) and {"by", "at"} <= {argument.arg for argument in node.args.kwonlyargs}
        if node.name in offered(path) and not is_action(node)
    ]
    assert_none_but(found, MANY_ACTIONS, "an action that is not marked @action")
