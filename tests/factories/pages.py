"""Small questions about answers of the site."""

from __future__ import annotations

import re

from django.http import HttpResponse


def without_address(response: HttpResponse) -> str:
    """A page without its own address, which its links to other languages repeat."""
    html = response.content.decode()
    path = re.escape(response.wsgi_request.get_full_path().split("/", 2)[2])  # type: ignore[attr-defined]
    quoted = re.sub(r"/", "%2F", path)
    return re.sub(rf"{path}|{quoted}", "", html)


def same_nothing(one: HttpResponse, other: HttpResponse) -> bool:
    """Whether two answers are the same 404: nobody can tell what does not exist from what is not for them."""
    return one.status_code == other.status_code == 404 and without_address(one) == without_address(other)
