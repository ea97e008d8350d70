from django.db import models


class Change(models.Model):
    """One write, noted by a database trigger: bulk writes, raw SQL and shells included. Holds no value, only columns."""

    retention = "audit"
    personal = False

    at = models.DateTimeField()
    actor = models.CharField(max_length=120)
    organisation_id = models.BigIntegerField(null=True)
    table = models.CharField(max_length=80)
    row_id = models.BigIntegerField()
    operation = models.CharField(max_length=1, choices=[("I", "insert"), ("U", "update"), ("D", "delete")])
    columns = models.TextField(default="")

    class Meta:
        indexes = [models.Index(fields=["table", "row_id"], name="core_change_row")]
