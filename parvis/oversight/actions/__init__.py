"""Writes of the room, one noun a file."""

from parvis.oversight.actions.holds import ask_to_lift, go_on_holding, lift, place_hold, review_hold
from parvis.oversight.actions.purge import Purged, erase_on_request, purge

__all__ = ["Purged", "ask_to_lift", "erase_on_request", "go_on_holding", "lift", "place_hold", "purge", "review_hold"]
