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
    kept = {part.code: part for part in retention.file_of(here.person.pk, whole=False)}
    notes, (need,), (referral,) = kept["casework.note"], kept["casework.need"].rows, kept["casework.referral"].rows
    assert ([note["text"] for note in notes.rows], notes.kept_back, need["words"]) == (["Ours"], 1, "Un toit")
    assert (referral["receiver"], referral["preview"]) == ("Foyer du Pont-Neuf", casework.PREVIEW)
    assert kept["engagement.session"].rows[0]["subject"] == "Permit"
    assert kept["casework.visit"].rows[0]["organisation"] == here.controller.name
    whole = {part.code: part for part in retention.file_of(here.person.pk, whole=True)}["casework.note"]
    assert ([note["text"] for note in whole.rows], whole.kept_back) == (["Ours", "Mine"], 0)
