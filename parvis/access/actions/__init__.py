"""Writes of the room."""

from parvis.access.actions.accounts import (
    NewRole,
    admit_account,
    close_account,
    create_account,
    end_role,
    forget_account,
    give_role,
    grant_role,
    renew_password,
    take_role,
)
from parvis.access.actions.organisations import (
    Listing,
    create_organisation,
    enrol_contact,
    register_contact,
    upsert_listings,
)
from parvis.access.actions.passkeys import add_passkey, check_passkey, remove_passkey
from parvis.access.actions.readmission import Half, agree_to_readmit, ask_to_readmit, refuse_to_readmit
from parvis.access.actions.second_factor import (
    change_password,
    check_code,
    choose_password,
    renew_codes,
    set_up_app,
)

__all__ = [
    "Half",
    "Listing",
    "NewRole",
    "add_passkey",
    "admit_account",
    "agree_to_readmit",
    "ask_to_readmit",
    "change_password",
    "check_code",
    "check_passkey",
    "choose_password",
    "close_account",
    "create_account",
    "create_organisation",
    "end_role",
    "enrol_contact",
    "forget_account",
    "give_role",
    "grant_role",
    "refuse_to_readmit",
    "register_contact",
    "remove_passkey",
    "renew_codes",
    "renew_password",
    "set_up_app",
    "take_role",
    "upsert_listings",
]
