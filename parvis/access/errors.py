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


class CodeWrong(Refused):
    """No code of this account, or one that was taken before."""

    code = "access.code_wrong"


class CodesWait(Refused):
    """Too many wrong codes: none is looked at for `minutes`."""

    code = "access.codes_wait"


class PasskeyWrong(Refused):
    """No passkey of this account, or not in answer to what was asked just now."""

    code = "access.passkey_wrong"


class PasswordWrong(Refused):
    """Not the password of this account."""

    code = "access.password_wrong"


class PasswordKnown(Refused):
    """Somebody else has seen this password: it is not one's own."""

    code = "access.password_known"


class ByAnother(Refused):
    """Two administrators let somebody in again, and neither is herself."""

    code = "access.by_another"


class TooNew(Refused):
    """An administrator since a few days only: perhaps one made to agree with oneself."""

    code = "access.too_new"


class WorksElsewhere(Refused):
    """The account has work under another controller too, which would be opened with it."""

    code = "access.works_elsewhere"


class ReadmissionOver(Refused):
    """Too late, or decided already."""

    code = "access.readmission_over"
