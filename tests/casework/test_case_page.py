from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parvis.casework import actions, queries
from parvis.casework.models import Referral, Step
from parvis.core.audit import reads_of
from parvis.engagement import actions as engagement
from parvis.kernel.errors import NotFound
from tests.factories import access, casework, people
from tests.factories import engagement as offers
from tests.factories.access import NOW
from tests.factories.casework import Town

DAY = timedelta(days=1)


def fill(here: Town, times: int) -> None:
    for number in range(times):
        at = NOW + number * DAY
        casework.need(here.worker, here.case, at=at)
        casework.step(here.worker, here.case, at=at)
        casework.act("ask", casework.sent(here, at=at), here, at=at)
        write(here, f"Note {number}", at=at)
        meet(here, at=at)


def meet(here: Town, *, at: datetime) -> None:
    when = at + timedelta(hours=1)
    engagement.book_appointment(
        person_id=here.person.pk,
        appointment=engagement.Appointment(starts_at=when, ends_at=when + timedelta(hours=1)),
        case_ref=here.case.pk,
        by=here.worker,
        at=at,
    )


def write(here: Town, text: str, *, readers: str = "team", at: object = NOW) -> None:
    actions.write_note(
        case_public_id=here.case.public_id, text=text, purpose="follow_up", readers=readers, by=here.worker, at=at
    )


def test_the_same_number_of_queries_for_a_short_and_a_long_case(here: Town) -> None:
    counts = []
    for times in (1, 6):
        fill(here, times)
        with CaptureQueriesContext(connection) as captured:
            queries.case_page(here.worker, here.case.public_id, NOW + 60 * DAY)
        counts.append(len(captured))
    assert counts == [6, 6], [query["sql"][:150] for query in captured]


def test_what_was_taken_up_is_named_with_one_query_more(here: Town) -> None:
    for title in ("French A1", "Choir"):
        offer = offers.offer(here.controller, title=title)
        offers.request(here.worker, here.person, offer, case_ref=here.case.pk)
    with CaptureQueriesContext(connection) as captured:
        page = queries.case_page(here.worker, here.case.public_id, NOW + DAY)
    assert len(captured) == 7
    assert page.timeline is not None
    named = {entry.params["offer"].title for entry in page.timeline.entries if entry.kind == "engagement"}
    assert named == {"French A1", "Choir"}


def test_the_page_tells_what_stands(here: Town) -> None:
    fill(here, 2)
    queries.case_page(here.worker, here.case.public_id, NOW + 2 * DAY)
    page = queries.case_page(here.worker, here.case.public_id, NOW + 2 * DAY)
    assert (page.person.display_name, page.case.lead_name, page.case.days_open) == ("Amal Exemple", "Inès D.", 2)
    assert (len(page.needs), len(page.steps), len(page.open_referrals)) == (2, 2, 2)
    assert page.plan is not None
    assert page.readers_this_week == 1
    assert reads_of(here.person.pk).first().what == "record"


def test_the_timeline_is_newest_first_and_paged(here: Town) -> None:
    fill(here, 6)
    first = queries.timeline(here.worker, here.case.pk, at=NOW + 9 * DAY)
    second = queries.timeline(here.worker, here.case.pk, at=NOW + 9 * DAY, page=2)
    times = [entry.at for entry in first.entries + second.entries]
    assert times == sorted(times, reverse=True)
    assert (len(first.entries), first.more) == (25, True)
    notes = queries.timeline(here.worker, here.case.pk, at=NOW, kinds=("note",)).entries
    assert [entry.text for entry in notes] == [f"Note {number}" for number in (5, 4, 3, 2, 1, 0)]
    assert {entry.who for entry in notes} == {"Inès D."}


def test_what_is_to_come_does_not_push_down_what_has_been(here: Town) -> None:
    at = NOW + 2 * DAY
    for days in range(9):
        meet(here, at=NOW + days * DAY)
    page = queries.timeline(here.worker, here.case.pk, at=at)
    hour = timedelta(hours=1)
    assert [visit.starts_at for visit in page.coming] == [NOW + days * DAY + hour for days in (2, 3, 4, 5)]
    assert not [entry for entry in page.entries if entry.kind == "appointment" and entry.at > at]
    engagement.cancel_session(session_public_id=page.coming[0].public_id, by=here.worker, at=at)
    after = queries.timeline(here.worker, here.case.pk, at=at)
    assert [entry.what for entry in after.entries if entry.kind == "appointment" and entry.at > at] == ["cancelled"]
    assert len(after.coming) == 4
    alone = queries.timeline(here.worker, here.case.pk, at=at, kinds=("appointment",))
    assert (len(alone.entries), alone.coming) == (9, [])


