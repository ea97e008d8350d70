"""What the tests of mapped feeds share."""

import json
from pathlib import Path

from parvis.directory.incoming import ServiceIn
from parvis.directory.readings import Reading
from parvis.exchange.mapped.reader import read
from parvis.exchange.mapped.schema.check import check

HEAD = "name: feed\nlanguage: en\nregion: US\nbounds: [24, -88, 32, -79]\n"
FLAT = (
    HEAD
    + """
files:
  - file: "*.csv"
    ignore: [colour]
    organisation:
      id: agency
      name: agency
    service:
      id: code
      name: title
      description: about
      url: site
      email: mail
      minimum_age: from_age
      maximum_age: to_age
      hours: open
      languages: {column: spoken, split: "/"}
      phones: {number: {column: tel, split: ";"}}
      sensitive: quiet
      status: {column: state, words: {live: active, shut: temporarily closed}, otherwise: drop}
    place:
      id: code
      latitude: lat
      longitude: lon
      address:
        line_1: street
        city: town
"""
)
COLUMNS = (
    "code", "agency", "title", "about", "site", "mail", "from_age", "to_age", "open", "spoken", "tel", "quiet", "state", "lat", "lon",
    "street", "town",
)  # fmt: skip


def line(**given: str) -> str:
    """A row of the flat feed as CSV; what is not given is blank."""
    cells = {"code": "1", "agency": "Helping Hand", "title": "Night shelter"} | given
    return ",".join('"' + cells.get(name, "").replace('"', '""') + '"' for name in COLUMNS) + "\n"


def flat(*rows: str) -> str:
    """The flat feed as CSV."""
    return ",".join(COLUMNS) + "\n" + "".join(rows)


def told(path: Path, mapping: str, **files: str | bytes) -> Reading:
    """Write the files into the folder and read them by the mapping. `a_csv` is `a.csv`."""
    for name, content in files.items():
        stem, _, ending = name.rpartition("_")
        (path / f"{stem}.{ending}").write_bytes(content.encode() if isinstance(content, str) else content)
    return read(path, check(mapping, file="feed.yaml"))


def one(path: Path, **given: str) -> ServiceIn:
    """The service of a flat feed of one row."""
    [service] = told(path, FLAT, feed_csv=flat(line(**given))).services
    return service


def items(*objects: object) -> str:
    """Objects as JSON."""
    return json.dumps(list(objects), ensure_ascii=False)


def reasons(reading: Reading, done: str) -> list[tuple[str, int, str, str]]:
    """What was done, short."""
    return [(p.file, p.line, p.field, p.reason) for p in reading.problems if p.done == done]


def accounted(reading: Reading) -> bool:
    """Whether every row read was accepted or rejected, and every rejection told."""
    rejected = sum(problem.done == "rejected" for problem in reading.problems)
    return all(f.read == f.accepted + f.rejected for f in reading.files) and rejected == reading.rejected
