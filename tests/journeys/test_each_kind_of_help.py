"""Each kind's story in a few lines, with the same steps: found, asked for, a place, days, who came, the end; all on one timeline."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client

from parvis.casework import queries as casework
from parvis.core import outbox
from parvis.directory.models import Service
from parvis.engagement import actions, kinds, queries
from parvis.engagement.agreement_errors import AgreementMissing
from parvis.engagement.kinds import kind_of
from parvis.engagement.models import Offer, Session
from tests.factories import access, agreements, directory, engagement, people
from tests.factories import casework as cases
from tests.factories.access import NOW

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TOPIC = {
    "vacancy": "work",
    "apprenticeship": "work",
    "internship": "work",
    "reception": "housing",
    "event": "meet",
    "mentoring": "meet",
    "volunteering": "meet",
    "service": "papers",
}


class Story:
    """A town, an organisation under it that gives, a worker, somebody with a case. Where it is somebody's own time that is given, she
    gives it from her own page; else a member of the organisation does."""

    def __init__(self, code: str) -> None:
        self.kind = kind_of(code)
        self.topic = TOPIC.get(code, "learn")
        self.town = access.controller()
        self.giving = access.partner(self.town)
        self.worker = access.worker(self.town)
        self.mentor = people.host(self.worker, organisation_id=self.giving.pk) if self.kind.given_by_person else None
        self.giver = people.herself(self.mentor) if self.mentor else access.worker(self.giving, "provider")
        members = people.family(self.worker, size=2)
        self.person = members[0]
        self.case = cases.case(self.worker, self.person)
        self.at = NOW
        self.offer: Offer | None = None
        self.service: Service | None = None

    def passes(self, days: float) -> None:
        self.at += timedelta(days=days)

    def is_offered(self) -> Offer:
        if not self.kind.in_search:
            directory.bring(directory.service_in("desk", name="Ensemble", topic=self.topic))
            self.service = Service.objects.get(source_id="desk")
        self.offer = engagement.offer(
            self.giving,
            kind=self.kind.code,
            title="Ensemble",
            topics=[self.topic],
            service_id=self.service.pk if self.service else None,
            capacity=None if self.kind.picks_session else 2,
            given_by_id=self.mentor.pk if self.mentor else None,
        )
        return self.offer

    def has_days(self) -> list[Session]:
        capacity = 2 if self.kind.picks_session else None
        new = [
            actions.NewSession(starts_at=start, ends_at=start + DAY / 12, capacity=capacity)
            for start in (NOW + 3 * DAY, NOW + 10 * DAY)
        ]
        facts = {"offer_public_id": self.offer.public_id, "by": self.giver, "at": self.at}
        return [actions.plan_session(session=one, **facts) for one in new]

    def is_found(self, client: Client, question: str) -> None:
        """An appointment is found as its service, whose page says on which day one is free, and leads to it."""
        with patch("django.utils.timezone.now", lambda: self.at):
            self.is_found_today(client, question)

    def is_found_today(self, client: Client, question: str) -> None:
        html = client.get(f"/fr/search/?{question}").content.decode()
        if self.service is not None:
            assert f'href="/fr/service/{self.service.public_id}/"' in html
            html = client.get(f"/fr/service/{self.service.public_id}/").content.decode()
            assert "Prochain jour libre" in html
        assert f'href="/fr/offer/{self.offer.public_id}/"' in html
        assert str(self.kind.name) in html

    def is_asked_for(self, session: Session) -> Any:
        chosen = session.public_id if self.kind.picks_session else None
        return engagement.request(
            self.worker, self.person, self.offer, session_public_id=chosen, case_ref=self.case.pk, at=self.at
        )

    def gets_a_place(self, row: Any) -> None:
        facts = {"engagement_public_id": row.public_id, "at": self.at}
        if row.state == "requested":
            actions.offer_place(by=self.giver, **facts)
            (waiting,) = [one for one in queries.my_engagements(self.herself, self.at) if one.state == "offered"]
            assert waiting.offer_expires_at == self.at + 3 * DAY
            actions.accept_place(by=self.herself, **facts)
        row.refresh_from_db()

    @property
    def herself(self) -> Any:
        return people.herself(self.person)


@pytest.mark.parametrize("code", sorted(kind.code for kind in kinds.kinds()))
def test_each_kind_is_taken_up_by_the_same_steps(code: str, client: Client) -> None:
    story = Story(code)
    offer = story.is_offered()
    first, second = story.has_days()

    # Found by anybody in the one search, by its words and by its topic; and proposed for a need with reasons.
    story.is_found(client, "q=ensemble&exact=1")
    story.is_found(client, f"topic={story.topic}")
    need = cases.need(story.worker, story.case, topic=story.topic)
    if "newcomer" in story.kind.parts:
        proposed = casework.taking_up(story.worker, need.public_id, story.at)
        (one,) = [one for one in proposed.ranked if one.offer.public_id == offer.public_id]
        assert {reason.code for reason in one.reasons} >= {"topic.same"}

    # Asked for, and a place: hers at once, or kept for her until she answers. She is told that there is news.
    row = story.is_asked_for(first)
    assert row.state == ("accepted" if story.kind.gives_at_once else "requested")
    story.gets_a_place(row)
    assert (row.state, row.size) == ("accepted", 2 if story.kind.of_household else 1)
    view = queries.offer(offer.public_id, "fr", story.at)
    assert view.left == (None if story.kind.picks_session else 2 - row.size)

    # She is expected, at the day she chose or at all of them; she asks for a support, which is confirmed.
    expected = queries.appointments_of(story.herself, since=story.at)
    assert [one.public_id for one in expected] == [
        session.public_id for session in ([first] if story.kind.picks_session else [first, second])
    ]
    wanted = actions.NewSupport(kind="transport", number=2)
    support = actions.ask_support(
        session_public_id=first.public_id, person_id=story.person.pk, support=wanted, by=story.herself, at=story.at
    )
    actions.confirm_support(support_public_id=support.public_id, by=story.giver, at=story.at)

    # Who gives sees a number, and tells who came.
    roster = queries.session_roster(story.giver, first.public_id, story.at)
    assert [(line.number, line.state) for line in roster.lines] == [(1, "expected")]
    if story.mentor:
        (hosted,) = [
            one for one in queries.own_dates(story.giver, since=story.at).hosted if one.starts_at == first.starts_at
        ]
        assert (hosted.gives, hosted.coming) == (True, 1)
        (given,) = queries.given_offers(story.giver, story.at)
        assert [(line.number, line.state) for line in given.lines] == [(1, "accepted")]
    story.passes(3)
    told = [actions.Told(person_id=story.person.pk, state="present")]
    actions.attend_all(session_public_id=first.public_id, told=told, by=story.giver, at=story.at)
    actions.tell_support(support_public_id=support.public_id, came=True, by=story.herself, at=story.at)

    # What its kind wants signed is signed; before that it does not begin.
    if story.kind.agreement:
        with pytest.raises(AgreementMissing):
            actions.start(engagement_public_id=row.public_id, by=story.giver, at=story.at)
        agreements.signed_for(row, story.worker, at=story.at)

    # It begins, runs to its end, and all of it stands on the one timeline of her file.
    actions.start(engagement_public_id=row.public_id, by=story.giver, at=story.at)
    story.passes(30)
    actions.complete(engagement_public_id=row.public_id, by=story.giver, at=story.at)
    page = casework.case_page(story.worker, story.case.public_id, story.at)
    told = [(entry.kind, entry.what) for entry in page.timeline.entries]
    assert [what for kind, what in reversed(told) if kind == "engagement"][-3:] == ["accepted", "active", "completed"]
    assert ("appointment", "present") in told

    # Some months later one question, where the kind has one; silence would be unknown.
    planned = queries.outcomes_of(story.worker, story.person.pk, story.at)
    assert {one.months for one in planned} == set(story.kind.checks)


def test_leaving_blames_nobody_and_lets_the_next_one_in() -> None:
    story = Story("course")
    story.is_offered()
    session, _later = story.has_days()
    row = story.is_asked_for(session)
    story.gets_a_place(row)
    first, second = (people.person(story.worker, contact=people.phone()) for _ in range(2))
    other = engagement.request(story.worker, first, story.offer)
    actions.offer_place(engagement_public_id=other.public_id, by=story.giver, at=story.at)
    waiting = engagement.request(story.worker, second, story.offer)
    assert waiting.state == "waitlisted"
    actions.withdraw(engagement_public_id=row.public_id, reason="times", by=story.herself, at=story.at)
    waiting.refresh_from_db()
    assert waiting.state == "offered"
    assert outbox.messages().first().template == "engagement.news"
    mine = queries.engagement(story.herself, row.public_id, story.at)
    assert (mine.state, mine.ending) == ("withdrawn", "times")
