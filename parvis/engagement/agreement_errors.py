"""What agreements and outcomes refuse. Each code has its sentence in `core/refusals.py`."""

from parvis.kernel.errors import Refused


class AgreementExists(Refused):
    """One agreement at a time for what somebody takes up."""

    code = "engagement.agreement_exists"


class EngagementOver(Refused):
    """What has ended gets no new agreement."""

    code = "engagement.over"


class AgreementUnsigned(Refused):
    """What has an agreement begins when that is in force."""

    code = "engagement.agreement_unsigned"


class AgreementMissing(Refused):
    """This kind of help begins with a signed agreement, and none is in force for it."""

    code = "engagement.agreement_missing"


class GuardianMissing(Refused):
    """A participant under age signs with an adult beside."""

    code = "engagement.guardian_missing"


class PartiesMissing(Refused):
    """A text needs somebody in a role, or more than one to agree."""

    code = "engagement.parties_missing"


class TranslationMissing(Refused):
    """A clause is not written in both languages."""

    code = "engagement.translation_missing"


class NobodyBound(Refused):
    """A clause binds nobody, or somebody is bound by nothing."""

    code = "engagement.nobody_bound"


class TextChanged(Refused):
    """The signer has read another edition than the one that waits for signatures. `edition` is the one to read."""

    code = "engagement.text_changed"


class NothingToSign(Refused):
    """This party owes no signature: it has signed, or is not touched."""

    code = "engagement.nothing_to_sign"


class NothingAmended(Refused):
    """An amendment that changes nothing."""

    code = "engagement.nothing_amended"


class OutcomeNotYet(Refused):
    """The question is asked at its time, not before."""

    code = "engagement.outcome_not_yet"


class OutcomeOver(Refused):
    """Its time has passed: the answer stays unknown."""

    code = "engagement.outcome_over"


class OutcomeAnswered(Refused):
    """The question has its answer."""

    code = "engagement.outcome_answered"
