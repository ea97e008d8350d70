"""What a path's words in braces stand for: for each role a thing of its own, and those it may not see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.test import Client

from parvis.access.models import Membership
from parvis.casework.models import Case, Need, Referral, Step, Visit
from parvis.core.clock import now
from parvis.directory.models import FieldConflict, LookAlike, Service, ServiceLocation
from parvis.engagement.models import Attendance, Engagement, Offer, Session, Support
from parvis.oversight.models import Erasure, Hold
from parvis.people.models import Consent, Part, Person
from tests import agreed
from tests.sent import HOST_NOTICE, NOTICE
from tests.town import Town

NOBODY = str(UUID(int=7))  # the public id of nothing
NO_TOKEN = "u" * 27
# Who stands for a role's own, and whom it must not see: the other controller's, and cases kept to their team.
OWN = {"caseworker": "Amal", "mediator": "Sami", "caseworker2": "Mariam", "newcomer": "Amal"}
ASKED = {"caseworker": "Olena", "mediator": "Hodan", "caseworker2": "Mariam"}
FOREIGN = {
    "caseworker": ("Mariam", "Sami"),
    "mediator": ("Mariam", "Zahra"),
    "caseworker2": ("Amal", "Zahra"),
    "newcomer": ("Olena", "Mariam"),
    "mentor": ("Olena", "Mariam"),
}
# A received request is the receiver's: (person, state).
RECEIVED = {
    "provider": ("Olena", "accepted"),
    "provider2": ("Mariam", "active"),
    "caseworker": ("Daniel", "declined"),
    "caseworker2": ("Amal", "sent"),
}
NOT_RECEIVED = {
    "provider": (("Mariam", "active"), ("Amal", "sent")),
    "provider2": (("Olena", "accepted"), ("Daniel", "declined")),
    "caseworker": (("Olena", "accepted"), ("Mariam", "active")),
    "caseworker2": (("Olena", "accepted"), ("Daniel", "declined")),
}
# Hosts have no case; whom a role must not see as one is another's host, or somebody of a case kept to its team.
HOST = {"caseworker": "Odette", "mediator": "Rachid", "caseworker2": "Yvonne"}
NO_HOST = {"caseworker": ("Yvonne", "Sami"), "mediator": ("Yvonne", "Zahra"), "caseworker2": ("Odette", "Amal")}
LINKS = {"link": ("Amal", "sent"), "accepted_link": ("Olena", "accepted"), "active_link": ("Mariam", "active")}


@dataclass
class Things:
    """The things of one role."""

    town: Town
    role: str
    client: Client | None = None
    _found: dict[tuple[str, str], Any] = field(default_factory=dict)

    def has(self, kind: str) -> bool:
        """Whether the role has one at all: the mentor of the demo has nothing of a newcomer's."""
        if kind in GIVEN:
            return self._given(kind).exists()
        return not (self.role == "mentor" and kind in OF_A_PERSON)

    def _given(self, kind: str, *, others: bool = False):
        """What the role's organisation gives, or, for a person, what she gives of her own time; or what others give."""
        mine = {"offer__given_by__account": self.town.account(self.role)} if self.role == "mentor" else {}
        if self.role not in {"mentor", "newcomer"}:
            mine = {
                "offer__organisation": Membership.objects.filter(account=self.town.account(self.role))
                .first()
                .organisation
            }
        if self.role == "newcomer":
            mine = {"offer__given_by": self.town.case(OWN[self.role]).person}
        model, prefix = GIVEN[kind]
        found = model.objects.filter(**GIVEN_IN.get(kind, {})).order_by("-id")
        where = {prefix + name.removeprefix("offer__"): one for name, one in mine.items()}
        return found.exclude(**where) if others else found.filter(**where)

    def own(self, kind: str) -> str:
        """One that the role may use."""
        if (kind, "own") not in self._found or kind in MADE:
            self._found[kind, "own"] = self._own(kind)
        return self._found[kind, "own"]

    def foreign(self, kind: str) -> list[str]:
        """Those of others that exist. Open data and links have none: whoever holds a link may use it."""
        if (kind, "foreign") not in self._found or kind in MADE:
            self._found[kind, "foreign"] = self._foreign(kind)
        return self._found[kind, "foreign"]

    def _own(self, kind: str) -> str:
        if kind in LINKS:
            return self.town.link_of(self.town.referral(*LINKS[kind]))
        if kind in SECRETS:
            return SECRETS[kind](self.town)
        if kind in GIVEN:
            return str(self._given(kind).first().public_id)
        if kind in OPEN:
            return str(OPEN[kind]())
        if kind == "received":
            return str(self.town.referral(*RECEIVED[self.role]).public_id)
        if kind in agreed.BODY:
            return agreed.own_of_body(self.town, kind, self.role)
        if kind in DRAFTS:
            return self._draft(kind, self.client)
        if kind in OF_A_HOST:
            return self._of_host(kind, HOST[self.role])
        if kind in DESK:
            return DESK[kind](self.town, "caseworker", "foyer-pont-neuf")
        if kind == "asked":
            return self._of("referral", ASKED[self.role])
        return self._of(kind, OWN[self.role])

    def _foreign(self, kind: str) -> list[str]:
        if kind == "received":
            return [str(self.town.referral(*one).public_id) for one in NOT_RECEIVED[self.role]]
        if kind in agreed.BODY:
            return agreed.foreign_of_body(self.town, self.role)
        if kind in GIVEN:
            return [str(self._given(kind, others=True).first().public_id)]
        if kind in DRAFTS:
            return [self._draft(kind, self.town.signed_in("mediator" if self.role != "mediator" else "caseworker"))]
        if kind in OF_A_HOST:
            return [self._of_host(kind, name) for name in NO_HOST[self.role]]
        if kind in DESK:
            return [DESK[kind](self.town, "caseworker2", "arche"), DESK[kind](self.town, "provider2", "panier-commun")]
        if kind in LINKS or kind in OPEN or kind in SECRETS:
            return []
        kind = "referral" if kind == "asked" else kind
        found = [str(one.public_id) for name in FOREIGN[self.role] if (one := OF_A_PERSON[kind](self.town.case(name)))]
        assert found, f"nobody foreign has a {kind}"
        # A desk's visits are for all of its workers; what is kept to a team is the case.
        return found[:1] if kind == "visit" else found

    @staticmethod
    def nothing(kind: str) -> str:
        """One that does not exist."""
        return NO_TOKEN if kind in LINKS or kind in SECRETS or kind == "guide" else NOBODY

    def _draft(self, kind: str, client: Client | None) -> str:
        assert client is not None
        address, notice = DRAFTS[kind]
        return client.post(address, notice)["Location"].split("/")[-2]

    def _of_host(self, kind: str, name: str) -> str:
        found = OF_A_HOST[kind](self.town.person(name))
        assert found is not None, f"{name} has no {kind}"
        return str(found.public_id)

    def _of(self, kind: str, name: str) -> str:
        found = OF_A_PERSON[kind](self.town.case(name))
        assert found is not None, f"{name} has no {kind}"
        return str(found.public_id)


