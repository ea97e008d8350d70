"""The main story, told by the verbs of the rooms alone. The same story in a browser stands in `tests/browser`."""

from datetime import timedelta

import pytest

from parvis.casework import actions, queries
from parvis.core.audit import reads_of
from parvis.core.models import Transition
from parvis.engagement import actions as engagement
from parvis.people import queries as people_queries
from tests.factories import access, casework, people
from tests.factories.access import NOW

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def test_a_need_becomes_an_answered_referral() -> None:
    # A town hall, a hostel under it, and their people.
    town = access.controller(name="Ville de Valmarelle")
    full, hostel = access.partner(town, name="Foyer plein"), access.partner(town, name="Foyer du Pont-Neuf")
    ines, odile = access.worker(town, name="Inès D."), access.worker(hostel, "provider", name="Odile")

    # Somebody comes to the desk: a ticket, the notice, a registration with little, a case.
    visit = actions.receive_visit(topic="housing", language="ar", by=ines, at=NOW)
    assert [view.ticket for view in queries.desk(ines, NOW).waiting] == ["01"]
    actions.take_visit(visit_public_id=visit.public_id, by=ines, at=NOW)
    amal = people.person(ines, "أمل إكزمبل", contact=people.phone(), interpreter=True)
    case = actions.open_case(person_id=amal.pk, by=ines, at=NOW)
    actions.close_visit(visit_public_id=visit.public_id, person_id=amal.pk, outcome="case", by=ines, at=NOW)

    # What she needs in her words, and a plan agreed with her.
    need = actions.add_need(
        case_public_id=case.public_id, topic="housing", words="بيت لنا", words_language="ar", by=ines, at=NOW
    )
    plan = actions.agree_plan(
        case_public_id=case.public_id,
        steps=[
            actions.NewStep(text="Find a stable home", doer="provider", need_public_id=need.public_id),
            actions.NewStep(
                text="Bring the permit", text_for_person="إحضار التصريح", due_on=(NOW + DAY).date(), bring="التصريح"
            ),
        ],
        language="ar",
        manner="interpreted",
        version=0,
        by=ines,
        at=NOW,
    )
    assert plan.edition == 1

    # She says yes to the first hostel; it says no, quickly; the need comes back to the worker.
    fields = ("identity", "contact", "language")
    people.consent(ines, amal, full, *fields)
    first = casework.draft(ines, case, full, need_public_id=need.public_id, fields=fields)
    actions.send_referral(referral_public_id=first.public_id, by=ines, at=NOW)
    actions.answer_by_link(token=casework.token(), answer="decline", reason="full", at=NOW + HOUR)
    (row,) = queries.day(ines, NOW + HOUR).groups["today"]
    assert (row.reason, row.action, row.params["receiver"]) == ("declined", "propose_another", "Foyer plein")

    # The second one gets a neutral message and a link that changes nothing; its silence is a flag and no success.
    people.consent(ines, amal, hostel, *fields)
    second = casework.draft(ines, case, hostel, need_public_id=need.public_id, fields=fields)
    sent_at = NOW + 2 * HOUR
    actions.send_referral(referral_public_id=second.public_id, by=ines, at=sent_at)
    token = casework.token()
    late = sent_at + 77 * HOUR
    silent = next(row for row in queries.day(ines, late).groups["late"] if row.kind == "referral")
    assert (silent.reason, silent.params["over"], silent.name) == ("silent", 5 * HOUR, "أمل إكزمبل")
    actions.nightly(at=late, by=access.SETUP)
    second.refresh_from_db()
    assert (second.state, second.no_feedback_at) == ("sent", late)

    # The hostel reads the preview, which names nobody, asks, and says yes. The flag falls.
    preview = queries.preview_by_link(token, late)
    assert "أمل" not in repr(preview)
    actions.answer_by_link(token=token, answer="ask", words="From when?", at=late + HOUR)
    actions.answer_question(referral_public_id=second.public_id, words="Monday", by=ines, at=late + 2 * HOUR)
    assert queries.received_referral(odile, second.public_id, late + 2 * HOUR).identity is None
    actions.answer_by_link(token=token, answer="accept", at=late + 3 * HOUR)
    second.refresh_from_db()
    assert second.no_feedback_at is None

    # Only now does it see who she is: by a code to its registered contact, or signed in.
    now = late + 4 * HOUR
    actions.send_identity_code(token=token, at=now)
    identity = actions.open_with_code(token=token, code=casework.code(), at=now)
    assert identity.values["identity"][0]["text"] == "أمل إكزمبل"
    assert queries.received_referral(odile, second.public_id, now).identity is not None

    # Her own path: the next step in her language, what was shared with whom, who looked.
    herself = people.herself(amal)
    engagement.book_appointment(
        person_id=amal.pk,
        appointment=engagement.Appointment(starts_at=now + 2 * DAY, ends_at=now + 2 * DAY + HOUR, bring="التصريح"),
        case_ref=case.pk,
        by=ines,
        at=now,
    )
    path = queries.path(herself, now)
    assert path.next_step is not None
    assert (path.next_step.kind, path.next_step.step.text_for_person) == ("step", "إحضار التصريح")
    assert [(one.receiver_name, one.state) for one in path.shared] == [
        ("Foyer du Pont-Neuf", "open"),
        ("Foyer plein", "closed"),
    ]
    assert [helper.name for helper in path.people] == ["Inès D."]
    readers = {(read.organisation_name, read.what) for read in people_queries.who_read(herself, now)}
    assert {("Foyer du Pont-Neuf", "identity"), ("Foyer du Pont-Neuf", "preview")} <= readers
    permit = path.next_step.step
    actions.claim_done(step_public_id=permit.public_id, by=herself, at=now)
    after = queries.path(herself, now)
    assert (after.next_step.kind, after.next_step.appointment.bring) == ("appointment", "التصريح")
    engagement.cannot_come(session_public_id=after.next_step.appointment.public_id, by=herself, at=now)
    assert queries.path(herself, now).next_step is None

    # The provider reports what happened; the step is claimed, and she confirms it.
    actions.report_outcome(referral_public_id=second.public_id, outcome="given", by=odile, at=now + DAY)
    home = next(step for step in queries.path(herself, now + DAY).steps if step.doer == "provider")
    assert (home.state, home.claimed_by) == ("claimed_done", "provider")
    actions.confirm_step(step_public_id=home.public_id, by=herself, at=now + DAY)
    assert queries.received_referral(odile, second.public_id, now + DAY).identity is None

    # One timeline tells it all, newest first.
    page = queries.case_page(ines, case.public_id, now + 2 * DAY)
    times = [entry.at for entry in page.timeline.entries]
    assert times == sorted(times, reverse=True)
    told = {(entry.kind, entry.what) for entry in page.timeline.entries}
    assert {("referral", "declined"), ("referral", "no_feedback"), ("referral", "done"), ("step", "confirmed")} <= told
    assert {("consent", "given"), ("case", "open"), ("appointment", "cancelled")} <= told
    assert reads_of(amal.pk).filter(what="record", account_id=ines.account_id).exists()
    assert Transition.objects.filter(subject_kind="referral", subject_id=second.pk, why="no_feedback").count() == 1
