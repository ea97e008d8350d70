"""Wires the house together: settings, addresses, roles. Above the doors; nothing imports it."""
