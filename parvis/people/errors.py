from parvis.kernel.errors import ParvisError, Refused


class NoticeMissing(Refused):
    """Nothing is written down about a person who was not told what is kept and why (principle 1)."""

    code = "people.notice_missing"


class ConsentNeedsGuardian(Refused):
    """Under the age of consent an adult of the household says yes."""

    code = "people.consent_needs_guardian"


class OnlyAtTheDesk(Refused):
    """Done together with somebody of the desk, not from the card."""

    code = "people.only_at_the_desk"


class AlreadyMember(Refused):
    """She lives there already, as far as we know."""

    code = "people.already_member"


class PinWrong(ParvisError):
    """Not the PIN of this card; `tries_left` says how often she may still try."""

    code = "people.pin_wrong"

    def __init__(self, tries_left: int) -> None:
        super().__init__(tries_left=tries_left)
        self.tries_left = tries_left


class CardLocked(ParvisError):
    """Too many wrong PINs: the desk gives a new card."""

    code = "people.card_locked"


class PartRuns(Refused):
    """She stands in this part already, for this organisation or on her own."""

    code = "people.part_runs"


class PartOver(Refused):
    """The part has ended."""

    code = "people.part_over"


class OwnVetting(Refused):
    """Nobody notes her own check."""

    code = "people.own_vetting"


class InvitationOver(Refused):
    """The link was used, is too old, or a newer one was printed."""

    code = "people.invitation_over"


class AccountWorks(Refused):
    """The account opens work rooms: whoever administers those gives its passwords, not the desk."""

    code = "people.account_works"


class AccountTaken(Refused):
    """The account is another person's own, or this person has one."""

    code = "people.account_taken"
