from django.db import models

from parvis.core.fields import EncryptedText
from parvis.core.models import Record


class Passkey(Record):
    """A key in a telephone, a computer or on a stick, which answers for an account: in place of the app's digits, beside it."""

    retention = "account"
    personal = True

    account = models.ForeignKey("access.Account", on_delete=models.CASCADE, related_name="passkeys")
    name = EncryptedText()
    # Its number and public key (WebAuthn), sealed: the number could be found elsewhere too.
    credential = EncryptedText()
    counter = models.BigIntegerField()  # of its last answer: a copied key falls behind
    used_at = models.DateTimeField(null=True)
