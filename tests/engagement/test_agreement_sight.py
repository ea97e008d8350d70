"""Who sees which agreement, that the reading is noted, and what is left when somebody is erased."""

from datetime import timedelta

import pytest

from parvis.core import retention
from parvis.core.models import Read
from parvis.engagement import actions, queries
from parvis.engagement.agreement_entries import NewParty
from parvis.engagement.models import Agreement
from parvis.kernel.errors import NotFound
from tests.factories import access, agreements, people
from tests.factories.access import NOW, SETUP
from tests.factories.agreements import BODY, PARTICIPANT, Workshop

STATES = ("draft", "to_sign", "partly_signed", "in_force", "amended", "ended", "void")


@pytest.fixture
def here(db: None) -> Workshop:
    return agreements.workshop()


def sees(actor, row: Agreement) -> bool:
    try:
        return queries.agreement_page(actor, row.public_id, NOW).line.public_id == row.public_id
    except NotFound:
        return False


@pytest.mark.parametrize("state", STATES)
def test_parties_see_it_once_she_has_signed_and_nobody_else_does(here: Workshop, state: str) -> None:
    row = agreements.agreement_in(state, here)
    if state == "void":  # given up as a draft, here brought there from a text that was sent
        row = actions.draft_again(agreement_public_id=row.public_id, by=here.worker, at=NOW)
        row = actions.send_for_signature(agreement_public_id=row.public_id, by=here.worker, at=NOW)
        row = actions.void_agreement(agreement_public_id=row.public_id, reason="mistake", by=here.worker, at=NOW)
    assert sees(here.worker, row)
    assert sees(here.herself, row) == (state != "draft")
    # Her name stands in it: her signature opens it to the others.
    for party in (here.tutor, here.member):
        assert sees(party, row) == (state in {"partly_signed", "in_force", "amended", "ended"})
    elsewhere = access.controller()
    others = (
        access.worker(elsewhere),
        access.worker(access.partner(here.town), "provider"),
        access.worker(here.canteen, "manager"),
        access.worker(here.canteen, "admin"),
        access.worker(here.town, "dpo"),
        access.worker(here.town, "provider"),
        people.herself(people.person(here.worker)),
        people.herself(people.person(access.worker(elsewhere))),
    )
    for stranger in others:
        assert not sees(stranger, row)
        assert queries.my_agreements(stranger, NOW) == ([], False)
        assert queries.owed_signatures(stranger, NOW) == []
        for act in (
            lambda by: actions.sign(agreement_public_id=row.public_id, edition=1, party=PARTICIPANT, by=by, at=NOW),
            lambda by: actions.end_agreement(agreement_public_id=row.public_id, reason="times", by=by, at=NOW),
            lambda by: actions.void_agreement(agreement_public_id=row.public_id, reason="mistake", by=by, at=NOW),
        ):
            with pytest.raises(NotFound):
                act(stranger)


def test_a_body_reads_no_more_of_the_person_than_the_agreement_says(here: Workshop) -> None:
    row = agreements.agreement_in("partly_signed", here)
    line = queries.agreement_page(here.member, row.public_id, NOW).line
    assert (line.person_id, line.case_ref) == (None, None)
    assert queries.my_agreements(here.member, NOW)[0][0].person_id is None
    assert queries.agreement_page(here.worker, row.public_id, NOW).line.person_id == here.person.pk
    assert queries.engagements_of(here.member, here.person.pk, NOW) == []
    with pytest.raises(NotFound):
        people.view(here.member, here.person)


def test_in_force_each_party_may_leave_and_staff_alone_work_on_it(here: Workshop) -> None:
    row = agreements.in_force(here)
    read = [queries.agreement_page(actor, row.public_id, NOW) for actor in (here.herself, here.member, here.worker)]
    assert [(page.may_work, page.may_leave) for page in read] == [(False, True), (False, True), (True, True)]
    asked = agreements.amend(here, row, agreements.hours_change(row))
    assert queries.agreement_page(here.herself, asked.public_id, NOW).may_leave is True
    draft = agreements.agreement_in("to_sign", agreements.workshop())
    assert queries.agreement_page(SETUP, draft.public_id, NOW).may_leave is False


def test_what_waits_for_whom(here: Workshop) -> None:
    row = agreements.sent(here)
    assert [queries.owed_signatures(actor, NOW) for actor in (here.tutor, here.member)] == [[], []]
    assert [line.signs_as for line in queries.owed_signatures(here.herself, NOW)] == [(1,)]
    agreements.sign(here, row, PARTICIPANT)
    waiting = {
        name: [line.signs_as for line in queries.owed_signatures(actor, NOW)]
        for name, actor in (("her", here.herself), ("tutor", here.tutor), ("body", here.member), ("town", here.worker))
    }
    # The tutor may sign for the canteen as well: she answers its requests.
    assert waiting == {"her": [], "tutor": [(2, 3)], "body": [(3,)], "town": [(4,)]}
    assert queries.my_agreements(here.herself, NOW)[0][0].signs_as == ()