# Model, and the way from it to the offer.
GIVEN = {
    "given_offer": (Offer, ""),
    "given_engagement": (Engagement, "offer__"),
    "given_to_me": (Engagement, "offer__"),
    "given_session": (Session, "offer__"),
    "given_support": (Support, "attendance__session__offer__"),
}
GIVEN_IN = {
    "given_offer": {"state": "open"},
    "given_engagement": {"state__in": ("requested", "waitlisted", "offered", "accepted", "active")},
    "given_to_me": {"offer__kind": "mentoring"},
    "given_session": {"offer__isnull": False, "state": "planned"},
    "given_support": {"attendance__session__offer__isnull": False},
}


def _planned(case: Case):
    rows = Attendance.objects.filter(person=case.person, session__offer=None).order_by("session__state", "session_id")
    coming = rows.filter(session__state="planned", session__starts_at__gt=now()).first() or rows.last()
    return coming.session if coming else None


def _referral(case: Case):
    open_ones = Referral.objects.filter(case=case).exclude(state__in=("draft", "done"))
    return open_ones.filter(state="asked").first() or open_ones.first()


def _visit(case: Case):
    """A visit belongs to a desk, not to a person: the one of the case's organisation."""
    return Visit.objects.filter(organisation=case.organisation).order_by("-state", "id").first()


def _taken(case: Case):
    """One that she may still leave."""
    rows = Engagement.objects.filter(person=case.person)
    return rows.exclude(state__in=("completed", "withdrawn", "ended", "no_longer_possible")).order_by("id").first()


def _support(case: Case):
    """One that may still be called off, where there is one."""
    rows = Support.objects.filter(attendance__person=case.person)
    return rows.filter(state__in=("asked", "confirmed")).order_by("id").last() or rows.last()


def _first_of(listed: str) -> str:
    return Client().get(f"/hsds/v3/{listed}").json()["contents"][0]["id"]


