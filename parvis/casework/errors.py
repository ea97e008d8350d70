"""What can go wrong here; the doors turn the codes into sentences."""

from parvis.kernel.errors import Refused


class ConsentMissing(Refused):
    """No live consent of the person for this very receiver that covers these fields."""

    code = "casework.consent_missing"


class ReceiverUnreachable(Refused):
    """The receiver has no registered contact."""

    code = "casework.receiver_unreachable"


class ServiceNotReferable(Refused):
    """The listing is not active, or its organisation takes no referrals."""

    code = "casework.service_not_referable"


class PreviewNamesPerson(Refused):
    """The text that the receiver sees before saying yes names the person, or says how to reach her."""

    code = "casework.preview_names_person"


class PreviewMissing(Refused):
    """Without a word on what is needed nobody can answer."""

    code = "casework.preview_missing"


class LinkExpired(Refused):
    """The link was right, and its time is over."""

    code = "casework.link_expired"


class AlreadyAnswered(Refused):
    """The receiver has said yes or no already."""

    code = "casework.already_answered"


class AlreadyAsked(Refused):
    """A question waits for its answer."""

    code = "casework.already_asked"


class NoQuestion(Refused):
    """No question waits."""

    code = "casework.no_question"


class ReferralClosed(Refused):
    """Withdrawn, expired or ended: nothing can be answered any more."""

    code = "casework.referral_closed"


class NotAccepted(Refused):
    """Identity, start and outcome come after a yes."""

    code = "casework.not_accepted"


class IdentityClosed(Refused):
    """The share is not open, or the consent behind it has ended."""

    code = "casework.identity_closed"


class CodeWrong(Refused):
    """A wrong one-time code; `tries_left` says how often again."""

    code = "casework.code_wrong"


class CodeExpired(Refused):
    """No code, a used one, or one whose minutes are over."""

    code = "casework.code_expired"


class CodeLocked(Refused):
    """Too many wrong tries: a new code has to be asked for."""

    code = "casework.code_locked"


class TooManyCodes(Refused):
    """Enough codes for one day: call the sender."""

    code = "casework.too_many_codes"


class SameParty(Refused):
    """Done is what another party confirms."""

    code = "casework.same_party"


class CaseNotOpen(Refused):
    """The case is closed: reopen it first."""

    code = "casework.case_not_open"


class CaseExists(Refused):
    """The person has an open case here already."""

    code = "casework.case_exists"


class StillRunning(Refused):
    """A case is not closed over running referrals."""

    code = "casework.still_running"
