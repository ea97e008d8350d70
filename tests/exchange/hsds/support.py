"""What the tests of HSDS share."""

import csv
import io
import zipfile
from pathlib import Path

from parvis.exchange.hsds.records import Problem, Reading

ORGANISATIONS = "id,name,description,url\n1,Helping Hand,Helps,www.helping.example.org\n"
SERVICES = "id,organization_id,name,description,url,status\n10,1,Shelter,Beds,,\n"


def reasons(reading: Reading, done: str) -> list[tuple[str, int, str, str]]:
    """What was done, short."""
    return [(p.file, p.line, p.field, p.reason) for p in reading.problems if p.done == done]


def only(reading: Reading, reason: str) -> Problem:
    """The one problem with this reason."""
    (found,) = [problem for problem in reading.problems if problem.reason == reason]
    return found


def table(*rows: dict[str, object]) -> str:
    """Rows as CSV."""
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def packed(path: Path, files: dict[str, bytes]) -> Path:
    """A zip of files, whose names may hold anything."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def accounted(reading: Reading) -> bool:
    """Whether every row read was accepted or rejected, and every rejection told."""
    told = sum(problem.done == "rejected" for problem in reading.problems)
    return all(f.read == f.accepted + f.rejected for f in reading.files) and told == reading.rejected
