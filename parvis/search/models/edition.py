from django.db import models


class Edition(models.Model):
    """One row, a number drawn at every change of the index: a process keeps what it has read in memory until it is another."""

    retention = "public"
    personal = False
    is_index = True

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField(default=0)
    forms = models.JSONField(default=dict)  # in which form each room's documents stand here, by a name it chose
