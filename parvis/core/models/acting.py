from django.db import models


class Acting(models.Model):
    """One row that tells SQLite's triggers who acts in the open transaction; PostgreSQL uses a local setting."""

    retention = "technical"
    personal = False

    label = models.CharField(max_length=120, default="")
    organisation_id = models.BigIntegerField(null=True)
