"""What waits for a host: who asks for her time, the days she gives, of which she has still to say who came, whom she accompanies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from parvis.core.house import house
from parvis.engagement.kinds import Kind, kind_of
from parvis.engagement.queries import Asking, HostDate
from parvis.web.newcomer.sources import way_there
from parvis.web.newcomer.todo import ANSWER, COME, DO, Seen, Todo

OVER = frozenset({"moved", "held"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day of hers as a host."""

    one: HostDate
    kind: Kind
    way: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Somebody asks for her time; `others` ask as well."""

    one: Asking
    kind: Kind
    others: int


def coming(seen: Seen) -> list[Day]:
    """The days to come, also those that were called off; of one that was moved the new one alone."""
    return [_day(one) for one in seen.path.hosted if one.ends_at >= seen.at and one.state not in OVER]


def asking(seen: Seen) -> Iterator[Todo]:
    """Whoever has waited longest for her answer."""
    first = min(seen.asking, key=lambda one: one.asked_at or seen.at, default=None)
    if first is not None:
        yield Todo(
            side=seen.host_side,
            kind=ANSWER,
            by=None,
            template="newcomer/next/asking.html",
            facts=Asked(one=first, kind=kind_of(first.offer_kind), others=len(seen.asking) - 1),
            subject=first.engagement_public_id,
        )


def days(seen: Seen) -> Iterator[Todo]:
    """The days on which somebody comes."""
    for day in coming(seen):
        if day.one.coming and day.one.state == "planned" and day.one.starts_at > seen.at:
            yield Todo(
                side=seen.host_side,
                kind=COME,
                by=day.one.starts_at,
                template="newcomer/next/given_day.html",
                facts=day,
                subject=day.one.public_id,
            )


def untold(seen: Seen) -> Iterator[Todo]:
    """The first day of her own of which nobody has said who came."""
    for one in seen.path.hosted:
        if one.gives and one.coming and one.starts_at <= seen.at and one.state in {"planned", "held"}:
            yield Todo(
                side=seen.host_side,
                kind=DO,
                by=one.starts_at,
                template="newcomer/next/untold.html",
                facts=_day(one),
                subject=one.public_id,
            )
            return


def first_days(seen: Seen) -> Iterator[Todo]:
    """Whoever begins beside her, where no day is planned one by one."""
    planned = {pk for one in seen.path.hosted for pk in one.engagement_ids}
    for one in seen.accompanied:
        if one.starts_on and one.starts_on >= house().day(seen.at) and one.engagement_id not in planned:
            yield Todo(
                side=seen.host_side,
                kind=COME,
                by=one.starts_on,
                template="newcomer/next/begins.html",
                facts=one,
                subject=one.agreement_public_id,
            )


def talks(seen: Seen) -> Iterator[Todo]:
    """One more month is up: a moment for the two to talk it over."""
    for one in seen.accompanied:
        if one.talk_on:
            yield Todo(
                side=seen.host_side,
                kind=DO,
                by=one.talk_on,
                template="newcomer/next/talk.html",
                facts=one,
                subject=one.agreement_public_id,
            )


def _day(one: HostDate) -> Day:
    return Day(one=one, kind=kind_of(one.offer_kind), way=way_there(one))
