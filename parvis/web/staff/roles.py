"""Who works where."""

from parvis.access.choices import Role

WORKERS = (Role.CASEWORKER, Role.MEDIATOR)
