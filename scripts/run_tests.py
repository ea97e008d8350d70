"""What `make test` runs, in order: linters, types, floors, then the tests on SQLite and on PostgreSQL.

The last line is "N passed, N failed": each linter counts as one, each test as one on each store. A store or a browser this machine has
not is left out with one line that says so; with CI=true it counts as failed. Arguments are handed to pytest.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from postgres_for_tests import NoPostgres, postgres

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
IN_CI = os.environ.get("CI") == "true"

CHECKS = {
    "lint": ["ruff", "check", "."],
    "format": ["ruff", "format", "--check", "."],
    "types": ["mypy"],
    "floors": ["lint-imports"],
}


@dataclass
class Score:
    passed: int = 0
    failed: int = 0

    def count(self, *, passed: int = 0, failed: int = 0) -> None:
        self.passed += passed
        self.failed += failed


def run_checks(score: Score) -> None:
    for name, command in CHECKS.items():
        done = subprocess.run([BIN / command[0], *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"{name}: failed\n{done.stdout}{done.stderr}", flush=True)
            score.count(failed=1)
        else:
            print(f"{name}: good", flush=True)
            score.count(passed=1)


def run_pytest(score: Score, *, store: str, arguments: list[str], database_url: str | None) -> None:
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    if database_url:
        environment["DATABASE_URL"] = database_url
    print(f"tests on {store}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.xml")
        command = [
            BIN / "pytest",
            "-q",
            "--tb=short",
            "-n",
            "auto",
            "--dist=loadgroup",
            f"--junit-xml={report}",
            *arguments,
        ]
        status = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        count_report(score, report, status)


def count_report(score: Score, report: Path, status: int) -> None:
    """A run that ends badly without a failed test (an error while collecting, a crash) counts as one failure."""
    if not report.exists():
        score.count(failed=1)
        return
    suite = ET.parse(report).getroot().find("testsuite")  # noqa: S314  pytest wrote it a moment ago
    assert suite is not None
    tests, skipped = int(suite.get("tests", 0)), int(suite.get("skipped", 0))
    failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
    score.count(passed=max(tests - skipped - failed, 0), failed=failed or int(status != 0))
    reasons = Counter(element.get("message") or "no reason given" for element in suite.iter("skipped"))
    for reason, number in sorted(reasons.items()):
        print(f"left out: {number} tests ({reason})", flush=True)


def run_on_postgres(score: Score, arguments: list[str]) -> None:
    try:
        with postgres() as url:
            # The guards read source files; another store teaches them nothing. The cluster goes away whole: no base is dropped before.
            given = ["--ignore=tests/guards", "--reuse-db", *arguments]
            run_pytest(score, store="PostgreSQL", arguments=given, database_url=url)
    except NoPostgres as missing:
        print(f"left out: every test on PostgreSQL ({missing})", flush=True)
        score.count(failed=int(IN_CI))


def main(arguments: list[str]) -> int:
    score = Score()
    run_checks(score)
    if IN_CI and not (shutil.which("chromium") or shutil.which("chromium-browser")):
        print("chromium is missing, and CI may not leave the browser out", flush=True)
        score.count(failed=1)
    run_pytest(score, store="SQLite", arguments=arguments, database_url=None)
    run_on_postgres(score, arguments)
    print(f"{score.passed} passed, {score.failed} failed", flush=True)
    return int(score.failed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
