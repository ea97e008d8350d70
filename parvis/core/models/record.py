from __future__ import annotations

import uuid

from django.db import models


class Record(models.Model):
    """Base of every stored thing: a public id apart from the row id, a retention class, a say whether it is personal."""

    retention = "public"
    personal = False

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True


class Versioned(Record):
    """A record that two people may have open: a form carries `version`, see `core.rows.locked`."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
