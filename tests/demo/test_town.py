"""The town as it is built: what the data files tell has happened, through the verbs, and nothing else."""

from __future__ import annotations

from collections import Counter

import pytest
from django.test import Client

from parvis.casework.models import Step
from parvis.core.clock import now
from parvis.core.models import Transition, Translation
from parvis.engagement.actions import places
from parvis.engagement.actions.guarding import waits_for_check
from parvis.engagement.choices import AttendanceState, SessionState, SupportKind, SupportState
from parvis.engagement.kinds import kinds
from parvis.engagement.models import Agreement, Attendance, Engagement, Offer, Session, Support
from parvis.people import queries as people
from parvis.people.models import Person, PersonName
from tests.demo.data import AGREED, HOSTS, OFFERS, PERSONS, TAKEN, days_of
from tests.town import Town

LANGUAGES = ("en", "ar", "es")


@pytest.fixture
def ids(town: Town) -> dict[str, int]:
    """Everybody's row by the id of the data files, through the first of her names."""
    found = {row.text: row.person_id for row in PersonName.objects.all()}
    return {who: found[row["names"][0]["text"]] for who, row in (PERSONS | HOSTS).items()}


def test_everything_taken_up_is_in_the_state_the_files_tell(ids: dict[str, int]) -> None:
    told = Counter((offer, ids[row["who"]], row["state"]) for offer, row in TAKEN)
    rows = Engagement.objects.exclude(offer__source_id__in=AGREED).select_related("offer")
    assert Counter((row.offer.source_id, row.person_id, row.state) for row in rows) == told


def test_offers_are_open_or_over_as_their_days_say(town: Town) -> None:
    told = {name: days_of(row)[1] for name, row in OFFERS.items()}
    for row in Offer.objects.all():
        last = told[row.source_id]
        if last is None or last >= 7:
            assert row.state == "open", row.source_id
        elif last < -2 and row.kind != "event":
            assert row.state == "closed", row.source_id
    assert Offer.objects.filter(state="closed").count() >= 40


def test_nothing_past_still_waits_to_be_held(town: Town) -> None:
    assert not Session.objects.filter(state="planned", offer__isnull=False, ends_at__lt=now()).exists()
    waiting = Attendance.objects.filter(state="expected", session__state="held", session__offer__isnull=False)
    assert not waiting.exists()


def test_every_state_is_there(town: Town) -> None:
    assert set(Session.objects.values_list("state", flat=True)) == set(SessionState.values)
    assert set(Attendance.objects.values_list("state", flat=True)) == set(AttendanceState.values)
    supports = set(Support.objects.values_list("kind", "state"))
    assert supports == {(kind, state) for kind in SupportKind.values for state in SupportState.values}


def test_what_happened_in_the_past_is_dated_in_the_past(town: Town) -> None:
    asked = list(Engagement.objects.exclude(requested_at=None).values_list("requested_at", flat=True))
    assert max(asked) <= now()
    assert len({at.strftime("%Y-%m") for at in asked}) >= 12


def test_what_asks_for_an_agreement_began_with_a_signed_one(town: Town) -> None:
    asking = [kind.code for kind in kinds() if kind.agreement]
    begun = Transition.objects.filter(subject_kind="engagement", to="active").values("subject_id")
    rows = Engagement.objects.filter(offer__kind__in=asking, pk__in=begun)
    assert set(rows.values_list("offer__kind", flat=True)) == set(asking)
    for row in rows:
        started = Transition.objects.get(subject_kind="engagement", subject_id=row.pk, to="active").at
        (agreement,) = Agreement.objects.filter(engagement=row)
        signed = Transition.objects.get(subject_kind="agreement", subject_id=agreement.pk, to="in_force").at
        assert signed <= started
        if row.state == "active":
            assert agreement.state in {"in_force", "amended", "ended"}


def test_a_child_meets_only_who_has_shown_a_paper(town: Town) -> None:
    given = Engagement.objects.filter(offer__kind="mentoring", state__in=("offered", "accepted", "active"))
    met = [people.check_missing(row.offer.given_by_id, row.person_id, now()) for row in given.select_related("offer")]
    assert met and "child" not in met


def test_some_steps_are_met_by_what_is_taken_up(town: Town) -> None:
    told = {row["state"]: row["offer"] for _offer, row in TAKEN if "meets" in row}
    rows = {row.state: row for row in Engagement.objects.exclude(step_ref=None)}
    assert set(rows) == set(told) == {"accepted", "requested", "active"}
    states = {state: Step.objects.get(pk=row.step_ref, case=row.case_ref).state for state, row in rows.items()}
    # A partner has taken the first of them under way already: one step may be met by several.
    assert states == {"accepted": "in_progress", "requested": "offered", "active": "in_progress"}


def test_no_place_is_sold_twice(town: Town) -> None:
    for offer in Offer.objects.exclude(capacity=None):
        held = offer.engagements.filter(state__in=("offered", "accepted", "active"))
        assert sum(held.values_list("size", flat=True)) <= offer.capacity, offer.source_id


def test_every_word_of_an_offer_is_there_in_every_language_and_marked_unread(town: Town) -> None:
    rows = Translation.objects.filter(kind="offer")
    assert not rows.filter(read_by_native=True).exists()
    for language in LANGUAGES:
        fields = Counter(rows.filter(language=language).values_list("object_id", flat=True))
        assert len(fields) == len(OFFERS)
        assert min(fields.values()) >= 2


@pytest.mark.parametrize("language", ["fr", *LANGUAGES])
def test_an_offer_of_each_kind_can_be_read(town: Town, language: str) -> None:
    for kind in {row["kind"] for row in OFFERS.values()}:
        offer = Offer.objects.filter(kind=kind, state="open").order_by("id").last()
        answer = Client().get(f"/{language}/offer/{offer.public_id}/")
        assert answer.status_code == 200, kind


def test_everybody_is_registered(ids: dict[str, int]) -> None:
    assert Person.objects.count() == len(ids) == len(set(ids.values()))


def test_nobody_waits_where_a_place_is_free_that_is_handed_on(town: Town) -> None:
    waiting = Engagement.objects.filter(state="waitlisted", offer__state="open", offer__hands_on=True)
    at = now()
    free = [
        row.offer.source_id
        for row in waiting.select_related("offer", "session")
        if places.gets_in(row, row.offer, at) and not waits_for_check(row, row.offer, at)
    ]
    assert waiting
    assert free == []
