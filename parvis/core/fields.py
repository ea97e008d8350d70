"""Encrypted text as a model field. What is sealed can't be queried: a blind index stands beside it where it must."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from parvis.core.keys import COMMON, open_sealed, ring, seal, sealed_by


class Ciphertext(str):
    """A sealed value, as it stands in the database."""

    __slots__ = ()


class SealedAttribute(DeferredAttribute):
    """Opens a sealed value the first time somebody reads it."""

    field: EncryptedText

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        if isinstance(value, Ciphertext):
            value = open_sealed(value, bound_to=self.field.bound_to(instance))
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class EncryptedText(models.TextField):
    """Text sealed with the key of the row's controller and bound to the row's public id.

    The model must have `public_id`; `controller_id`, where it has one, chooses the key. Saving through
    `save` and `bulk_create` seals; a plain value in a filter, `update` or `bulk_update` is refused.
    """

    descriptor_class = SealedAttribute

    def bound_to(self, instance: models.Model) -> str:
        """What the value is tied to: table, column, row."""
        return self.bound_to_id(instance.public_id)  # type: ignore[attr-defined]

    def bound_to_id(self, public_id: UUID | str) -> str:
        """The same, from a public id in any spelling: text, or SQLite's 32 digits."""
        known = public_id if isinstance(public_id, UUID) else UUID(str(public_id))
        return f"{self.model._meta.db_table}.{self.column}.{known}"

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        stored = model_instance.__dict__.get(self.attname)
        if isinstance(stored, Ciphertext) and _is_former(stored):
            # Read before a rotation came by and saved after it: an old seal never comes back.
            stored = open_sealed(stored, bound_to=self.bound_to(model_instance))
        if stored is None or isinstance(stored, Ciphertext):
            return stored
        if stored == "":
            return Ciphertext("")
        scope = key_scope(getattr(model_instance, "controller_id", None))
        return Ciphertext(seal(str(stored), scope=scope, bound_to=self.bound_to(model_instance)))

    def get_prep_value(self, value: Any) -> Any:
        if value is None or value == "":  # nothing is no secret: a column that is added begins with it
            return value
        if not isinstance(value, Ciphertext):
            msg = f"{self.name}: an encrypted field takes no plain value in a query"
            raise TypeError(msg)
        return str(value)

    def from_db_value(self, value: Any, expression: object, connection: object) -> Any:
        return Ciphertext(value) if value else value


def open_value(model: type[models.Model], field: str, *, public_id: UUID | str, sealed: str) -> str:
    """Open a sealed value that a query took out of its row (`values`, an aggregate)."""
    column = model._meta.get_field(field)
    assert isinstance(column, EncryptedText)
    return open_sealed(sealed, bound_to=column.bound_to_id(public_id)) if sealed else ""


def _is_former(sealed: Ciphertext) -> bool:
    """Whether another key of its ring seals now."""
    scope, key_id = sealed_by(sealed)
    return bool(scope) and ring(scope, make=False).current != key_id


def key_scope(controller_id: int | None) -> str:
    """The name of the key ring for a controller, or the common one."""
    return f"c{controller_id}" if controller_id else COMMON


def blind_index(value: str, *, controller_id: int | None, purpose: str) -> str:
    """Keyed, per controller; normalise the value before (see `engines.text`). What is written."""
    return ring(key_scope(controller_id)).blind(value, purpose=purpose)


def blind_indexes(value: str, *, controller_id: int | None, purpose: str) -> list[str]:
    """The same under each key of the ring, the one in force first: what is looked for, since a rotation may be under way."""
    return ring(key_scope(controller_id)).blinds(value, purpose=purpose)
