"""Every page that somebody opens, with a reader who may: the tests of pages and those of axe walk the same list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.test import Client

from tests.routes import AT_WORK, DPO, GIVERS, HERSELF, MANAGER, OFFICE, RECEIVERS, ROUTES, WORKERS, Route
from tests.things import Things
from tests.town import Town

# The same pages in other states: name of the route, query, and which thing.
STATES = (
    ("public:search", "?q=qqqqq"),
    ("public:search", "?q=violence"),
    ("public:search", "?topic=learn&open=1"),
    ("public:place", "?place=zzz"),
    ("staff:day", "?tab=waiting"),
    ("staff:day", "?tab=team"),
    ("staff:case", "?kind=referral"),
    ("staff:hosts", "?part=mentor"),
    ("staff:hosts", "?part=tutor&page=9"),
    ("staff:part_new", "?part=volunteer"),
    ("staff:part_new", "?part=newcomer"),
    ("staff:host_consent_new", "?q=maison"),
    ("staff:referrals", "?tab=ended"),
    ("staff:places", "?q=école"),
    ("staff:receive", "?language=ti"),
    ("staff:refer_need", "?to={service}"),
    ("staff:consent_new", "?q=foyer"),
    ("host:requests", "?tab=running"),
    ("host:requests", "?tab=ended"),
    ("host:offer_new", "?language=fr"),
    ("host:offer_new", "?kind=event&language=fr"),
    ("host:offer_new", "?kind=vacancy&language=ar"),
    ("newcomer:offer_new", "?kind=mentoring&language=fr"),
    ("admin_desk:organisations", ""),
    ("admin_desk:listings", ""),
    ("admin_desk:listings", "?q=zzzz"),
    ("admin_desk:lookalikes", "?kind=organisation"),
)
# Her own page by somebody with a file, by a host with an account, and by somebody who is both; the card of each who has one.
HERSELVES = ("newcomer", "mentor", "both")
CARDS = {"newcomer": "amal", "both": "mehmet"}
# A link at every station of its request, and the member's own page of one.
LINKS_AT = (
    ("Hodan", "asked"),
    ("Mariam", "active"),
    ("Daniel", "declined"),
    ("Grace", "done"),
    ("Mehmet", "withdrawn"),
)


@dataclass(frozen=True)
class Page:
    """A page and who opens it. `path` still has its things and language to be filled in."""

    route: Route
    reader: str
    query: str = ""

    def __str__(self) -> str:
        usual = reader_of(self.route)
        return f"{self.route.name}{self.query}" + (f" {self.reader}" if self.reader != usual else "")

    @property
    def is_public(self) -> bool:
        """Anybody may open it, and nothing personal is in it."""
        return self.route.name.startswith(("public:", "design:", "languages"))

    @property
    def has_no_script(self) -> bool:
        """Public pages, the newcomer's, and those of a link."""
        return self.reader in {"anonymous", *HERSELVES}


def reader_of(route: Route) -> str:
    """Who opens a page of this route: somebody who may, and has a thing of each kind that its address names."""
    if "anonymous" in route.may:
        return "anonymous"
    of_her_time = any(thing.startswith("given_") for thing in route.things)
    if route.name.startswith("newcomer:offer_") or (route.may == HERSELF and of_her_time):
        return "mentor"
    first = {
        WORKERS: "caseworker",
        RECEIVERS: "provider",
        MANAGER: "manager",
        DPO: "dpo",
        OFFICE: "dpo",
        HERSELF: "newcomer",
    }
    first |= {GIVERS: "caseworker", AT_WORK: "caseworker"}
    return first.get(route.may, "admin")


def every_page() -> Iterator[Page]:
    """One of each route, then the other states."""
    by_name = {route.name: route for route in ROUTES}
    for route in ROUTES:
        if route.is_page:
            yield Page(route, reader_of(route), route.query)
    yield Page(by_name["staff:receive_about"], "caseworker")
    for name in ("admin_desk:holds", "admin_desk:hold"):
        yield Page(by_name[name], "admin")
    for reader in HERSELVES:
        for name in (
            "newcomer:path",
            "newcomer:consents",
            "newcomer:reads",
            "newcomer:own_file",
            "newcomer:own_file_print",
            "newcomer:giving",
        ):
            yield Page(by_name[name], reader)
    for name, query in STATES:
        yield Page(by_name[name], reader_of(by_name[name]), query)


PAGES = list({str(page): page for page in every_page()}.values())


class Readers:
    """Everybody's browser, and the addresses with their things filled in."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self._things: dict[str, Things] = {}

    def of(self, role: str) -> Things:
        """A reader with a browser, signed in once."""
        if role not in self._things:
            client = Client()
            if role in CARDS:
                client = self.town.at_her_path(who=CARDS[role])
            elif role != "anonymous":
                client = self.town.signed_in(role)
            self._things[role] = Things(self.town, role, client)
        return self._things[role]

    def client(self, page: Page) -> Client:
        client = self.of(page.reader).client
        assert client is not None
        return client

    def address(self, page: Page, language: str) -> str:
        """The whole address of a page in a language."""
        things = self.of(page.reader)
        path = page.route.path.format(lang=language, **{kind: things.own(kind) for kind in page.route.things})
        return path + page.query.replace("{service}", things.own("service"))

    def links(self, language: str) -> list[str]:
        """The link's page at its other stations."""
        tokens = [self.town.link_of(self.town.referral(*one)) for one in LINKS_AT]
        return [f"/{language}/r/{token}/" for token in tokens]
