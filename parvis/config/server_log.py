"""The web server's own log: as quiet as the house's, and without a line a request."""

from __future__ import annotations

import logging
from typing import Any

from gunicorn.glogging import Logger

from parvis.config.logs import Quiet


class ServerLog(Logger):
    """gunicorn's logger, every handler of which leaves the secrets of addresses out."""

    def _set_handler(self, log: logging.Logger, output: str | None, fmt: logging.Formatter, stream: Any = None) -> None:
        super()._set_handler(log, output, Quiet(fmt._fmt, fmt.datefmt), stream)  # noqa: SLF001 - the pattern it was given
