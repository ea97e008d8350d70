from parvis.kernel.errors import Refused


class RolesIncompatible(Refused):
    """Two roles nobody may hold together."""

    code = "access.roles_incompatible"


class UsernameTaken(Refused):
    """Another account has this name."""

    code = "access.username_taken"


class NotAController(Refused):
    """Personal data can only belong to a controller."""

    code = "access.not_a_controller"


class RoleHeld(Refused):
    """The account has this very role there, from the same day."""

    code = "access.role_held"


class OwnRole(Refused):
    """An administrator can't end her own administration: somebody else does, so that one is always left."""

    code = "access.own_role"
