from django.db import models


class Read(models.Model):
    """Somebody read personal data of a person: who, for which organisation, why, what. The person sees this list."""

    retention = "audit"
    personal = True

    at = models.DateTimeField()
    actor = models.CharField(max_length=120)
    account_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    purpose = models.CharField(max_length=60)
    what = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40, default="")
    subject_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person_id", "-at"], name="core_read_person")]
