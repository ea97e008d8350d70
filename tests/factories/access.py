"""Organisations, accounts, memberships, and the actors that come of them."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

from parvis.access import actions, passkeys, queries
from parvis.access.choices import Role
from parvis.access.models import Account, Membership, Organisation
from parvis.engines.secrecy import onetime
from parvis.kernel.actor import Actor
from tests.factories.passkeys import Stick

NOW = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)
SETUP = Actor.system("tests")
_number = count(1)


def organisation(*, name: str = "", for_snapshot: bool = False, **facts: object) -> Organisation:
    """A mere listing unless said otherwise."""
    name = name or ("Maison des Lilas" if for_snapshot else f"Organisation {next(_number)}")
    return actions.create_organisation(name=name, by=SETUP, at=NOW, **facts)


def controller(*, name: str = "", for_snapshot: bool = False) -> Organisation:
    """A body that answers for personal data."""
    name = name or ("Ville de Valmarelle" if for_snapshot else f"Controller {next(_number)}")
    return organisation(name=name, is_controller=True, kind="town_hall")


def partner(of: Organisation, *, name: str = "", for_snapshot: bool = False) -> Organisation:
    """A body working on a controller's register."""
    return organisation(name=name, controller=of, for_snapshot=for_snapshot, contact_email="desk@example.org")


def account(*, name: str = "", for_snapshot: bool = False, password: str | None = None) -> Account:
    """A way to sign in, without any right."""
    number = 0 if for_snapshot else next(_number)
    return actions.create_account(
        username=f"user{number}", name=name or f"Worker {number}", password=password, by=SETUP, at=NOW
    )


def membership(who: Account, where: Organisation, role: str = Role.CASEWORKER, **facts: object) -> Membership:
    """A role from the start of 2026."""
    starts_on = facts.pop("starts_on", date(2026, 1, 1))
    return actions.grant_role(
        account=who, organisation=where, role=role, starts_on=starts_on, by=SETUP, at=NOW, **facts
    )


def worker(where: Organisation, *roles: str, name: str = "", purpose: str = "casework") -> Actor:
    """A member of staff acting for an organisation, as a door would build her."""
    who = account(name=name)
    for role in roles or (Role.CASEWORKER,):
        membership(who, where, role)
    standing = queries.standing(
        account_id=who.pk, name=who.name, language="fr", on=NOW.date(), organisation_id=where.pk
    )
    assert standing is not None
    return standing.actor.for_purpose(purpose)


def with_app(who: Account, *, at: datetime = NOW) -> tuple[str, list[str]]:
    """A code app for the account: its secret, and the ten codes for paper. One code of `at` is taken by it."""
    secret = onetime.new_secret()
    code = onetime.code_at(secret, at)
    return secret, actions.set_up_app(account_id=who.pk, secret=secret, code=code, by=SETUP, at=at)


def long_standing(role: str = Role.ADMIN) -> None:
    """Whoever holds the role was given it a year ago."""
    Membership.objects.filter(role=role).update(created_at=NOW - timedelta(days=365))


def with_passkey(who: Account, stick: Stick | None = None) -> None:
    """A key that answers for the account at `testserver`."""
    stick, asked = stick or Stick(), passkeys.ask_to_add(who.pk, host="testserver")
    assert asked is not None
    answer = stick.made(asked.options["publicKey"])
    actions.add_passkey(
        account_id=who.pk, host="testserver", state=asked.state, answer=answer, name="Clé bleue", by=SETUP, at=NOW
    )


def asked_to_readmit() -> None:
    """An administrator has asked to let a colleague in again; another one has not answered."""
    where = controller()
    who, admin = account(), worker(where, Role.ADMIN)
    membership(who, where)
    long_standing()
    actions.ask_to_readmit(account_public_id=who.public_id, reason="Elle est venue", by=admin, at=NOW)
