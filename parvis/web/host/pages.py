"""What the link's page and the member's page of a request share: which forms stand there, and what is said afterwards."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from parvis.casework.queries import Preview
from parvis.web.host.forms.answer import AnswerForm, OutcomeForm, ReturnForm, StartForm
from parvis.web.shell.sending import VersionedForm


def forms_of(preview: Preview, refused: VersionedForm | None) -> dict[str, Any]:
    """The forms that the state of the request calls for; a refused one keeps what was typed."""
    first = {"version": preview.version}
    found: dict[str, Any] = {}
    if preview.can_answer:
        found["answer_form"] = AnswerForm(initial=first, may_ask=preview.can_ask)
    if preview.is_accepted:
        found["outcome_form"] = OutcomeForm(initial=first)
        found["return_form"] = ReturnForm(initial=first)
    if preview.state == "accepted":
        found["start_form"] = StartForm(initial=first)
    for name, kind in KINDS.items():
        if name in found and isinstance(refused, kind):
            found[name] = refused
    if refused is not None and refused not in found.values():
        # The request has moved on meanwhile: the refusal is said on top, with what was typed, to copy.
        found["left_over"] = refused
        found["typed"] = str(refused.data.get(refused.add_prefix("words"), ""))[:2000]
    return found


KINDS: dict[str, type[VersionedForm]] = {
    "answer_form": AnswerForm,
    "outcome_form": OutcomeForm,
    "return_form": ReturnForm,
    "start_form": StartForm,
}


def told(answer: str) -> str:
    """What is said after an answer."""
    return {
        "accept": _("Thank you. You said yes: the person and the sender know."),
        "decline": _("Thank you for the quick answer. The sender looks for another place."),
        "ask": _("Your question is with the sender. You get a message when it is answered."),
    }[answer]
