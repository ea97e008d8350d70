"""The town built from the data files, for the tests that look at what became of them."""

from tests.town import town, town_alive, town_of_module

__all__ = ["town", "town_alive", "town_of_module"]
