"""Which agreements and questions of the demo town the tests of addresses take for a role's own, and for a stranger's."""

from __future__ import annotations

from collections.abc import Callable

from parvis.casework.models import Case
from parvis.engagement.models import Agreement, OutcomeCheck
from tests.town import Town


def _in(*states: str) -> Callable[[Case], Agreement | None]:
    """The person's agreement in one of these states; another one of hers where there is none."""

    def find(case: Case) -> Agreement | None:
        rows = Agreement.objects.filter(engagement__person=case.person).order_by("-id")
        return rows.filter(state__in=states).first() or rows.first()

    return find


def _question(case: Case) -> OutcomeCheck | None:
    """The one whose time is nearest: in the town, the one that is open."""
    return OutcomeCheck.objects.filter(engagement__person=case.person).order_by("due_on").first()


OF_A_PERSON: dict[str, Callable[[Case], object]] = {
    "agreement": _in("to_sign", "partly_signed"),
    "agreement_draft": _in("draft"),
    "agreement_held": _in("in_force"),
    "my_agreement": _in("to_sign"),
    "my_held": _in("in_force"),
    "question": _question,
    "my_question": _question,
}
# Of a body: the person and the place.
SIGNED_WITH = {
    "provider": ("Olena", "stage-foyer"),
    "provider2": ("Hodan", "stage-panier"),
    "caseworker": ("Sami", "stage-jardins"),
    "caseworker2": ("Mariam", "stage-halle"),
}
NOT_SIGNED_WITH = {
    "provider": (("Hodan", "stage-panier"), ("Mariam", "stage-halle"), ("Amal", "stage-panier")),
    "provider2": (("Olena", "stage-foyer"), ("Sami", "stage-jardins"), ("Amal", "stage-panier")),
    "caseworker": (("Mariam", "stage-halle"), ("Farid", "stage-foyer")),
    "caseworker2": (("Olena", "stage-foyer"), ("Hodan", "stage-panier")),
}
HELD_WITH = {**SIGNED_WITH, "provider": ("Amal", "stage-foyer")}


def of_body(town: Town, name: str, place: str) -> str:
    """A person's agreement with the body that gives a place."""
    return str(
        Agreement.objects.get(engagement__person=town.person(name), engagement__offer__source_id=place).public_id
    )


def own_of_body(town: Town, kind: str, role: str) -> str:
    return of_body(town, *(HELD_WITH if kind == "body_held" else SIGNED_WITH)[role])


def foreign_of_body(town: Town, role: str) -> list[str]:
    return [of_body(town, *one) for one in NOT_SIGNED_WITH[role]]


BODY = frozenset({"body_agreement", "body_held"})
