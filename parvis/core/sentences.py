"""The plain sentence for each error code. A code without a sentence of its own gets its family's; a guard test lists them."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from parvis.core.refusals import REFUSALS
from parvis.core.safekeeping import SAFEKEEPING
from parvis.kernel.errors import Invalid, ParvisError

SENTENCES: dict[str, str | Promise] = {
    **REFUSALS,
    **SAFEKEEPING,
    "parvis.error": _("That did not work. Nothing was changed. Call us if it happens again."),
    "parvis.busy": _("The house is busy just now. Nothing was changed. Wait a minute, then send it again."),
    "parvis.not_found": _("This page does not exist, or is not for you."),
    "parvis.refused": _("That is not possible now. Nothing was changed."),
    "parvis.stale": _("Somebody else changed this since you opened it. Look at what is new, then send yours again."),
    "parvis.invalid": _("Something in the form is missing or can't be right. Look at the marked lines."),
    "states.not_allowed": _(
        "This has already moved on, so that step is no longer possible. Look at where it stands now."
    ),
    "access.roles_incompatible": _("Nobody may hold these two roles together."),
    "access.username_taken": _("Another account has this name. Choose another one."),
    "access.role_held": _("This account has that role there already, from the same day."),
    "access.own_role": _(
        "You can’t end your own administration. Another administrator does, so that one is always left."
    ),
    "access.ends_before_start": _("The last day comes before the first. Look at both again."),
    "access.code_wrong": _(
        "This code does not fit. Each is good once and for half a minute: wait for the next one and type all six digits."
    ),
    "access.codes_wait": _("Too many wrong codes. Try again in %(minutes)s minutes."),
    "access.passkey_wrong": _("This passkey did not answer as it should. Try again, or type a code."),
    "access.password_wrong": _("This is not your password of today."),
    "access.password_known": _("Somebody else has seen this password. Write another one, of your own."),
    "access.by_another": _("Two different administrators decide this, and neither is the person herself."),
    "access.too_new": _("Whoever lets somebody in again has been an administrator here for %(days)s days or more."),
    "access.works_elsewhere": _(
        "This account also works for an organisation that answers for its own data. Make a new account for this person here."
    ),
    "access.readmission_over": _("This was decided already, or the time for it is over."),
    "access.not_a_controller": _("Personal data can only belong to an organisation that answers for it."),
}


def sentence(error: ParvisError) -> str:
    """What to tell the reader, in the language in force."""
    for code in (error.code, *_family(error)):
        if code in SENTENCES:
            return str(SENTENCES[code]) % {k: str(v) for k, v in error.params.items()}
    return str(SENTENCES["parvis.error"])


def of_field(code: str) -> str:
    """What is wrong with one line of a form."""
    return str(SENTENCES.get(code) or SENTENCES.get(f"field.{code}") or SENTENCES["parvis.invalid"])


def alone(error: ParvisError) -> str:
    """What to tell where no form is shown again, so that no line can be marked: of wrong lines, what is wrong with the first."""
    if isinstance(error, Invalid) and error.fields:
        return of_field(next(iter(error.fields.values())))
    return sentence(error)


def _family(error: ParvisError) -> list[str]:
    return [kind.code for kind in type(error).__mro__ if issubclass(kind, ParvisError)]