OF_A_PERSON: dict[str, Callable[[Case], object]] = {
    **agreed.OF_A_PERSON,
    "case": lambda case: case,
    "person": lambda case: case.person,
    "need": lambda case: Need.objects.filter(case=case).order_by("-state").first(),
    "step": lambda case: Step.objects.filter(case=case).exclude(state__in=("confirmed", "dropped", "not_done")).first(),
    "consent": lambda case: Consent.objects.filter(person=case.person, state="given").order_by("id").last(),
    "referral": _referral,
    "session": _planned,
    "visit": _visit,
    "engagement": _taken,
    "support": _support,
    "my_engagement": _taken,
    "my_support": _support,
    "my_referral": lambda case: Referral.objects.filter(case=case, state__in=("sent", "accepted", "active")).first(),
    "my_consent": lambda case: Consent.objects.filter(person=case.person, state="given").first(),
    "my_session": _planned,
    "my_step": lambda case: Step.objects.filter(case=case, state="in_progress").first(),
    "my_claimed": lambda case: Step.objects.filter(case=case).order_by("state").first(),
}
OF_A_HOST: dict[str, Callable[[Person], object]] = {
    "host": lambda person: person,
    "part": lambda person: Part.objects.filter(person=person, ends_on=None).order_by("id").last(),
    "host_consent": lambda person: Consent.objects.filter(person=person, state="given").order_by("id").last(),
}
# Where a draft begins, and the notice it begins with.
DRAFTS = {"draft": ("/fr/staff/receive/", NOTICE), "host_draft": ("/fr/staff/hosts/new/", HOST_NOTICE)}
SECRETS: dict[str, Callable[[Town], str]] = {
    "card": lambda town: town.card_token,
    "calendar": lambda town: town.calendar,
    "invitation": lambda town: town.invitation,
}
OPEN: dict[str, Callable[[], object]] = {
    "service": lambda: Service.objects.get(source="demo", source_id="foyer-pont-neuf-familles").public_id,
    "offer": lambda: Offer.objects.filter(state="open").order_by("id").first().public_id,
    "free_offer": lambda: Offer.objects.filter(state="open", kind="vacancy").order_by("id").first().public_id,
    "listed": lambda: Service.objects.order_by("id").first().organisation.public_id,
    "guide": lambda: "arrived",
    "at_location": lambda: ServiceLocation.objects.order_by("id").first().public_id,
    "taxonomy": lambda: _first_of("taxonomies"),
    "term": lambda: _first_of("taxonomy_terms"),
    "any": lambda: "nothing-here",
    "passkey": lambda: "6f0f3c4e-52b5-5d57-9f0a-3a0a7f3f6f11",
}
MADE = ("conflict", "pair", "hold", "standing_hold", "certificate")  # made when asked for, and undone with the test
DESK: dict[str, Callable[[Town, str, str], str]] = {
    "account": lambda town, who, _where: str(town.account(who).public_id),
    "membership": lambda town, who, _where: str(Membership.objects.get(account=town.account(who)).public_id),
    "managed": lambda town, _who, where: str(town.organisation(where).public_id),
    "listing": lambda town, _who, where: str(_service(town, where).public_id),
    "listing_place": lambda town, _who, where: str(_service(town, where).locations.first().public_id),
    "conflict": lambda town, _who, where: str(_conflict(town, where).public_id),
    "pair": lambda town, _who, where: str(_pair(town, where).public_id),
    "hold": lambda town, who, _where: str(_hold(town, who, "lift_asked").public_id),
    "standing_hold": lambda town, who, _where: str(_hold(town, who, "standing").public_id),
    "certificate": lambda town, who, _where: _certificate(town, who),
}


def _service(town: Town, where: str) -> Service:
    """One that an organisation offers, at a place."""
    rows = Service.objects.filter(organisation=town.organisation(where), locations__isnull=False)
    return rows.order_by("id").first()


def _conflict(town: Town, where: str) -> FieldConflict:
    """A source against a hand, over a listing of this organisation."""
    known, _new = FieldConflict.objects.get_or_create(
        service=_service(town, where),
        field="name",
        defaults={"source": "demo", "digest": where, "raised_at": now()},
    )
    return known


def _pair(town: Town, where: str) -> LookAlike:
    """Two listings under the controller of this organisation."""
    body = town.organisation(where)
    same = {"organisation__controller": body.controller or body}
    one, other = Service.objects.filter(**same).order_by("id")[:2]
    known, _new = LookAlike.objects.get_or_create(
        kind="service", one_id=one.pk, other_id=other.pk, defaults={"score": 60, "found_at": now()}
    )
    return known


def _controller_id(town: Town, who: str) -> int:
    body = Membership.objects.filter(account=town.account(who)).first().organisation
    return body.controller_id or body.pk


def _hold(town: Town, who: str, state: str) -> Hold:
    """Of somebody in the register that this colleague works on."""
    mine = Person.objects.filter(controller_id=_controller_id(town, who)).order_by("id")
    person = mine.first() if state == "lift_asked" else mine[1]
    facts = {"state": state, "asked_at": now() if state == "lift_asked" else None}
    known, _new = Hold.objects.update_or_create(
        person=person,
        defaults={**facts, "lifted_at": None},
        create_defaults={
            **facts,
            "controller_id": person.controller_id,
            "reason": "claim",
            "words": "Tribunal, affaire 26/114",
            "placed_by": town.account("dpo"),
            "placed_at": now(),
            "review_on": now().date() + timedelta(days=90),
        },
    )
    return known


def _certificate(town: Town, who: str) -> str:
    """A purge of that register."""
    pk = _controller_id(town, who)
    run = f"{pk:032x}"
    facts = {"actor": "system:retention", "klass": "person", "days": 730, "counted_from": "closure of the last case"}
    Erasure.objects.get_or_create(
        run=run,
        controller_id=pk,
        defaults={
            **facts,
            "at": now(),
            "model": "people.Person",
            "things": 3,
            "rows": '{"people_person": 3, "casework_need": 7}',
        },
    )
    return run
