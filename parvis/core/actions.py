"""How every write happens: one function, keyword-only, atomic, known to the audit."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import datetime
from typing import ParamSpec, TypeVar

from parvis.core.audit import acting
from parvis.core.rows import bump, locked, one
from parvis.kernel.actor import Actor

__all__ = ["action", "bump", "locked", "one"]

Params = ParamSpec("Params")
Result = TypeVar("Result")


def action(function: Callable[Params, Result]) -> Callable[Params, Result]:
    """Make a function one verb: atomic, and every write in it noted under its `by` actor."""

    @functools.wraps(function)
    def run(*args: Params.args, **kwargs: Params.kwargs) -> Result:
        by, at = kwargs.get("by"), kwargs.get("at")
        if not isinstance(by, Actor) or not isinstance(at, datetime) or at.tzinfo is None:
            msg = f"{function.__name__} needs by=Actor and at=an aware datetime"
            raise TypeError(msg)
        with acting(by):
            return function(*args, **kwargs)

    return run
