"""Open a folder, a zip or a single file without trusting it."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from parvis.engines.intake.errors import EmptySource, NotATable, SourceNotFound, TooLarge, UnsafeArchive

MAX_FILE = 512 * 1024 * 1024
MAX_TOTAL = 1024 * 1024 * 1024
MAX_FILES = 500
MAX_RATIO = 200  # a text of opening hours packs 20 times; a bomb a thousand times
RATIO_FROM = 8 * 1024 * 1024  # bytes, below which a ratio harms nobody
ENDINGS = (".csv", ".json")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A name without folders ("services.csv") and its bytes."""

    name: str
    content: bytes

    @property
    def stem(self) -> str:
        """The name without ending, lower case: the table's name."""
        return PurePosixPath(self.name).stem.lower()

    @property
    def is_json(self) -> bool:
        """By its ending."""
        return self.name.lower().endswith(".json")


def open_source(path: Path, *, endings: tuple[str, ...] = ENDINGS) -> Iterator[SourceFile]:
    """The files with these endings, by name. Raises a `SourceError` for what is no source at all."""
    if not path.exists():
        raise SourceNotFound(path=path.name)
    if path.is_dir():
        return _folder(path, endings)
    if not path.is_file():  # a device or a pipe may never end
        raise NotATable(path=path.name)
    if zipfile.is_zipfile(path):
        return _archive(path, endings)
    return _single(path, endings)


def _folder(path: Path, endings: tuple[str, ...]) -> Iterator[SourceFile]:
    found = sorted(file for file in path.iterdir() if file.is_file() and file.suffix.lower() in endings)
    if not found:
        raise EmptySource(path=path.name)
    if len(found) > MAX_FILES:
        raise TooLarge(path=path.name, files=len(found))
    for file in found:
        _small_enough(file.name, file.stat().st_size)
        yield SourceFile(file.name, file.read_bytes())


def _single(path: Path, endings: tuple[str, ...]) -> Iterator[SourceFile]:
    _small_enough(path.name, path.stat().st_size)
    content = path.read_bytes()
    if not content.strip():
        raise EmptySource(path=path.name)
    name = path.name
    if path.suffix.lower() not in endings:
        if content.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] not in (b"{", b"["):
            raise NotATable(path=path.name)
        name = f"{path.name}.json"
    yield SourceFile(name, content)


def _archive(path: Path, endings: tuple[str, ...]) -> Iterator[SourceFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            for member in _members(archive, path.name, endings):
                with archive.open(member) as stream:
                    content = stream.read(member.file_size + 1)
                if len(content) > member.file_size:  # the header lied about its size
                    raise TooLarge(path=path.name, file=member.filename)
                yield SourceFile(PurePosixPath(member.filename).name, content)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, zlib.error) as error:
        raise UnsafeArchive(path=path.name) from error


def _members(archive: zipfile.ZipFile, name: str, endings: tuple[str, ...]) -> list[zipfile.ZipInfo]:
    everything = archive.infolist()
    if len(everything) > MAX_FILES:
        raise TooLarge(path=name, files=len(everything))
    for member in everything:
        parts = PurePosixPath(member.filename.replace("\\", "/")).parts
        if ".." in parts or member.filename.startswith(("/", "\\")) or ":" in member.filename:
            raise UnsafeArchive(path=name, file=member.filename)
    wanted = [m for m in everything if m.filename.lower().endswith(endings) and "__MACOSX" not in m.filename]
    if not wanted:
        raise EmptySource(path=name)
    for member in wanted:
        _small_enough(member.filename, member.file_size)
        if member.file_size > RATIO_FROM and member.file_size > MAX_RATIO * max(member.compress_size, 1):
            raise TooLarge(path=name, file=member.filename)
    if sum(member.file_size for member in wanted) > MAX_TOTAL:
        raise TooLarge(path=name)
    return sorted(wanted, key=lambda member: member.filename)


def _small_enough(name: str, size: int) -> None:
    if size > MAX_FILE:
        raise TooLarge(path=name, bytes=size)
