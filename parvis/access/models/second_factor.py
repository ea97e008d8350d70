from django.db import models

from parvis.core.fields import EncryptedText
from parvis.core.models import Record


class CodeApp(Record):
    """The app on a telephone that shows six digits (RFC 6238) for an account: the secret both know."""

    retention = "account"
    personal = True

    account = models.OneToOneField("access.Account", on_delete=models.CASCADE, related_name="code_app")
    secret = EncryptedText()
    set_up_at = models.DateTimeField()
    last_step = models.BigIntegerField()  # the half minute of the last code taken: none is taken twice


class RecoveryCode(Record):
    """One of ten codes on paper, each good once in place of the app: its keyed digest."""

    retention = "account"
    personal = True

    account = models.ForeignKey("access.Account", on_delete=models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64, unique=True)
    used_at = models.DateTimeField(null=True)
