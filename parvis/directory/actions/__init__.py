"""Writes of the room."""

from parvis.directory.actions.conflicts import reopen_conflict, settle_conflict
from parvis.directory.actions.editing import Address, Listing, edit_listing, move_place, take_back_edit
from parvis.directory.actions.listing import answer_report, confirm_listing, note_source, report_listing
from parvis.directory.actions.sameness import (
    compare_listings,
    put_off_pair,
    reopen_pair,
    say_different,
    say_same,
)
from parvis.directory.actions.upsert import republish, upsert_from_source

__all__ = [
    "Address",
    "Listing",
    "answer_report",
    "compare_listings",
    "confirm_listing",
    "edit_listing",
    "move_place",
    "note_source",
    "put_off_pair",
    "reopen_conflict",
    "reopen_pair",
    "report_listing",
    "republish",
    "say_different",
    "say_same",
    "settle_conflict",
    "take_back_edit",
    "upsert_from_source",
]
