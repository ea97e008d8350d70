from tests.own_keys import own_keys

__all__ = ["own_keys"]
