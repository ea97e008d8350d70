"""Code lists of agreements and outcomes."""

from django.db import models


class AgreementState(models.TextChoices):
    DRAFT = "draft"
    TO_SIGN = "to_sign"
    PARTLY_SIGNED = "partly_signed"
    IN_FORCE = "in_force"
    AMENDED = "amended"
    ENDED = "ended"
    VOID = "void"


class EditionState(models.TextChoices):
    """Where one edition of the text stands: the first one, then one an amendment."""

    PENDING = "pending"
    IN_FORCE = "in_force"
    WITHDRAWN = "withdrawn"


class PartyRole(models.TextChoices):
    """As what somebody stands in an agreement."""

    PARTICIPANT = "participant"
    GUARDIAN = "guardian"  # the adult who signs beside a participant under age
    HOST = "host"  # mentor, buddy, host family
    TUTOR = "tutor"
    ORGANISATION = "organisation"  # the body that gives the place
    PROGRAMME = "programme"  # the body that accompanies


class TextOrigin(models.TextChoices):
    """Where the text of one language comes from: the source itself, or a translation of it."""

    SOURCE = "source"
    HUMAN = "human"
    MACHINE = "machine"
    VERIFIED = "verified"


class SignatureManner(models.TextChoices):
    ON_SCREEN = "on_screen"
    PAPER = "paper"  # signed on paper, kept at the desk
    ORAL = "oral"  # said aloud, certified by who heard it


class AmendReason(models.TextChoices):
    HOURS = "hours"
    PLACE = "place"
    PEOPLE = "people"
    TASKS = "tasks"
    PERIOD = "period"
    WORDING = "wording"
    OTHER = "other"


class VoidReason(models.TextChoices):
    MISTAKE = "mistake"
    NOT_AGREED = "not_agreed"
    REPLACED = "replaced"
    ENGAGEMENT_OVER = "engagement_over"


class CountedFrom(models.TextChoices):
    START = "start"
    END = "end"


class OutcomeQuestion(models.TextChoices):
    """What is asked some months later; one question a kind of help."""

    IN_WORK = "in_work"  # in work, or in training
    STILL_HERE = "still_here"  # still in this place
    USES_IT = "uses_it"  # what was learned is of use
    GOES_ON = "goes_on"  # it goes on, and does good
    AT_HOME = "at_home"  # at home in the town
    HELPED = "helped"  # it helped with what was needed


class OutcomeAnswer(models.TextChoices):
    """No answer at all is not among them: silence is unknown, and computed."""

    YES = "yes"
    NO = "no"
    PARTLY = "partly"
    NOT_SAID = "not_said"
