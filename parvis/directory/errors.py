"""What can go wrong in the room."""

from parvis.kernel.errors import Invalid, Refused


class UnknownOrganisation(Refused):
    """A service names an organisation that its source does not have."""

    code = "directory.unknown_organisation"


class NotChangedHere(Refused):
    """Nobody wrote this field by hand: there is nothing to take back."""

    code = "directory.not_changed_here"


class AlreadyDecided(Refused):
    """Somebody decided this meanwhile, or the listing has moved on."""

    code = "directory.already_decided"


class ReportUnclear(Invalid):
    """A report that says nothing."""

    code = "directory.report_unclear"
