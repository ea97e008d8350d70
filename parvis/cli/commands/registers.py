"""Whose register a command works on."""

from __future__ import annotations

import argparse
from datetime import datetime

from parvis.access import actions as access_actions
from parvis.access import queries as access
from parvis.kernel.actor import Actor
from parvis.kernel.errors import NotFound

FIRST_REGISTER = "Register"


def add_controller(parser: argparse.ArgumentParser) -> None:
    """The option that names it."""
    parser.add_argument(
        "--controller",
        default="",
        metavar="NAME",
        help="the organisation that answers for the register (default: the first one)",
    )


def actor_for(arguments: argparse.Namespace, command: str, *, at: datetime, begin: bool = False) -> Actor:
    """The command as an actor within one controller. `begin`: an empty house gets its first one, to be named by its administrator."""
    try:
        controller_id = access.controller_called(arguments.controller)
    except NotFound:
        if arguments.controller or not begin:
            told = f"called {arguments.controller}" if arguments.controller else "here yet"
            msg = f"there is no organisation {told} that answers for personal data"
            raise ValueError(msg) from None
        made = access_actions.create_organisation(
            name=FIRST_REGISTER, is_controller=True, by=Actor.system(command), at=at
        )
        controller_id = made.pk
    return Actor.system(command, controller_id=controller_id)
