"""In which standing somebody is here: for an organisation with roles, or as herself with none. Never both at once.

As herself one stands by a card and its PIN, or by an account that is of a person. An account that has roles as well is first
at work; it changes sides, and back, by `shell:act-for`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth import logout
from django.http import HttpRequest
from django.utils.translation import get_language

from parvis.access import queries as access
from parvis.access.door import AS_HERSELF
from parvis.core.clock import now
from parvis.core.house import house
from parvis.kernel.actor import Actor
from parvis.people import queries as people

CARD = "path"  # in the session: the card that was opened
ORGANISATION = "organisation"
# What the frame may offer: her own page to whoever is at work, her work to whoever is at her own page.
HAS_OWN, HAS_WORK = "has_own", "has_work"
# A card is opened on any phone, also a borrowed one; an account on a device of hers, more often.
CARD_SESSION = timedelta(minutes=20)
ACCOUNT_SESSION = timedelta(minutes=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Herself:
    """The person in her own space. `language` is the one the desk speaks with her; `lasts` how long without a sign of life;
    `record` what a view asked for with `herself_with_record`.
    """

    actor: Actor
    language: str
    lasts: timedelta
    record: people.OwnRecord | None


def standing_of(request: HttpRequest) -> access.Standing | None:
    """The account's standing for an organisation in this request, asked once; None while she acts as herself."""
    if not hasattr(request, "standing"):
        as_herself = request.session.get(AS_HERSELF) is not None
        request.standing = None if as_herself else work_of(request)  # type: ignore[attr-defined]
    return request.standing  # type: ignore[attr-defined]


def work_of(request: HttpRequest) -> access.Standing | None:
    """Where the account could stand at work today."""
    return access.standing(
        account_id=int(request.user.pk or 0),
        name=request.user.name,  # type: ignore[union-attr]
        language=get_language() or "fr",
        on=house().day(now()),
        organisation_id=request.session.get(ORGANISATION),
    )


def herself_of(request: HttpRequest, *, at: datetime | None = None) -> Herself | None:
    """Who is in her own space: by the card that was opened last, else by her account. None for anybody else.

    With `at`, what her first page shows of the register comes in the same query.
    """
    return _by_card(request, at) or _by_account(request, at)


def act_as_herself(request: HttpRequest) -> bool:
    """From now on the account stands for its person; False where it is of nobody."""
    page = people.own_page(int(request.user.pk or 0), language=get_language() or "fr")
    if page is None:
        return False
    request.session.pop(CARD, None)
    request.session[AS_HERSELF] = {"epoch": page.epoch}
    return True


def act_at_work(request: HttpRequest) -> None:
    """From now on the account stands for an organisation again, for as long as a session at work lasts."""
    if request.session.pop(AS_HERSELF, None) is not None:
        request.session.set_expiry(None)


def _by_card(request: HttpRequest, at: datetime | None) -> Herself | None:
    opened = request.session.get(CARD)
    if not opened:
        return None
    language = get_language() or "fr"
    page = people.own_page_of_card(opened["card"], epoch=opened["epoch"], language=language, at=at)
    if page is None:
        del request.session[CARD]
        return None
    return Herself(actor=page.actor, language=page.language, lasts=CARD_SESSION, record=page.record)


def _by_account(request: HttpRequest, at: datetime | None) -> Herself | None:
    """An account without roles needs not say that it stands for its person: for whom else?"""
    if not request.user.is_authenticated:
        return None
    entered = request.session.get(AS_HERSELF)
    if entered is None:
        if work_of(request) is not None or not act_as_herself(request):
            return None
        entered = request.session[AS_HERSELF]
    page = people.own_page(int(request.user.pk or 0), language=get_language() or "fr", at=at)
    if page is None or page.epoch != entered["epoch"]:
        logout(request)  # "I am done" was said elsewhere, or the account is hers no more
        return None
    return Herself(actor=page.actor, language=page.language, lasts=ACCOUNT_SESSION, record=page.record)