def test_a_file_kept_to_its_team_stays_so(here: Workshop) -> None:
    from tests.factories import casework

    colleague = access.worker(here.town)
    casework.case(here.worker, here.person, restricted=True)
    row = agreements.sent(here)
    assert sees(here.worker, row)
    assert not sees(colleague, row)
    assert queries.owed_signatures(colleague, NOW) == []
    with pytest.raises(NotFound):
        actions.sign(agreement_public_id=row.public_id, edition=1, party=4, by=colleague, at=NOW)


def test_every_reading_by_somebody_else_is_noted(here: Workshop) -> None:
    mentor = people.person(here.worker, "Paul Exemple")
    parties = [NewParty(role="host", person_id=mentor.pk), NewParty(role="programme", organisation_id=here.town.pk)]
    row = agreements.sent(here, template="mentoring", parties=parties, blanks={"meetings": 2, "minutes": 60})
    Read.objects.all().delete()
    queries.agreement_page(here.herself, row.public_id, NOW)
    assert set(Read.objects.values_list("actor", "person_id", "what")) == {
        (f"person:{here.person.pk}", mentor.pk, "agreement")
    }
    queries.agreement_page(here.worker, row.public_id, NOW)
    read = Read.objects.filter(account_id=here.worker.account_id, what="agreement")
    assert set(read.values_list("person_id", flat=True)) == {here.person.pk, mentor.pk}


def test_erased_with_her_everything_of_hers_and_in_others_agreements_her_name(here: Workshop) -> None:
    mentor = people.person(here.worker, "Paul Exemple")
    parties = [NewParty(role="host", person_id=mentor.pk), NewParty(role="programme", organisation_id=here.town.pk)]
    row = agreements.sent(here, template="mentoring", parties=parties, blanks={"meetings": 2, "minutes": 60})
    agreements.sign(here, row, PARTICIPANT)
    actions.sign(agreement_public_id=row.public_id, edition=1, party=2, by=people.herself(mentor), at=NOW)
    retention.erase_person(person_id=mentor.pk, by=SETUP, at=NOW)
    shown = queries.agreement_page(here.herself, row.public_id, NOW)
    assert [party.name for party in shown.parties] == ["Amal Exemple", "", "Ville de Valmarelle"]
    texts = [text for clause in shown.clauses for text in (clause.now.first, clause.now.second)]
    assert not any("Paul" in text for text in texts)
    assert "\u2068…\u2069 et" in shown.clauses[0].now.first
    signed = shown.parties[1].signatures
    assert len(signed) == 1 and signed[0].intact
    retention.erase_person(person_id=here.person.pk, by=SETUP, at=NOW)
    assert not Agreement.objects.exists()


def test_handed_over_to_her_in_both_languages(here: Workshop) -> None:
    row = agreements.in_force(here)
    agreements.amend(here, row)
    actions.plan_outcome_checks(engagement_id=here.engagement.pk, months=[1], by=here.worker, at=NOW)
    told = {part.code: part.rows for part in retention.file_of(here.person.pk, whole=False)}
    (agreement,) = told["engagement.agreement"]
    assert (agreement["first_title"], agreement["second_title"]) == ("Convention de stage", "اتفاق تدريب قصير")
    assert [one["edition"] for one in told["engagement.clause"]] == [1] * 12 + [2]
    assert "Amal Exemple" in str(told["engagement.clause"][0]["second"])
    assert [one["edition"] for one in told["engagement.signature"]] == [1]
    (asked,) = told["engagement.outcomecheck"]
    assert (asked["question"], str(asked["due_on"]), asked["answer"]) == ("uses_it", "2026-04-10", "")


def test_both_sides_may_leave_and_the_file_does_not_say_who_did(here: Workshop) -> None:
    lines = []
    for actor in (here.herself, here.member, here.worker):
        row = agreements.in_force(here)
        actions.end_agreement(agreement_public_id=row.public_id, reason="times", by=actor, at=NOW + timedelta(hours=1))
        shown = queries.agreement_page(here.worker, row.public_id, NOW + timedelta(hours=1)).line
        lines.append((shown.state, shown.ending, shown.ended_on))
    assert lines == [("ended", "times", NOW.date())] * 3


def test_what_it_belonged_to_ends_and_it_ends_with_it(here: Workshop) -> None:
    row = agreements.in_force(here)
    actions.complete(engagement_public_id=here.engagement.public_id, by=here.worker, at=NOW)
    line = queries.agreement_page(here.worker, row.public_id, NOW).line
    assert (line.state, line.ending) == ("ended", "ran_out")


def test_unsigned_it_comes_to_nothing_when_the_person_withdraws(here: Workshop) -> None:
    row = agreements.sent(here)
    agreements.sign(here, row, PARTICIPANT)
    agreements.sign(here, row, BODY)
    actions.withdraw(engagement_public_id=here.engagement.public_id, by=here.herself, at=NOW)
    row.refresh_from_db()
    assert (row.state, row.void_reason) == ("void", "engagement_over")
    assert queries.owed_signatures(here.herself, NOW) == []


def test_past_its_last_day_it_has_ended_in_every_list(here: Workshop) -> None:
    agreements.in_force(here)
    later = NOW + timedelta(days=300)
    ((line,), _more) = queries.my_agreements(here.herself, later)
    assert (line.state, line.ending, line.ended_on) == ("ended", "ran_out", agreements.LAST_DAY)
    assert queries.agreements_of(here.worker, here.person.pk, later) != []
