from parvis.kernel.errors import ParvisError, Refused


class Full(Refused):
    """No place is left."""

    code = "engagement.full"


class OfferClosed(Refused):
    """The offer takes nobody now."""

    code = "engagement.offer_closed"


class OfferExpired(Refused):
    """The place was kept until a time that has passed."""

    code = "engagement.offer_expired"


class AlreadyEngaged(Refused):
    """The person has an open engagement with this offer."""

    code = "engagement.already_engaged"


class NotYetHeld(Refused):
    """Who came is told when the session has begun."""

    code = "engagement.not_yet_held"


class SessionOver(Refused):
    """What has begun is neither moved nor cancelled nor refused."""

    code = "engagement.session_over"


class WrongPart(Refused):
    """The offer is not for those who come in this part."""

    code = "engagement.wrong_part"


class SessionMissing(Refused):
    """One of the sessions has to be chosen."""

    code = "engagement.session_missing"


class HouseholdMissing(Refused):
    """Only a household takes this, and the person belongs to none we know."""

    code = "engagement.household_missing"


class HouseholdUnknown(HouseholdMissing):
    """The same, told to herself: she can't write down her household, the desk does."""

    code = "engagement.household_unknown"


class CheckMissing(Refused):
    """Who gives her time to a child shows her paper of good character first."""

    code = "engagement.check_missing"


class SupportAsked(Refused):
    """The same support is asked for already."""

    code = "engagement.support_asked"


class CheckFirst(Refused):
    """Who gives her own time needs a check that counts."""

    code = "engagement.check_first"


class LineRefused(Refused):
    """One line of several could not be kept, so none was. `cause` says why; whose it is stands beside the words, not in them."""

    code = "engagement.line_refused"

    def __init__(self, person_id: int, cause: ParvisError) -> None:
        self.person_id, self.cause = person_id, cause
        super().__init__()
