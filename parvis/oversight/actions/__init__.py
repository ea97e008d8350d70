"""Writes of the room, one noun a file."""

from parvis.oversight.actions.holds import ask_to_lift, go_on_holding, lift, place_hold, review_hold
from parvis.oversight.actions.purge import Purged, purge

__all__ = ["Purged", "ask_to_lift", "go_on_holding", "lift", "place_hold", "purge", "review_hold"]
