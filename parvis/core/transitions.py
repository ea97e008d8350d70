"""The log of states: written by every action that changes one, read by timelines and by the evidence floor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from parvis.core.models import Transition
from parvis.kernel.actor import Actor
from parvis.kernel.states import Machine


def move(record: object, to: str, *, machine: Machine, by: Actor, at: datetime, why: str = "") -> Transition:
    """Check that `to` may follow, set `record.state` (not saved: the action saves), and log the transition."""
    frm = record.state  # type: ignore[attr-defined]
    machine.check(frm, to)
    record.state = to  # type: ignore[attr-defined]
    return record_transition(machine.name, record.pk, frm=frm, to=to, by=by, at=at, why=why)  # type: ignore[attr-defined]


def record_transition(kind: str, pk: int, *, frm: str, to: str, by: Actor, at: datetime, why: str = "") -> Transition:
    """Log one transition, also the first (`frm` empty)."""
    return Transition.objects.create(
        subject_kind=kind,
        subject_id=pk,
        frm=frm,
        to=to,
        at=at,
        actor=by.label,
        account_id=by.staff_id,
        organisation_id=by.organisation_id,
        why=why[:60],
    )


def of(kind: str, ids: Iterable[int]) -> QuerySet[Transition]:
    """The transitions of these objects, oldest first."""
    return Transition.objects.filter(subject_kind=kind, subject_id__in=list(ids)).order_by("at", "id")


def of_kinds(subjects: Mapping[str, Any]) -> QuerySet[Transition]:
    """The transitions of objects of several kinds; values are ids, or a queryset of ids for a subquery."""
    where = Q(pk__in=[])
    for kind, ids in subjects.items():
        where |= Q(subject_kind=kind, subject_id__in=ids)
    return Transition.objects.filter(where)
