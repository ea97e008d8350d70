from django.db import models

from parvis.access.ownership import Owned


class Card(Owned):
    """The printed card: a QR with a secret and a PIN. No e-mail needed; five wrong tries, then the desk."""

    retention = "person"

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="cards")
    token_digest = models.CharField(max_length=64, unique=True)
    pin_hash = models.CharField(max_length=200)
    tries_left = models.PositiveSmallIntegerField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey("access.Account", null=True, on_delete=models.SET_NULL, related_name="+")
    revoked_at = models.DateTimeField(null=True)
    # Raised at each sign-out of "I am done": older sessions end everywhere.
    epoch = models.PositiveIntegerField(default=1)
