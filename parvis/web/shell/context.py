"""What every page's frame needs: languages, town, help, links, rooms. Computed only when a template asks; no query."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from parvis.access.door import AS_HERSELF
from parvis.kernel import languages
from parvis.web.shell.languages import LanguageLink, equivalents
from parvis.web.shell.links import links
from parvis.web.shell.standing import HAS_OWN, HAS_WORK
from parvis.web.shell.town import town

# Names of pages that the frame links to, wherever the room that answers them stands. A page that isn't there yet
# gives an empty address, and the templates leave the link out.
LINKS = {
    "home": "public:home",
    "languages": "languages",
    "accessibility": "public:accessibility",
    "privacy": "public:data",
    "report": "public:report",
    "sign_in": "account_login",
    "sign_out": "account_logout",
    "act_for": "shell:act-for",
    "account": "shell:account",
    "leave": "shell:leave",
    "newcomer": "newcomer:path",
    "done": "newcomer:done",
    "outbox": "admin_desk:outbox",
    "design": "design:gallery",
}


@dataclass(frozen=True, slots=True)
class Room:
    """One entry of the staff navigation."""

    label: str | Promise
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Door:
    """Which roles see a room in the navigation; the views decide for themselves who may enter."""

    url_name: str
    label: str | Promise
    roles: frozenset[str]


DOORS = (
    Door("staff:day", _("My day"), frozenset({"caseworker", "mediator"})),
    Door("staff:people", _("People"), frozenset({"caseworker", "mediator"})),
    Door("staff:hosts", _("Hosts"), frozenset({"caseworker", "mediator"})),
    Door("staff:referrals", _("Referrals"), frozenset({"caseworker", "mediator"})),
    Door("staff:agreements", _("Agreements"), frozenset({"caseworker", "mediator"})),
    Door("host:requests", _("Requests"), frozenset({"provider"})),
    Door("host:offers", _("What we give"), frozenset({"provider", "caseworker", "mediator"})),
    Door("host:agreements", _("Agreements"), frozenset({"provider"})),
    Door("staff:figures", _("Figures"), frozenset({"manager"})),
    Door("admin_desk:listings", _("Directory"), frozenset({"admin"})),
    Door("admin_desk:home", _("Settings"), frozenset({"admin"})),
    Door("admin_desk:reads", _("Who read what"), frozenset({"dpo"})),
    Door("admin_desk:retention", _("Retention"), frozenset({"dpo"})),
)


_LINKED, _OPENED = tuple(LINKS.values()), tuple(door.url_name for door in DOORS)


class Shell:
    """The frame of a page, lazily: a template pays only for what it shows."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @property
    def language(self) -> str:
        """Code of the page's language."""
        return get_language() or settings.LANGUAGE_CODE

    @property
    def dir(self) -> str:
        """`ltr` or `rtl`."""
        return languages.direction(self.language)

    @cached_property
    def languages(self) -> list[LanguageLink]:
        """This page in every language."""
        return equivalents(self._request.get_full_path())

    @cached_property
    def languages_url(self) -> str:
        """The page of languages, which leads back to the equivalent of this one."""
        url = self.links["languages"]
        return f"{url}?{urlencode({'from': self._request.get_full_path()})}" if url else ""

    @cached_property
    def town(self) -> dict[str, Any]:
        """name, help_phone, help_hours, emergency (number, text), exit_url, in the page's language."""
        return town(self.language)

    @property
    def demo(self) -> bool:
        """Whether this is the demonstration, with its invented town and its outbox."""
        return bool(getattr(settings, "PARVIS_DEMO", False))

    @cached_property
    def links(self) -> dict[str, str]:
        """Address of each page of the frame, empty where the page does not exist."""
        found = links(_LINKED)
        return {key: found[url_name] for key, url_name in LINKS.items()}

    @cached_property
    def actor(self) -> Any:
        """The actor that the doors put on the request; nobody on public pages."""
        return getattr(self._request, "actor", None)

    @property
    def has_own_page(self) -> bool:
        """Whether the account at work is of a person as well: known since the sign-in, asked of nobody."""
        return bool(self._session.get(HAS_OWN))

    @property
    def has_work(self) -> bool:
        """Whether the person in her own space came with an account that has work to go back to."""
        return AS_HERSELF in self._session and bool(self._session.get(HAS_WORK))

    @property
    def _session(self) -> Any:
        return getattr(self._request, "session", {})

    @cached_property
    def standing(self) -> Any:
        """Who is signed in and for which organisation she acts, where a door has asked; nobody elsewhere."""
        return getattr(self._request, "standing", None)

    @cached_property
    def rooms(self) -> list[Room]:
        """The rooms that the actor's roles open, in their order."""
        held: frozenset[str] = getattr(self.actor, "roles", frozenset())
        here = self._request.path
        found = links(_OPENED)
        opened = [(door, found[door.url_name]) for door in DOORS if door.roles & held]
        # One room may stand within another's address: the longest that fits is where we are.
        at = max((url for _, url in opened if url and _is_here(here, url)), key=len, default="")
        return [Room(door.label, url, url == at) for door, url in opened if url]


def _is_here(path: str, url: str) -> bool:
    return path == url or (url.count("/") > 2 and path.startswith(url))


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Context processor: `shell` in every template."""
    return {"shell": Shell(request)}
