"""One timeline a case, newest first: notes one may read, moves of cases, referrals, steps and consents, meetings."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet, TextField, UUIDField, Value
from django.db.models.functions import Cast

from parvis.access import queries as access
from parvis.casework.models import Case, Note, Referral, Step
from parvis.casework.permissions import cases_visible_to, notes_visible_to
from parvis.casework.queries.referrals import ReferralLine, referrals_of_case
from parvis.core import transitions
from parvis.core.fields import open_value
from parvis.core.prepared import Prepared, PreparedFor
from parvis.core.rows import one
from parvis.engagement import endings
from parvis.engagement import queries as engagement
from parvis.engagement.queries import AppointmentView
from parvis.kernel.actor import Actor
from parvis.people import queries as people

ROWS = 25
COMING = 4
KINDS = ("note", "referral", "engagement", "agreement", "consent", "appointment", "step", "case")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """`what` is the state entered (or the note's purpose), `about` the row it happened to, `params` hold `referral` (a line),
    `offer` (kind, title and ids of what was taken up) or `appointment`."""

    kind: str
    at: datetime
    what: str
    about: int = 0
    frm: str = ""
    why: str = ""
    who: str = ""  # the account's name, or `person`, `receiver`, `system`
    text: str = ""
    readers: str = ""
    params: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePage:
    """Entries newest first; `more` says whether an older page follows. `coming`: the next few appointments, the first first, on
    the first page of a timeline of everything; of appointments alone, those to come stand among the entries."""

    entries: list[Entry]
    page: int
    more: bool
    coming: list[AppointmentView] = field(default_factory=list)


def timeline(
    actor: Actor, case_id: int, *, at: datetime, page: int = 1, kinds: tuple[str, ...] = KINDS
) -> TimelinePage:
    """For those who may see the case. Five queries at most, whatever its length."""
    case = one(cases_visible_to(actor), pk=case_id)
    return timeline_of(actor, case, referrals_of_case(case.pk, at), at=at, page=page, kinds=kinds)


def timeline_of(
    actor: Actor,
    case: Case,
    referrals: list[ReferralLine],
    *,
    at: datetime,
    page: int,
    kinds: tuple[str, ...] = KINDS,
) -> TimelinePage:
    """The same for a case that was fetched under the actor's scope, with its referrals. Three queries at most."""
    page = max(1, page)
    enough = page * ROWS + 1
    told = {line.id: line for line in referrals}
    written = _WRITTEN.rows(actor, kinds, enough, case=case.pk, person=case.person_id)
    entries = [_written(row, told) for row in written]
    coming: list[AppointmentView] = []
    if "appointment" in kinds:
        visits = _meetings(case, actor.language, enough, at, apart=kinds == KINDS)
        if kinds == KINDS:
            coming = [visit for visit in reversed(visits) if _is_coming(visit, at)]
            visits = [visit for visit in visits if not _is_coming(visit, at)]
        entries += [_meeting(visit) for visit in visits]
    entries.sort(key=lambda one: one.at, reverse=True)
    shown = entries[(page - 1) * ROWS : page * ROWS]
    return TimelinePage(
        entries=_with_offers(actor, shown),
        page=page,
        more=len(entries) > page * ROWS,
        coming=coming if page == 1 else [],
    )


def _written_down(actor: Actor, kinds: tuple[str, ...], enough: int, *, case: int, person: int) -> QuerySet[Any]:
    """Notes and moves as one union, newest first."""
    subjects: dict[str, Any] = {
        "case": [case],
        "step": Step.objects.filter(case=case).values("pk"),
        "referral": Referral.objects.filter(case=case).values("pk"),
        "engagement": engagement.engagement_ids([case]),
        "consent": people.consent_ids(person),
        "agreement": engagement.agreement_ids(person),
    }
    moves = transitions.of_kinds({kind: ids for kind, ids in subjects.items() if kind in kinds}).exclude(why="implied")
    notes = notes_visible_to(actor).filter(case=case) if "note" in kinds else Note.objects.none()
    # The sealed text stands first among the notes: the first part of a union decides how a column is read.
    return (
        notes.values(
            sealed=F("text"),
            row_id=F("public_id"),
            row=F("pk"),
            kind=Value("note"),
            when=F("written_at"),
            what=F("purpose"),
            left=Value(""),
            reason=F("readers"),
            label=Value(""),
            account=access.name_seen(actor, "author_id"),
            about=Value(0),
        )
        .union(
            moves.values(
                sealed=Cast(Value(None), TextField()),
                row_id=Cast(Value(None), UUIDField()),
                row=F("pk"),
                kind=F("subject_kind"),
                when=F("at"),
                what=F("to"),
                left=F("frm"),
                reason=F("why"),
                label=F("actor"),
                account=access.name_seen(actor, "account_id"),
                about=F("subject_id"),
            ),
            all=True,
        )
        .order_by("-when", "-row")[:enough]
    )


_WRITTEN = PreparedFor(_written_down)


def _written(row: dict[str, Any], told: dict[int, ReferralLine]) -> Entry:
    if row["kind"] == "note":
        text = open_value(Note, "text", public_id=row["row_id"], sealed=row["sealed"])
        who = row["account"] or ""
        return Entry(kind="note", at=row["when"], what=row["what"], text=text, readers=row["reason"], who=who)
    told_by = _tells_who(row)
    silent = row["kind"] == "referral" and row["reason"] == "no_feedback"
    line = told.get(row["about"]) if row["kind"] == "referral" else None
    return Entry(
        kind=row["kind"],
        at=row["when"],
        what="no_feedback" if silent else row["what"],
        about=row["about"],
        frm=row["left"],
        why=_why(row),
        who=(row["account"] or _WHO.get(row["label"].partition(":")[0], "")) if told_by else "",
        params=_about(row, line),
    )


def _tells_who(row: dict[str, Any]) -> bool:
    """Of an agreement, and of what is taken up, the file tells what became of it, never who wished it to end."""
    if row["kind"] == "agreement":
        return row["what"] in {"draft", "to_sign", "amended"}
    return row["kind"] != "engagement" or row["what"] not in endings.WAYS_OUT


def _why(row: dict[str, Any]) -> str:
    """Of what was taken up, the code of the neutral sentence: the reason that somebody gave is hers."""
    if row["kind"] == "engagement" and row["what"] in endings.WAYS_OUT:
        return endings.sentence(row["what"], row["reason"])
    return row["reason"]


def _about(row: dict[str, Any], line: ReferralLine | None) -> dict[str, Any]:
    if row["kind"] == "engagement":
        return {"engagement_id": row["about"]}
    return {"referral": line} if line else {}


_WHO = {"person": "person", "link": "receiver", "system": "system"}


def _meetings(case: Case, language: str, enough: int, at: datetime, *, apart: bool) -> list[AppointmentView]:
    if apart:
        rows = _TOLD.rows(enough + COMING, case=case.pk, language=language, at=at)
    else:
        rows = _ALL.rows(enough, case=case.pk, language=language)
    return [engagement.appointment_view(row) for row in rows]


def _build_all(enough: int, *, case: int, language: str) -> QuerySet[Any]:
    return engagement.appointment_rows(
        case_refs=[case], language=language, since=None, until=None, limit=enough, newest_first=True
    )


def _build_told(enough: int, *, case: int, language: str, at: datetime) -> QuerySet[Any]:
    return engagement.told_rows(case_ref=case, language=language, at=at, limit=enough, coming=COMING)


_ALL, _TOLD = Prepared(_build_all), Prepared(_build_told)


def _is_coming(visit: AppointmentView, at: datetime) -> bool:
    return visit.state == "planned" and visit.starts_at > at


def _meeting(visit: AppointmentView) -> Entry:
    what = visit.attendance if visit.state == "held" else visit.state
    return Entry(kind="appointment", at=visit.starts_at, what=what, who=visit.host_name, params={"appointment": visit})


def _with_offers(actor: Actor, entries: list[Entry]) -> list[Entry]:
    """Name what was taken up: one query where something was, none elsewhere."""
    ids = {entry.params["engagement_id"] for entry in entries if "engagement_id" in entry.params}
    names = engagement.offers_named(ids, actor.language)
    return [
        replace(entry, params={"offer": names[entry.params["engagement_id"]]})
        if entry.params.get("engagement_id") in names
        else entry
        for entry in entries
    ]
