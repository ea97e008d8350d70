"""The rows of `tests.routes` for the pages of retention: name, path, whether an administrator enters beside the officer, what answers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from parvis.core.clock import now

A_BUTTON = {"get": 405, "post": 302, "nothing": 405}


def _review() -> dict[str, str]:
    return {"review_on": (now() + timedelta(days=60)).date().isoformat()}


ROWS: list[tuple[str, str, bool, dict[str, Any]]] = [
    ("admin_desk:retention", "", False, {"post": 200}),
    ("admin_desk:certificates", "certificates/", False, {"post": 200}),
    ("admin_desk:certificate", "certificates/{certificate}/", False, {"post": 200}),
    ("admin_desk:holds", "holds/", True, {}),
    ("admin_desk:new_hold", "holds/new/", False, {"post": 200}),
    ("admin_desk:hold", "holds/{hold}/", True, {"nothing_posted": 405}),
    ("admin_desk:review_hold", "holds/{hold}/review/", False, {**A_BUTTON, "data": _review}),
    ("admin_desk:ask_to_lift", "holds/{standing_hold}/ask/", False, {**A_BUTTON, "data": {"words": "Fini"}}),
    ("admin_desk:go_on_holding", "holds/{hold}/go-on/", False, A_BUTTON),
    ("admin_desk:lift_hold", "holds/{hold}/lift/", True, A_BUTTON),
]
