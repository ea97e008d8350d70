"""The town's controllers, partners and accounts."""

from __future__ import annotations

from datetime import timedelta

from parvis.access import actions as access
from parvis.access import queries
from parvis.cli.town.content import SOURCE, everybody, read
from parvis.cli.town.stage import SYSTEM, Stage
from parvis.core.house import house
from parvis.kernel.errors import NotFound

PASSWORD = "parvis-demo-2026"  # noqa: S105 - printed on purpose: the demo's accounts share it
YEARS = timedelta(days=730)


def make_organisations(stage: Stage) -> None:
    """Controllers first, then those who work under them; the directory then finds them by their source."""
    rows = sorted(read("organisations")["organisations"], key=lambda row: not row["is_controller"])
    for row in rows:
        controller = queries.organisation_by_id(stage.organisations[row["controller"]]) if row["controller"] else None
        made = access.create_organisation(
            name=row["name"],
            kind=row["kind"],
            is_controller=row["is_controller"],
            controller=controller,
            contact_email=(row["contact"] or {}).get("email", ""),
            contact_phone=(row["contact"] or {}).get("phone", ""),
            enrolled_by=None if row["is_controller"] or controller else stage.organisations["mairie"],
            source=SOURCE,
            source_id=row["id"],
            by=SYSTEM,
            at=stage.ago(days=730),
        )
        stage.organisations[row["id"]] = made.pk
        stage.public_ids[row["id"]] = str(made.public_id)
        if made.controller_of_record:
            stage.controllers[row["id"]] = made.controller_of_record


def make_accounts(stage: Stage) -> None:
    """One account a role, all with the printed password."""
    for row in read("people")["accounts"]:
        account = access.create_account(
            username=row["username"],
            name=row["name"],
            password=PASSWORD,
            language=row["language"],
            by=SYSTEM,
            at=stage.ago(days=400),
        )
        stage.accounts[row["username"]] = account.pk
        stage.employers[row["username"]] = row["organisation"]
        for role in row["roles"]:
            access.grant_role(
                account=account,
                organisation=queries.organisation_by_id(stage.organisations[row["organisation"]]),
                role=role,
                starts_on=house().day(stage.now - YEARS),
                by=SYSTEM,
                at=stage.ago(days=400),
            )


def accounts() -> list[tuple[str, str]]:
    """What `parvis demo` prints: (username, role and organisation), then the accounts of hosts for their own page."""
    names = {row["id"]: row["name"] for row in read("organisations")["organisations"]}
    staff = [
        (row["username"], f"{', '.join(row['roles'])} · {names.get(row['organisation'], '')}")
        for row in read("people")["accounts"]
    ]
    own = [
        (row["key"]["account"], f"own page · {', '.join(part['part'] for part in row['parts'])}")
        for row in everybody("hosts")
        if "account" in row.get("key", {})
    ]
    return staff + own


def exists() -> bool:
    """Whether the town has been built in this store."""
    try:
        queries.organisation_by_source(SOURCE, "mairie")
    except NotFound:
        return False
    return True
