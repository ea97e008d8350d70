"""All that is kept about a person, for herself. Every room's part: see `core.subject`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from parvis.core.audit import log_read, reads_of
from parvis.core.retention import file_of
from parvis.core.subject import Part
from parvis.kernel.actor import Actor, ActorKind
from parvis.kernel.errors import NotFound
from parvis.people.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFile:
    """Table by table; `controller` is the body that answers for it, `opened_before` when it was looked at last."""

    controller: str
    parts: list[Part]
    opened_before: datetime | None


def own_file(actor: Actor, at: datetime) -> OwnFile:
    """Of the person in her own space; to anybody else it does not exist.

    What she reads of herself is not noted; that her whole file was opened is: a card can be stolen, and she sees when.
    """
    if actor.kind is not ActorKind.PERSON or actor.person_id is None:
        raise NotFound
    person = Person.objects.select_related("controller").get(pk=actor.person_id)
    looks = reads_of(person.pk).filter(what="own_file", actor=actor.label, at__lt=at).values_list("at", flat=True)
    opened_before = looks.first()
    log_read(actor=actor, person_id=person.pk, what="own_file", at=at)
    return OwnFile(
        controller=person.controller.name, parts=file_of(person.pk, whole=False), opened_before=opened_before
    )
