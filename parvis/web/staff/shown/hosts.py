"""Hosts in words: what they do here, how their checks stand, how they can be reached, by what their own page opens."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.engagement.queries import EngagementView
from parvis.people import queries as people
from parvis.people.queries import HostLine, PartView
from parvis.web.design.piece import Piece
from parvis.web.shell.links import link
from parvis.web.shell.words import said
from parvis.web.shell.words.engagement import STATES, TONES
from parvis.web.shell.words.parts import PART_PICTURES, PARTS, VETTING, VETTING_PAPERS, VETTING_TONES
from parvis.web.staff.forms.host import HOSTING
from parvis.web.staff.shown.heads import isolate, short_day


def line(one: HostLine) -> Piece:
    """A row of the list: a name, what she does, the check that needs somebody's eye first."""
    return Piece(
        url=link("staff:host", one.public_id),
        name=one.name,
        language=one.language,
        doing=[doing(part) for part in one.parts],
        checks=[check for check in map(check_tag, one.parts) if check],
    )


def doing(part: PartView) -> str:
    """`Mentor, for the Foyer du Pont-Neuf`."""
    word = said(PARTS, part.part)
    if not part.organisation_name:
        return word
    return _("%(part)s, for %(body)s") % {"part": word, "body": isolate(part.organisation_name)}


def check_tag(part: PartView) -> tuple[str, str] | None:
    """Words and tone of a part's check; nothing where none is needed."""
    if part.vetting == "not_needed":
        return None
    if part.vetting_ends_soon and part.vetting_until:
        return _("check ends on %(day)s") % {"day": short_day(part.vetting_until)}, "now"
    return said(VETTING, part.vetting), VETTING_TONES.get(part.vetting, "")


def part(one: PartView, person_id: UUID) -> Piece:
    """A part on the host's page, with what can be done about it."""
    topic, picture = PART_PICTURES[one.part]
    check = check_tag(one)
    paper = ""
    if one.vetting_until:
        paper = _("%(paper)s, counts until %(day)s") % {
            "paper": said(VETTING_PAPERS, one.vetting_paper),
            "day": short_day(one.vetting_until),
        }
    return Piece(
        public_id=one.public_id,
        words=doing(one),
        topic=topic,
        picture=picture,
        state=one.state,
        since=one.starts_on,
        until=one.ends_on,
        check=check,
        paper=paper,
        vetting_url=reverse("staff:part_check", args=[person_id, one.public_id])
        if one.is_host and one.state != "ended"
        else "",
        end_url=reverse("staff:part_end", args=[person_id, one.public_id]) if one.state != "ended" else "",
    )


def head(one: people.PersonView, parts: Iterable[PartView], tab: str) -> Piece:
    """The head of a host's pages, and the way between them."""
    running = [doing(part) for part in parts if part.runs]
    tabs = (
        ("parts", "staff:host", _("What she does here")),
        ("own", "staff:host_own", _("Her own page, her consents")),
    )
    return Piece(
        person_id=one.public_id,
        name=one.display_name,
        language=one.language,
        doing=running,
        tabs=[Piece(url=link(name, one.public_id), label=label, current=code == tab) for code, name, label in tabs],
    )


def tabs(chosen: str) -> list[Piece]:
    """The list by part."""
    here = reverse("staff:hosts")
    return [Piece(url=here, label=_("All"), current=not chosen)] + [
        Piece(url=f"{here}?{urlencode({'part': code})}", label=said(PARTS, code), current=code == chosen)
        for code in HOSTING
    ]


def engagement(one: EngagementView) -> Piece:
    """What she takes part in."""
    return Piece(
        url=link("staff:engagement", one.public_id),
        title=one.offer_title,
        organisation=one.organisation_name,
        state=said(STATES, one.state),
        tone=TONES.get(one.state, ""),
    )


def keys(one: people.Keys) -> Piece:
    """By what her own page opens, in sentences."""
    if one.card_since and one.card_locked:
        card = _("A card, closed after five wrong tries: make a new one.")
    elif one.card_since:
        card = _("A card, since %(day)s.") % {"day": short_day(one.card_since)}
    else:
        card = _("No card.")
    account = (
        _("The account %(username)s.") % {"username": f"\u2066{one.username}\u2069"}
        if one.username
        else _("No account.")
    )
    waiting = ""
    if one.invited_until:
        waiting = _("A link is printed and waits until %(day)s.") % {"day": short_day(one.invited_until)}
    return Piece(card=card, account=account, waiting=waiting, has_account=bool(one.username), works=one.works)
