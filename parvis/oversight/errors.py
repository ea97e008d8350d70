"""What can go wrong here; the doors turn the codes into sentences."""

from parvis.kernel.errors import Refused


class HeldAlready(Refused):
    """A hold stands on this record."""

    code = "oversight.held_already"


class NeedsAnother(Refused):
    """Who asks to lift a hold doesn't lift it."""

    code = "oversight.needs_another"
