from django.db import models


class Transition(models.Model):
    """One change of state: who, for which organisation, when, why (a code)."""

    retention = "audit"
    personal = False

    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    frm = models.CharField(max_length=30)
    to = models.CharField(max_length=30)
    at = models.DateTimeField()
    actor = models.CharField(max_length=120)
    account_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    why = models.CharField(max_length=60, default="")

    class Meta:
        indexes = [models.Index(fields=["subject_kind", "subject_id", "at"], name="core_transition_subject")]
