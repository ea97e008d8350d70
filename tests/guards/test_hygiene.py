"""What is committed names no machine, no registry and no secret, and the base stays small enough for a town hall's server."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.guards.support import ROOT, assert_none_but

# Written in pieces, so that this file does not find itself.
REGISTRIES = [
    "py" + "pi.org",
    "python" + "hosted" + ".org",
    "registry." + "npmjs",
    "registry." + "yarnpkg",
    "deb." + "debian.org",
    "crates" + ".io",
]
MACHINE_PATHS = ["/" + "work/", "/home/" + "[a-z]+/", "/" + "root/", "/Users/" + "[a-z]+/"]
FORBIDDEN = re.compile("|".join([*map(re.escape, REGISTRIES), *(rf"(?<![\w.%/>-]){path}" for path in MACHINE_PATHS)]))
SECRET = re.compile("-----BEGIN [A-Z ]*" + "PRIVATE KEY-----")
NEVER_COMMITTED = re.compile(r"(^|/)(uv\.lock|\.env|.*\.sqlite3|.*\.key|.*\.mo|\.venv/.*|var/.*)$")
# Third-party files that we keep unchanged.
UNCHANGED = ("tests/browser/vendor/", "parvis/web/static/vendor/")
BASE_CEILING = 60


def committed() -> list[Path]:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [path for entry in listed.split("\0") if entry and (path := ROOT / entry).is_file()]


def texts() -> list[tuple[str, str]]:
    ours = [path for path in committed() if not path.relative_to(ROOT).as_posix().startswith(UNCHANGED)]
    return [(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8", errors="replace")) for path in ours]


def test_nothing_names_a_machine_or_a_registry() -> None:
    found = [f"{where}: {match.group()}" for where, text in texts() if (match := FORBIDDEN.search(text))]
    assert_none_but(found, {}, "an address of a registry or a path of a machine")


def test_no_private_key_is_committed() -> None:
    assert_none_but([where for where, text in texts() if SECRET.search(text)], {}, "a private key")


def test_nothing_made_here_is_committed() -> None:
    found = [path.relative_to(ROOT).as_posix() for path in committed()]
    assert_none_but(
        [where for where in found if NEVER_COMMITTED.search(where)], {}, "made by a machine, not for the repository"
    )


def test_locks_name_no_address() -> None:
    for lock in (ROOT / "requirements").glob("*.lock"):
        text = lock.read_text(encoding="utf-8")
        assert "--hash=sha256:" in text
        assert not re.search(r"://|--(index|extra|find)|file:", text), lock.name


def test_the_base_stays_small() -> None:
    lock = (ROOT / "requirements" / "base.lock").read_text(encoding="utf-8")
    packages = set(re.findall(r"^([a-z0-9._-]+)==", lock, re.MULTILINE))
    assert 0 < len(packages) <= BASE_CEILING


def test_every_direct_dependency_is_argued() -> None:
    reasons = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    asked = "".join((ROOT / "requirements" / file).read_text(encoding="utf-8") for file in ("base.in", "test.in"))
    direct = set(re.findall(r"^([A-Za-z0-9._-]+)", asked, re.MULTILINE)) - {"-r"}
    unargued = sorted(entry for entry in direct if f"`{entry.lower()}`" not in reasons)
    assert not unargued, f"docs/dependencies.md gives no reason for: {unargued}"
    told = set(re.findall(r"^\| `([^`]+)`", reasons, re.MULTILINE))
    assert not told - {entry.lower() for entry in direct}, "argued for, and no longer asked for"
