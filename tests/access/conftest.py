"""Keys that a test may exchange."""

from tests.own_keys import own_keys

__all__ = ["own_keys"]
