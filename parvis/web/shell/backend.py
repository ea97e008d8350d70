"""Whose account a session is of: allauth's way in, and every page's account by a query that is built once."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from parvis.access import queries as access
from parvis.core.clock import now


class Backend(AuthenticationBackend):
    """allauth's, but for how a page that is asked for finds its account again, and for accounts that are closed."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> AbstractBaseUser | None:
        """A closed account is none, right password or not: the library would put it aside and lead it to a page of its own. Nor
        is a password that somebody else has given, once its days are over.
        """
        found = super().authenticate(request, **credentials)
        if found is None:
            AuthenticationBackend.unstash_authenticated_user()
            return None
        until = getattr(found, "password_until", None)
        return found if until is None or until > now() else None

    def get_user(self, user_id: int) -> AbstractBaseUser | None:
        account = access.account_of_session(user_id)
        return account if account is not None and self.user_can_authenticate(account) else None
