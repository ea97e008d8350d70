from django.db import connection

from parvis.casework import actions
from parvis.casework.models import AnswerCode, Case, Need, Note, Plan, Question, Referral, ReferralLink, Share, Step
from parvis.core import retention
from parvis.engagement.models import Attendance, Session
from parvis.people.models import Person
from tests.factories import access, casework, engagement
from tests.factories.access import NOW
from tests.factories.casework import Town


def fill(here: Town) -> None:
    casework.need(here.worker, here.case)
    casework.step(here.worker, here.case)
    row = casework.sent(here)
    casework.act("ask", row, here)
    casework.act("accept", row, here)
    actions.send_identity_code(token=casework.token(), at=NOW)
    actions.write_note(case_public_id=here.case.public_id, text="Ours", purpose="x", by=here.worker, at=NOW)
    actions.write_note(
        case_public_id=here.case.public_id, text="Mine", purpose="x", readers="author", by=here.worker, at=NOW
    )
    actions.receive_visit(person_id=here.person.pk, by=here.worker, at=NOW)
    engagement.appointment(here.worker, here.person, subject="Permit")


def test_nothing_of_an_erased_person_stays(here: Town) -> None:
    fill(here)
    retention.erase_person(person_id=here.person.pk, by=access.SETUP, at=NOW)
    for model in (
        *(
            Person,
            Case,
            Need,
            Plan,
            Step,
            Note,
            Referral,
            ReferralLink,
            AnswerCode,
            Question,
            Share,
            Attendance,
            Session,
        ),
    ):
        assert not model.objects.exists(), model
    connection.check_constraints()


def test_what_is_kept_can_be_handed_over(here: Town) -> None:
    fill(here)
    kept = retention.export_person(here.person.pk)
    (case,) = kept["casework"]["cases"]
    assert ([note["text"] for note in case["notes"]], case["needs"][0]["words"]) == (["Ours"], "Un toit")
    (referral,) = kept["casework"]["referrals"]
    assert (referral["receiver"], referral["preview"]) == ("Foyer du Pont-Neuf", casework.PREVIEW)
    assert kept["engagement"]["appointments"][0]["subject"] == "Permit"
