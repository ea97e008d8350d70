"""Every test of the pages may ask for the demo town."""

from tests.town import town, town_alive, town_of_module

__all__ = ["town", "town_alive", "town_of_module"]
