"""What is wrong with a mapping file, or with a feed under it. A bad row is never an error: it is a `Problem` of the reading."""

from __future__ import annotations

from parvis.engines.intake.errors import SourceError


class MappingInvalid(SourceError):
    """A mapping file that can't be used: `file`, `line` and `key` say where; the code says why (`mapped.…`)."""

    code = "mapped.invalid"


class MappingNotFound(SourceError):
    """No mapping of this name comes with the house, and no file is there. `known` lists the names."""

    code = "mapped.not_found"


class FileMissing(SourceError):
    """The source has no file that the mapping reads."""

    code = "mapped.file_missing"


class ColumnMissing(SourceError):
    """The file lacks the column by which the mapping knows its records: nothing of it could be taken."""

    code = "mapped.column_missing"


class NotTheItems(SourceError):
    """A JSON file without a list of objects where the mapping looks for one."""

    code = "mapped.no_items"
