"""Code lists of the room. "Unknown" and "not said" are answers like any other (principle 3)."""

from django.db import models


class Gender(models.TextChoices):
    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    NOT_SAID = "not_said"
    UNKNOWN = "unknown"


class BirthPrecision(models.TextChoices):
    UNKNOWN = "unknown"
    NOT_SAID = "not_said"
    ABOUT = "about"  # an age was given: the year is about right
    YEAR = "year"
    DATE = "date"


class Stage(models.TextChoices):
    """Where on the way (X-02)."""

    BEFORE = "before_departure"
    TRANSIT = "transit"
    ARRIVED = "arrived"
    SETTLED = "settled"
    UNKNOWN = "unknown"


class NameKind(models.TextChoices):
    USED = "used"
    ROMANISED = "romanised"
    OTHER = "other"


class ContactKind(models.TextChoices):
    PHONE = "phone"
    EMAIL = "email"
    OTHER = "other"


class Safety(models.TextChoices):
    """Whether a message may reach the person there."""

    YES = "yes"
    NEUTRAL_ONLY = "neutral_only"
    NO = "no"
    UNKNOWN = "unknown"


class NoticeManner(models.TextChoices):
    READ_ALOUD = "read_aloud"
    WRITTEN = "written"
    INTERPRETED = "interpreted"


class ConsentManner(models.TextChoices):
    WRITTEN = "written"
    AUDIO = "audio"
    ORAL = "oral"  # certified in writing by the case worker
    OWN_PAGE = "own_page"  # by herself, signed in to her own page


class ConsentState(models.TextChoices):
    EXPLAINED = "explained"
    GIVEN = "given"
    EXPIRED = "expired"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Purpose(models.TextChoices):
    """What data may be used for. `referral` and `participation` need a recipient; `casework` is the register's own."""

    CASEWORK = "casework"
    REFERRAL = "referral"
    STATISTICS = "statistics"
    # The organisation that offers what she takes part in may know who she is; without it she takes part by a number.
    PARTICIPATION = "participation"


class Field(models.TextChoices):
    """What a consent or a share may name; nothing else ever leaves (principle 5)."""

    IDENTITY = "identity"  # names as used
    CONTACT = "contact"  # the safe way to be reached
    LANGUAGE = "language"  # language, interpreter
    AGE = "age"
    HOUSEHOLD = "household"  # number and ages, no names
    NEEDS = "needs"  # the need referred, in the person's words
    NOTE = "note"  # the worker's word for the receiver


class HouseholdRole(models.TextChoices):
    ADULT = "adult"
    PARTNER = "partner"
    CHILD = "child"
    OTHER = "other"


class PartKind(models.TextChoices):
    """In which part a person stands here. All but the first are hosts' (design, "Hosts … are participants")."""

    NEWCOMER = "newcomer"
    MENTOR = "mentor"
    VOLUNTEER = "volunteer"
    TUTOR = "tutor"  # an employer's
    RESIDENT = "resident"
    OFFICER = "officer"  # of a town hall


class Vetting(models.TextChoices):
    """The check of good character of a part. `expired` is computed from the day, never stored."""

    NOT_NEEDED = "not_needed"
    ASKED = "asked"
    VALID = "valid"
    EXPIRED = "expired"


class VettingPaper(models.TextChoices):
    """What was shown at the desk. The paper itself is given back."""

    RECORD = "record"  # an extract of the criminal record
    EMPLOYER = "employer"  # the employer's or association's attestation
    LICENCE = "licence"  # a professional licence
