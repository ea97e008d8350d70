"""`parvis`: 0 on success, 1 and one plain line on a refusal or failure, 2 on wrong usage. Never a traceback."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from parvis.kernel.errors import ParvisError

LANGUAGES = ("fr", "en", "es", "ar")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parvis.config.settings")
    _speak_unicode()
    try:
        arguments = _read(argv)
        code = _run(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        _tell("stopped before the end; what was not finished was not kept")
    except BrokenPipeError:
        # Whoever read has gone (`| head`); nothing more may be written, not even by Python at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:
        if os.environ.get("PARVIS_TRACE"):
            raise
        _tell(_sentence(error))
    else:
        return code
    return 1


def _read(argv: Sequence[str] | None) -> argparse.Namespace:
    import django

    django.setup()
    from parvis.cli import commands

    return commands.parser().parse_args(argv)


def _run(arguments: argparse.Namespace) -> int:
    from parvis.cli.store import make_store

    if getattr(arguments, "needs_store", True):
        make_store()
    return int(arguments.run(arguments) or 0)


def _sentence(error: Exception) -> str:
    if isinstance(error, ParvisError):
        from django.utils.translation import override

        from parvis.core.sentences import sentence

        with override(_language()):
            return sentence(error)
    if _is_of_the_store(error):
        return f"the store can't be used: {next(iter(str(error).splitlines()), type(error).__name__)}"
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}: {error.filename}" if error.filename else error.strerror
    if isinstance(error, ValueError):
        return " ".join(str(error).split()) or type(error).__name__
    return f"this failed ({type(error).__name__}); PARVIS_TRACE=1 shows where"


def _is_of_the_store(error: Exception) -> bool:
    from django.db import DatabaseError

    return isinstance(error, DatabaseError)


def _language() -> str:
    """Of the terminal, if the house speaks it; else English, as everything else here."""
    told = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return told[:2] if told[:2] in LANGUAGES else "en"


def _tell(line: str) -> None:
    print(f"parvis: {line}", file=sys.stderr)


def _speak_unicode() -> None:
    """Names of places stand in many scripts; a terminal that says it knows ASCII alone shall not end the command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
