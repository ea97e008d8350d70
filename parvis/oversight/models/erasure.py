from django.db import models


class Erasure(models.Model):
    """One line of a certificate, written in the transaction that erased: by which rule, how many, in which tables.

    Nobody's identity is in it, nor a row id. It is only added to, and stands in the chain of the logs.
    """

    retention = "audit"
    personal = False

    at = models.DateTimeField()
    run = models.CharField(max_length=32)  # one purge
    actor = models.CharField(max_length=120)
    controller_id = models.BigIntegerField(null=True)  # none: of nobody's register
    klass = models.CharField(max_length=20)
    days = models.PositiveIntegerField()
    counted_from = models.CharField(max_length=120)
    model = models.CharField(max_length=60)
    things = models.PositiveIntegerField()
    # Rows that went, by table, as the log of writes has them: JSON.
    rows = models.TextField(default="{}")

    class Meta:
        indexes = [models.Index(fields=["controller_id", "run"], name="oversight_erasure_run")]
