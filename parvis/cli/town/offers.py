"""What can be taken up in the town, of every kind, with its sessions. Dates count from today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from parvis.cli.town.content import LANGUAGE, files, read, said, translations
from parvis.cli.town.run import Meeting, Run
from parvis.cli.town.stage import SYSTEM, Stage
from parvis.cli.town.story import Deed
from parvis.core.house import house
from parvis.directory import queries as directory
from parvis.engagement import actions as engagement
from parvis.engagement.actions import NewOffer, OfferText, Schedule
from parvis.engagement.kinds import kind_of
from parvis.engagement.rules import Kept
from parvis.engines.recurrence import weekly

DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
# An offer is told of so many days before it begins, and at the latest so many days before today.
AHEAD, LATEST = 60, 12
Row = Mapping[str, Any]


def offer_rows() -> list[Row]:
    """Every offer of the data files, with its kind."""
    return [{**row, "kind": read(name)["kind"]} for name in files("offers") for row in read(name)["offers"]]


def make_offers(stage: Stage) -> None:
    """All of them, open, the oldest first: those that have ended are closed when their end comes."""
    for row in sorted(offer_rows(), key=lambda row: told_of(stage, row)):
        at = told_of(stage, row)
        made = engagement.create_offer(offer=_offer(stage, row), by=SYSTEM, at=at)
        stage.runs[row["id"]] = run = run_of(stage, row, str(made.public_id))
        if schedule := schedule_of(stage, row):
            planned = engagement.plan_row(offer_public_id=run.public_id, schedule=schedule, by=SYSTEM, at=at)
            run.meetings = [Meeting(one.public_id, one.starts_at, one.ends_at) for one in planned.sessions]


def run_of(stage: Stage, row: Row, public_id: str) -> Run:
    """An offer on its days, without its meetings."""
    first, last = _days(stage, row)
    return Run(
        row=row,
        public_id=public_id,
        kind=kind_of(row["kind"]),
        starts=_moment(first, "09:00"),
        ends=_moment(last, "18:00"),
    )


def endings(stage: Stage) -> Iterator[Deed]:
    """What has ended is closed the evening after."""
    for run in stage.runs.values():
        if run.ends and (at := run.ends + timedelta(hours=26)) < stage.now:
            yield (
                at,
                lambda run=run, at=at: engagement.set_offer_state(
                    offer_public_id=run.public_id, state="closed", by=SYSTEM, at=at
                ),
            )


def schedule_of(stage: Stage, row: Row) -> Schedule | None:
    """When it meets, or None where it does not."""
    told = row.get("sessions") or row.get("meets")
    first, last = _days(stage, row)
    if not told or first is None:
        return None
    rule = told.get("rule") or weekly(
        [told["weekday"]] if "meets" in row else told["weekday"], count=told.get("count", 1)
    )
    return Schedule(
        rule=rule,
        start=time.fromisoformat(told["start"]),
        minutes=told["minutes"],
        first=first,
        last=last,
        with_holidays="meets" in row,
        # Where each session is taken by itself, the places are the session's.
        capacity=row.get("capacity") if kind_of(row["kind"]).picks_session else None,
    )


def _offer(stage: Stage, row: Row) -> NewOffer:
    kind = kind_of(row["kind"])
    service = stage.services.get(row.get("service", ""))
    own_words = {detail.code for detail in kind.details if detail.own_words}
    details = {
        code: _in_french(value) if code in own_words else value for code, value in row.get("details", {}).items()
    }
    if row.get("sessions") and any(detail.code == "sessions" for detail in kind.details):
        details["sessions"] = row["sessions"]
    first, last = _days(stage, row)
    return NewOffer(
        kind=row["kind"],
        title=said(row["title"]),
        text=said(row["text"]),
        organisation_id=stage.organisations[row["organisation"]],
        service_id=directory.service_for_referral(service).id if service else None,
        location_id=stage.locations.get(row["place"]),
        language=LANGUAGE,
        topics=row["topics"],
        requirements=row.get("requirements", []),
        details=details,
        capacity=None if kind.picks_session else row.get("capacity"),
        starts_on=first,
        ends_on=last,
        source_id=row["id"],
        quotas=[Kept(one["places"], part=one["part"]) for one in row.get("quotas", ())],
        given_by_id=stage.persons[row["host"]] if row.get("host") else None,
        texts=_texts(row),
    )


def _texts(row: Row) -> list[OfferText]:
    fields = {"title": row["title"], "text": row["text"]}
    fields |= {f"details.{code}": value for code, value in row.get("details", {}).items()}
    return [
        OfferText(field=one.field, language=one.language, text=one.text)
        for one in translations(fields, read_by_native=False)
    ]


def _in_french(value: Any) -> Any:
    return value[LANGUAGE] if isinstance(value, Mapping) else value


def told_of(stage: Stage, row: Row) -> datetime:
    """When the offer was made known."""
    first, _ = _days(stage, row)
    if "told_days_ago" in row:
        return stage.ago(days=row["told_days_ago"])
    days = (first - house().day(stage.now)).days if first else 0
    return stage.ago(days=max(LATEST, AHEAD - days))


def _days(stage: Stage, row: Row) -> tuple[date | None, date | None]:
    """First and last day. A meeting's is the first of its weekday on or after the day told."""
    if meets := row.get("meets"):
        about = _day(stage, meets["in_days"])
        day = about + timedelta(days=(DAYS.index(meets["weekday"]) - about.weekday()) % 7)
        return day, day
    ends = row.get("ends_in_days")
    starts = row.get("starts_in_days")
    return None if starts is None else _day(stage, starts), None if ends is None else _day(stage, ends)


def _day(stage: Stage, days: int) -> date:
    return house().day(stage.now + timedelta(days=days))


def _moment(day: date | None, clock: str) -> datetime | None:
    return datetime.combine(day, time.fromisoformat(clock), ZoneInfo(house().time_zone)) if day else None