def test_a_note_for_its_author_is_read_by_her_alone(here: Town) -> None:
    write(here, "Mine", readers="author")
    write(here, "Ours")
    colleague = access.worker(here.controller, "caseworker")
    assert [entry.text for entry in queries.timeline(here.worker, here.case.pk, at=NOW, kinds=("note",)).entries] == [
        "Ours",
        "Mine",
    ]
    assert [entry.text for entry in queries.timeline(colleague, here.case.pk, at=NOW, kinds=("note",)).entries] == [
        "Ours"
    ]
    assert queries.timeline(here.herself, here.case.pk, at=NOW, kinds=("note",)).entries == []


def readers(here: Town) -> dict[str, tuple[object, bool]]:
    """Who may see the case of the town."""
    other = access.controller()
    return {
        "its worker": (here.worker, True),
        "a colleague": (access.worker(here.controller, "caseworker"), True),
        "herself": (here.herself, True),
        "a mediator": (access.worker(here.controller, "mediator"), False),
        "a manager": (access.worker(here.controller, "manager"), False),
        "an administrator": (access.worker(here.controller, "admin"), False),
        "the officer": (access.worker(here.controller, "dpo"), False),
        "the receiver": (here.member, False),
        "a partner's worker": (access.worker(access.partner(here.controller), "caseworker"), False),
        "another controller's worker": (access.worker(other, "caseworker"), False),
        "another person": (people.herself(people.person(here.worker)), False),
    }


def may(actor: object, here: Town, row: Referral) -> list[bool]:
    found = []
    for read in (
        lambda: queries.case_row(actor, here.case.public_id),
        lambda: queries.timeline(actor, here.case.pk, at=NOW),
        lambda: queries.referral_page(actor, row.public_id, NOW),
    ):
        try:
            read()
        except NotFound:
            found.append(False)
        else:
            found.append(True)
    return [*found, len(queries.cases_of_person(actor, here.person.pk, NOW)) == 1]


def test_who_sees_a_case(here: Town) -> None:
    row = casework.sent(here)
    for who, (actor, allowed) in readers(here).items():
        assert may(actor, here, row) == [allowed] * 4, who


def test_a_restricted_case_is_seen_by_its_members(here: Town) -> None:
    person = people.person(here.worker)
    case = casework.case(here.worker, person, restricted=True)
    colleague = access.worker(here.controller, "caseworker")
    assert queries.case_row(here.worker, case.public_id)
    with pytest.raises(NotFound):
        queries.case_row(colleague, case.public_id)
    assert people.queries.display_names(colleague, [person.pk]) == {}
    actions.add_member(case_public_id=case.public_id, account_id=colleague.account_id, by=here.worker, at=NOW)
    assert queries.case_row(colleague, case.public_id)
    actions.end_membership(case_public_id=case.public_id, account_id=colleague.account_id, by=here.worker, at=NOW)
    with pytest.raises(NotFound):
        queries.case_row(colleague, case.public_id)


def test_a_partner_is_invited_by_case_and_never_across_controllers(here: Town) -> None:
    partner = access.worker(access.partner(here.controller), "caseworker")
    actions.add_member(case_public_id=here.case.public_id, account_id=partner.account_id, by=here.worker, at=NOW)
    assert queries.case_row(partner, here.case.public_id)
    stranger = access.worker(access.controller(), "caseworker")
    with pytest.raises(NotFound):
        actions.add_member(case_public_id=here.case.public_id, account_id=stranger.account_id, by=here.worker, at=NOW)


def test_nobody_writes_to_what_she_may_not_see(here: Town) -> None:
    step = casework.step(here.worker, here.case)
    need = casework.need(here.worker, here.case)
    row = casework.draft(here.worker, here.case, here.receiver)
    for actor in [actor for actor, allowed in readers(here).values() if not allowed]:
        for write_it in (
            lambda a: actions.move_case(case_public_id=here.case.public_id, state="paused", by=a, at=NOW),
            lambda a: actions.claim_done(step_public_id=step.public_id, by=a, at=NOW),
            lambda a: actions.meet_need(need_public_id=need.public_id, by=a, at=NOW),
            lambda a: actions.send_referral(referral_public_id=row.public_id, by=a, at=NOW),
            lambda a: actions.withdraw_referral(referral_public_id=row.public_id, by=a, at=NOW),
            lambda a: casework.draft(a, here.case, here.receiver),
            lambda a: casework.case(a, here.person),
        ):
            with pytest.raises(NotFound):
                write_it(actor)
    assert Step.objects.get(pk=step.pk).state == "planned"


def test_the_person_has_her_own_verbs_and_no_others(here: Town) -> None:
    row = casework.draft(here.worker, here.case, here.receiver)
    for attempt in (
        lambda: actions.send_referral(referral_public_id=row.public_id, by=here.herself, at=NOW),
        lambda: casework.need(here.herself, here.case),
        lambda: actions.move_case(case_public_id=here.case.public_id, state="paused", by=here.herself, at=NOW),
        lambda: actions.write_note(case_public_id=here.case.public_id, text="x", purpose="y", by=here.herself, at=NOW),
    ):
        with pytest.raises(NotFound):
            attempt()
