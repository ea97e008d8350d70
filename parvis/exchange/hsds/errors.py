"""Why a source can't be read as HSDS; what can't be opened at all is `engines.intake.errors`."""

from __future__ import annotations

from parvis.engines.intake.errors import SourceError


class NotHsds(SourceError):
    """It can be opened, but it is not HSDS: an image, a JSON of another shape, a folder without services."""

    code = "hsds.not_hsds"
