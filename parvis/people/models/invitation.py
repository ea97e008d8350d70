from django.db import models

from parvis.access.ownership import Owned


class Invitation(Owned):
    """A printed link by which a person makes the account of her own page, or a new password for it. Good once, for some days."""

    retention = "link"

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="invitations")
    token_digest = models.CharField(max_length=64, unique=True)
    # Proposed at the desk; whoever opens the link may choose another, unless she has an account already.
    username = models.CharField(max_length=60)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey("access.Account", null=True, on_delete=models.SET_NULL, related_name="+")
    expires_at = models.DateTimeField()
    # Used, or no longer good because a newer one was printed.
    ended_at = models.DateTimeField(null=True)
