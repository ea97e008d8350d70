"""Code lists of the room."""

from django.db import models


class Role(models.TextChoices):
    """What a member does in an organisation. A role expires with the membership."""

    CASEWORKER = "caseworker"
    MEDIATOR = "mediator"
    PROVIDER = "provider"
    MANAGER = "manager"
    ADMIN = "admin"
    DPO = "dpo"


# Two roles nobody may hold together (design, section 8).
INCOMPATIBLE = frozenset({frozenset({Role.ADMIN, Role.DPO})})


# The sign-in name of an account that lost its identity begins so; no name that somebody chooses does.
GONE = "~"


class OrganisationKind(models.TextChoices):
    """What sort of body it is."""

    TOWN_HALL = "town_hall"
    STATE = "state"
    NGO = "ngo"
    HEALTH = "health"
    SCHOOL = "school"
    EMPLOYER = "employer"
    HOUSING = "housing"
    LEGAL = "legal"
    CULTURE = "culture"
    COMMUNITY = "community"
    UNKNOWN = "unknown"
