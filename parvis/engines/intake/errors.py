"""Why a source can't be read at all. A bad row is never an error: it is a `Problem` of the reading."""

from __future__ import annotations

from parvis.kernel.errors import ParvisError


class SourceError(ParvisError):
    """Base of what keeps a source from being read. `path` names the file, without its folder."""

    code = "source.error"


class SourceNotFound(SourceError):
    """No file or folder there."""

    code = "source.not_found"


class EmptySource(SourceError):
    """Nothing in it."""

    code = "source.empty"


class NotATable(SourceError):
    """It can be opened, but it is neither a table nor JSON: an image, a letter."""

    code = "source.not_a_table"


class UnsafeArchive(SourceError):
    """A zip whose names lead out of it, that is encrypted or broken."""

    code = "source.unsafe_archive"


class TooLarge(SourceError):
    """More bytes, files or rows than a directory has: a mistake or an attack (a zip bomb)."""

    code = "source.too_large"
