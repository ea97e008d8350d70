"""Commands run in the process, on the test's store; those that need an empty one run beside it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from parvis.cli.main import main


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one object on standard output; anything beside it fails."""
        return json.loads(self.out)


Parvis = Callable[..., Done]


@pytest.fixture
def parvis(db: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Parvis:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")

    def run(*arguments: object) -> Done:
        capsys.readouterr()
        try:
            code = main([str(one) for one in arguments])
        except SystemExit as ended:
            code = int(ended.code or 0)
        told = capsys.readouterr()
        return Done(code, told.out, told.err)

    return run


@pytest.fixture
def apart(tmp_path: Path) -> Parvis:
    """The command as a user starts it, with a folder of its own."""

    def run(*arguments: object, stdout: int = subprocess.PIPE, **environment: str) -> Done:
        surroundings = {**os.environ, "PARVIS_HOME": str(tmp_path / "home"), "PARVIS_MODE": "demo", "LC_ALL": "C.UTF-8"}
        for name in ("DATABASE_URL", "PARVIS_KEYS", "DJANGO_SETTINGS_MODULE"):
            surroundings.pop(name, None)
        done = subprocess.run(
            [sys.executable, "-m", "parvis.cli", *map(str, arguments)],
            env=surroundings | environment,
            stdout=stdout,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        return Done(done.returncode, done.stdout or "", done.stderr)

    return run
