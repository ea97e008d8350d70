"""Doors for people: pages, forms, templates. The only floor that knows HTTP requests."""
