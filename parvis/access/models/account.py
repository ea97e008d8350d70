from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from parvis.core.models import Record


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; Django and allauth ask for it."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> Account:
        account = self.model(username=username, **fields)
        account.set_password(password)
        account.save()
        return account

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(username__iexact=username)


class Account(AbstractBaseUser, Record):
    """A way to sign in. What it may do comes from memberships alone."""

    retention = "account"
    personal = True

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True, default="")
    language = models.CharField(max_length=10, default="fr")
    is_active = models.BooleanField(default=True)
    # Of a password that somebody else has seen: until then it serves to choose one's own, and for nothing else.
    password_until = models.DateTimeField(null=True)
    # Goes up when a second factor changes: every session from before is over.
    epoch = models.PositiveIntegerField(default=1)
    # Wrong codes one after the other, whoever sends them, and until when no code is looked at.
    wrong_codes = models.PositiveIntegerField(default=0)
    codes_wait_until = models.DateTimeField(null=True)

    objects = AccountManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.username

    @property
    def is_staff(self) -> bool:
        """Asked by libraries; there is no Django admin here."""
        return False

    @property
    def is_superuser(self) -> bool:
        """Nobody is."""
        return False

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Django compares it with each session's: another password or another epoch, and the session is over."""
        told = f"{self.password}\n{self.epoch}"
        return salted_hmac("parvis.access.session", told, secret=secret, algorithm="sha256").hexdigest()

    def get_full_name(self) -> str:
        """For libraries."""
        return self.name
