"""A form over several pages: what was typed waits, sealed, in the session and inside the form itself.

The address holds a random number of the draft and nothing else. The session serves the way back; the sealed copy in the
form serves when the session was lost while somebody was typing. The number of drafts is bounded, and they end with
the session.
"""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest

from parvis.core.keys import KeysMissing, open_sealed, seal

KEPT_DRAFTS = 6
_KEY = "drafts"
RECEPTION, HOST = "reception", "host"


def begin(request: HttpRequest, facts: dict[str, Any] | None = None, *, of: str = RECEPTION) -> UUID:
    """A new draft, perhaps with first facts; the oldest ones make room. `of` says what it is to become."""
    number = uuid4()
    save(request, number, {"of": of, **(facts or {})})
    return number


def load(request: HttpRequest, number: UUID, *, of: str = RECEPTION) -> dict[str, Any] | None:
    """What the draft holds; None when it is gone, somebody else's, or of something else."""
    facts = _opened(request, number)
    return facts if facts is not None and facts.get("of", RECEPTION) == of else None


def _opened(request: HttpRequest, number: UUID) -> dict[str, Any] | None:
    sealed = request.session.get(_KEY, {}).get(str(number)) or request.POST.get("kept", "")
    if not sealed:
        return None
    try:
        return json.loads(open_sealed(sealed, bound_to=_bound(request, number)))  # type: ignore[no-any-return]
    except (KeysMissing, ValueError):
        return None


def save(request: HttpRequest, number: UUID, facts: dict[str, Any]) -> None:
    """Keep the draft; facts are plain values."""
    drafts = dict(request.session.get(_KEY, {}))
    drafts.pop(str(number), None)
    drafts[str(number)] = sealed(request, number, facts)
    while len(drafts) > KEPT_DRAFTS:
        drafts.pop(next(iter(drafts)))
    request.session[_KEY] = drafts


def forget(request: HttpRequest, number: UUID) -> None:
    """The draft has become a record."""
    drafts = dict(request.session.get(_KEY, {}))
    if drafts.pop(str(number), None) is not None:
        request.session[_KEY] = drafts


def sealed(request: HttpRequest, number: UUID, facts: dict[str, Any]) -> str:
    """The copy that travels in the form: opens for the same account and draft only."""
    return seal(json.dumps(facts, ensure_ascii=False), scope="common", bound_to=_bound(request, number))


def _bound(request: HttpRequest, number: UUID) -> str:
    return f"staff.draft:{request.user.pk}:{number}"
