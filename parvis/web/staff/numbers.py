"""Numbers that come in an address."""

from parvis.web.shell.paging import page_number

__all__ = ["page_number"]
