"""A throwaway PostgreSQL for the tests: made in a temporary folder, reached by a socket, gone at the end.

    scripts/postgres_for_tests.py .venv/bin/pytest tests/people     runs a command with DATABASE_URL set

initdb refuses root, so root hands the cluster to an unprivileged user (postgres, else nobody). Durability is off: nothing in here
outlives the run.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FAST_AND_FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")


class NoPostgres(Exception):
    """This machine has no PostgreSQL server of version 15 or later."""


def find_binaries() -> Path:
    """The folder that holds initdb and pg_ctl: that of the PATH, else the newest of Debian's."""
    on_path = shutil.which("initdb")
    if on_path and shutil.which("pg_ctl"):
        return Path(on_path).resolve().parent
    debian = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    recent = [path for path in debian if path.parent.name.isdigit() and int(path.parent.name) >= 15]
    if not recent:
        raise NoPostgres("no PostgreSQL server, version 15 or later, on this machine")
    return max(recent, key=lambda path: int(path.parent.name))


@contextmanager
def postgres() -> Iterator[str]:
    """Gives the DATABASE_URL of a fresh cluster and removes it at the end.

    Raises NoPostgres where there is none, or nobody to run it as.
    """
    binaries = find_binaries()
    account = _unprivileged_account()
    home = Path(tempfile.mkdtemp(prefix="parvis-pg-"))
    try:
        if account:
            os.chown(home, account.pw_uid, account.pw_gid)
        data, log = home / "data", home / "log"
        _run(
            account,
            binaries / "initdb",
            "-D",
            data,
            "-U",
            "parvis",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "-N",
        )
        settings = " ".join(f"-c {setting}" for setting in (*FAST_AND_FORGETFUL, "listen_addresses="))
        server = f"-k {home} {settings}"
        _run(account, binaries / "pg_ctl", "-D", data, "-l", log, "-o", server, "-w", "start")
        try:
            _run(account, binaries / "createdb", "-h", home, "-U", "parvis", "parvis")
            yield f"postgres://parvis@{str(home).replace('/', '%2F')}/parvis"
        finally:
            _run(account, binaries / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _unprivileged_account() -> pwd.struct_passwd | None:
    """Whom root runs the server as; nobody else needs a second account."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise NoPostgres("no unprivileged account to run PostgreSQL as")


def _run(account: pwd.struct_passwd | None, *command: str | Path) -> None:
    identity = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}
    done = subprocess.run(
        [str(part) for part in command],
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        **identity,
    )
    if done.returncode:
        raise RuntimeError(f"{Path(command[0]).name}: {done.stderr.strip() or done.stdout.strip()}")


def main(command: list[str]) -> int:
    if not command:
        print(__doc__)
        return 2
    try:
        with postgres() as url:
            return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode
    except NoPostgres as missing:
        print(missing, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
