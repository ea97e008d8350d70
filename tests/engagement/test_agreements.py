"""What an agreement says now, who owes a signature, what an amendment reopens, and that what was signed stays as it was."""

from datetime import timedelta

import pytest

from parvis.core.models import Change
from parvis.engagement import actions, queries
from parvis.engagement.agreement_entries import Amendment, ClauseChange, NewClause, NewParty
from parvis.engagement.agreement_errors import (
    AgreementExists,
    AgreementMissing,
    AgreementUnsigned,
    EngagementOver,
    GuardianMissing,
    NobodyBound,
    NothingToSign,
    PartiesMissing,
    TextChanged,
    TranslationMissing,
)
from parvis.engagement.kinds import kind_of, kinds
from parvis.engagement.models import Agreement, Clause
from parvis.engagement.queries import AgreementPage
from parvis.kernel.errors import Invalid, NotFound, Refused, Stale
from tests.factories import access, agreements, engagement, people
from tests.factories.access import NOW, SETUP
from tests.factories.agreements import BODY, LAST_DAY, PARTICIPANT, PROGRAMME, TUTOR, Workshop

DAY = timedelta(days=1)


@pytest.fixture
def here(db: None) -> Workshop:
    return agreements.workshop()


def page(here: Workshop, row: Agreement, *, at=NOW) -> AgreementPage:
    return queries.agreement_page(here.worker, row.public_id, at)


def owing(here: Workshop, row: Agreement) -> set[int]:
    return {party.number for party in page(here, row).parties if party.owes}


@pytest.mark.parametrize(
    ("state", "begins"), [("draft", False), ("to_sign", False), ("in_force", True), ("void", True)]
)
def test_it_begins_once_the_agreement_is_in_force(state: str, begins: bool, db: None) -> None:
    here = agreements.workshop(state="accepted")
    agreements.agreement_in(state, here)
    facts = {"engagement_public_id": here.engagement.public_id, "by": here.worker, "at": NOW}
    if begins:
        assert actions.start(**facts).state == "active"
    else:
        with pytest.raises(AgreementUnsigned):
            actions.start(**facts)


@pytest.mark.parametrize("code", sorted(kind.code for kind in kinds() if kind.agreement))
def test_a_kind_that_asks_for_one_begins_with_a_signed_agreement_and_with_nothing_less(code: str, db: None) -> None:
    town = access.controller()
    worker = access.worker(town)
    members = people.family(worker, size=1)
    mentor = people.person(worker) if kind_of(code).given_by_person else None
    what = engagement.offer(town, kind=code, capacity=5, given_by_id=mentor.pk if mentor else None)
    chosen = engagement.session(what).public_id if kind_of(code).picks_session else None
    row = engagement.request(worker, members[0], what, session_public_id=chosen)
    facts = {"engagement_public_id": row.public_id, "by": worker, "at": NOW}
    if row.state == "requested":
        actions.offer_place(**facts), actions.accept_place(**facts)
    with pytest.raises(AgreementMissing):
        actions.start(**facts)
    signed = agreements.signed_for(row, worker)
    actions.end_agreement(agreement_public_id=signed.public_id, reason="other", by=worker, at=NOW)
    with pytest.raises(AgreementMissing):
        actions.start(**facts)
    over = agreements.signed_for(row, worker)
    Agreement.objects.filter(pk=over.pk).update(ends_on=NOW.date() - timedelta(days=1))
    with pytest.raises(AgreementMissing):
        actions.start(**facts)
    Agreement.objects.filter(pk=over.pk).update(ends_on=NOW.date())
    assert actions.start(**facts).state == "active"


def test_one_sheet_bears_every_signature_that_is_still_owed(here: Workshop) -> None:
    row = agreements.sent(here)
    agreements.sign(here, row, PARTICIPANT)
    facts = {"agreement_public_id": row.public_id, "by": here.worker, "at": NOW}
    with pytest.raises(TextChanged):
        actions.record_paper_sheet(edition=2, **facts)
    with pytest.raises(Invalid):
        actions.record_paper_sheet(edition=1, manner="oral", **facts)
    with pytest.raises(NotFound):
        actions.record_paper_sheet(edition=1, **{**facts, "by": here.member})
    made = actions.record_paper_sheet(edition=1, **facts)
    row.refresh_from_db()
    assert ([one.party.number for one in made], row.state) == ([TUTOR, BODY, PROGRAMME], "in_force")
    assert {one.manner for one in made} == {"paper"} and owing(here, row) == set()
    alone = agreements.draft(agreements.workshop())
    one_by_one = agreements.workshop()
    with pytest.raises(Refused):
        actions.record_paper_sheet(agreement_public_id=alone.public_id, edition=1, by=SETUP, at=NOW)
    amended = agreements.in_force(one_by_one)
    agreements.amend(one_by_one, amended)
    facts = {"agreement_public_id": amended.public_id, "by": one_by_one.worker, "at": NOW}
    made = actions.record_paper_sheet(edition=2, **facts)
    amended.refresh_from_db()
    assert ([one.party.number for one in made], amended.state) == ([PARTICIPANT, BODY], "in_force")


def test_of_a_kind_that_asks_for_none_nothing_is_signed(db: None) -> None:
    here = agreements.workshop(state="accepted")
    assert not kind_of(here.offer.kind).agreement
    assert actions.start(engagement_public_id=here.engagement.public_id, by=here.worker, at=NOW).state == "active"


def test_a_draft_says_both_languages_filled_in_and_what_nobody_native_has_read(here: Workshop) -> None:
    shown = page(here, agreements.draft(here))
    assert (shown.line.first_title, shown.line.second_title) == ("Convention de stage", "اتفاق تدريب قصير")
    hours = shown.clauses[1].now
    assert hours is not None
    assert "28" in hours.first and "28" in hours.second
    pay = shown.clauses[2].now
    assert pay is not None and "600,00" in pay.first and "600.00" in pay.second
    assert (hours.first_unread, hours.second_unread) == (False, True)
    assert shown.unread == ("ar",)
    for clause in shown.clauses:
        assert clause.now is not None
        assert "{" not in clause.now.first + clause.now.second
    assert "\u2068Amal Exemple\u2069" in shown.clauses[0].now.second
    # Without a guardian her clause is left out; the last one, on two languages, binds all four.
    assert len(shown.clauses) == 12
    assert shown.clauses[-1].now.binds == (1, 2, 3, 4)


def test_in_one_language_nothing_is_said_of_two(here: Workshop) -> None:
    shown = page(here, agreements.draft(here, second_language=""))
    assert len(shown.clauses) == 11
    assert all(clause.now.second == "" for clause in shown.clauses)
    assert not any("deux langues" in clause.now.first for clause in shown.clauses)
    assert shown.unread == ()


def test_names_are_kept_once_beside_the_text(here: Workshop) -> None:
    row = agreements.draft(here)
    stored = " ".join(one.first + one.second for one in row.clauses.all())
    assert "Amal" not in stored and "Yves" not in stored and "Cantine" not in stored
    clauses = [
        NewClause(first="Amal Exemple et Yves T. se voient.", second="يلتقي Amal Exemple و Yves T.", binds=[1, 2, 3, 4])
    ]
    changed = actions.change_draft(
        agreement_public_id=row.public_id, titles=("Stage", "تدريب"), starts_on=None, ends_on=None, clauses=clauses,
        by=here.worker, at=NOW,
    )  # fmt: skip
    assert changed.clauses.get().first == "{p1} et {p2} se voient."
    shown = page(here, row).clauses[0].now
    assert shown.first == "\u2068Amal Exemple\u2069 et \u2068Yves T.\u2069 se voient."


def test_a_name_stands_in_the_script_of_each_language(here: Workshop) -> None:
    names = [
        people.NewName(text="سامي إكزمبل", language="ar", kind="used"),
        people.NewName(text="Sami Exemple", language="fr", kind="romanised"),
    ]
    here.person = people.person(here.worker, names=names, birth=people.born(1990))
    here.engagement = actions.show_interest(
        offer_public_id=here.offer.public_id, person_id=here.person.pk, by=here.worker, at=NOW
    )
    row = agreements.draft(here)
    shown = page(here, row)
    assert (shown.parties[0].name, shown.parties[0].second_name) == ("Sami Exemple", "سامي إكزمبل")
    assert "Sami Exemple" in shown.clauses[0].now.first and "سامي" in shown.clauses[0].now.second
    # Written by hand in either script, it is the same person.
    clauses = [NewClause(first="سامي إكزمبل vient.", second="يأتي Sami Exemple.", binds=[1, 2, 3, 4])]
    actions.change_draft(
        agreement_public_id=row.public_id, titles=("Stage", "تدريب"), starts_on=None, ends_on=None, clauses=clauses,
        by=here.worker, at=NOW,
    )  # fmt: skip
    text = page(here, row).clauses[0].now
    assert (text.first, text.second) == ("\u2068Sami Exemple\u2069 vient.", "يأتي \u2068سامي إكزمبل\u2069.")


def test_a_draft_keeps_the_marks_of_what_stays_and_sees_a_translation_left_behind(here: Workshop) -> None:
    row = agreements.draft(here)
    before = page(here, row)
    texts = [(one.now.first, one.now.second, one.now.binds) for one in before.clauses]
    clauses = [NewClause(first=first, second=second, binds=binds) for first, second, binds in texts]
    clauses[0] = NewClause(first="Autre chose.", second=texts[0][1], binds=texts[0][2])
    clauses[1] = NewClause(first=texts[1][0], second="شيء آخر.", binds=texts[1][2])
    actions.change_draft(
        agreement_public_id=row.public_id, titles=("Stage", "تدريب"), starts_on=NOW.date(), ends_on=LAST_DAY,
        clauses=clauses, version=row.version, by=here.worker, at=NOW,
    )  # fmt: skip
    after = page(here, row)
    assert [one.now.second_stale for one in after.clauses] == [True] + [False] * 11
    assert [one.now.second_unread for one in after.clauses] == [True] * 12
    assert after.clauses[2].now == before.clauses[2].now
    with pytest.raises(Stale):
        actions.change_draft(
            agreement_public_id=row.public_id, titles=("x", "y"), starts_on=None, ends_on=None, clauses=clauses,
            version=1, by=here.worker, at=NOW,
        )  # fmt: skip


def test_what_cannot_be_sent(here: Workshop) -> None:
    row = agreements.draft(here)

    def written(*clauses: NewClause) -> None:
        actions.change_draft(
            agreement_public_id=row.public_id, titles=("a", "b"), starts_on=None, ends_on=None, clauses=clauses,
            by=here.worker, at=NOW,
        )  # fmt: skip
        actions.send_for_signature(agreement_public_id=row.public_id, by=here.worker, at=NOW)

    with pytest.raises(TranslationMissing):
        written(NewClause(first="Texte", second="", binds=[1, 2, 3, 4]))
    with pytest.raises(NobodyBound):
        written(NewClause(first="Texte", second="نص", binds=[1, 2, 3]))
    with pytest.raises(NobodyBound):
        written(
            NewClause(first="Texte", second="نص", binds=[1, 2, 3, 4]), NewClause(first="Autre", second="آخر", binds=[])
        )
    with pytest.raises(Invalid):
        actions.change_draft(
            agreement_public_id=row.public_id, titles=("a", "b"), starts_on=LAST_DAY, ends_on=NOW.date(), clauses=[],
            by=here.worker, at=NOW,
        )  # fmt: skip
    written(NewClause(first="Texte", second="نص", binds=[1, 2, 3, 4]))
    row.refresh_from_db()
    assert row.state == "to_sign"


def test_what_cannot_be_drafted(here: Workshop) -> None:
    tutor, body, programme = agreements.new(here).parties
    for wrong, error in (
        ({"template": "marriage"}, Invalid),
        ({"second_language": "fr"}, Invalid),
        ({"ends_on": NOW.date() - DAY}, Invalid),
        ({"parties": [tutor, programme]}, PartiesMissing),
        ({"parties": [tutor, body, programme, NewParty(role="host", organisation_id=here.canteen.pk)]}, Invalid),
        ({"parties": [NewParty(role="tutor"), body, programme]}, PartiesMissing),
        ({"parties": [NewParty(role="tutor", organisation_id=here.canteen.pk), body, programme]}, PartiesMissing),
        # Who is no member of the body can't sign for it.
        (
            {"parties": [NewParty(role="tutor", organisation_id=here.canteen.pk, account_id=here.worker.account_id), body, programme]},
            NotFound,
        ),
    ):  # fmt: skip
        with pytest.raises(error):
            agreements.draft(here, **wrong)
    agreements.draft(here)
    with pytest.raises(AgreementExists):
        agreements.draft(here)


def test_for_what_is_over_nothing_is_drafted(here: Workshop) -> None:
    actions.withdraw(engagement_public_id=here.engagement.public_id, by=here.herself, at=NOW)
    with pytest.raises(EngagementOver):
        agreements.draft(here)


def test_beside_somebody_under_age_an_adult_signs(here: Workshop) -> None:
    home = people.person(here.worker, "Samia Exemple")
    child = people.person(here.worker, "Nour Exemple", birth=people.born(2010))
    people.household(here.worker, (home, "adult"), (child, "child"))
    here.person = child
    row = actions.show_interest(offer_public_id=here.offer.public_id, person_id=child.pk, by=here.worker, at=NOW)
    here.engagement = row
    alone = agreements.draft(here)
    with pytest.raises(GuardianMissing):
        actions.send_for_signature(agreement_public_id=alone.public_id, by=here.worker, at=NOW)
    actions.void_agreement(agreement_public_id=alone.public_id, reason="mistake", by=here.worker, at=NOW)
    beside = [NewParty(role="guardian", person_id=home.pk), *agreements.new(here).parties]
    sent = agreements.sent(here, parties=beside)
    assert [one.name for one in page(here, sent).parties][:2] == ["Nour Exemple", "Samia Exemple"]
    mother = people.herself(home)
    actions.sign(agreement_public_id=sent.public_id, edition=1, party=2, by=mother, at=NOW)
    # She reads and signs for herself alone.
    with pytest.raises(NotFound):
        actions.sign(agreement_public_id=sent.public_id, edition=1, party=1, by=mother, at=NOW)


def test_everybody_signs_once_and_each_for_herself(here: Workshop) -> None:
    row = agreements.sent(here)
    assert owing(here, row) == {1, 2, 3, 4}
    agreements.sign(here, row, PARTICIPANT)
    with pytest.raises(NotFound):
        actions.sign(agreement_public_id=row.public_id, edition=1, party=TUTOR, by=here.member, at=NOW)
    with pytest.raises(NotFound):
        actions.sign(agreement_public_id=row.public_id, edition=1, party=PROGRAMME, by=here.member, at=NOW)
    with pytest.raises(NotFound):
        actions.sign(agreement_public_id=row.public_id, edition=1, party=BODY, by=here.worker, at=NOW)
    agreements.sign(here, row, TUTOR)
    assert owing(here, row) == {3, 4}
    with pytest.raises(NothingToSign):
        agreements.sign(here, row, TUTOR)
    agreements.sign(here, row, BODY)
    assert page(here, row).line.state == "partly_signed"
    agreements.sign(here, row, PROGRAMME)
    shown = page(here, row)
    assert (shown.line.state, owing(here, row)) == ("in_force", set())
    assert [one.manner for party in shown.parties for one in party.signatures] == ["on_screen"] * 4
    assert all(one.intact for party in shown.parties for one in party.signatures)


def test_a_stale_reading_is_told_apart_from_a_second_signer(here: Workshop) -> None:
    row = agreements.sent(here)
    with pytest.raises(TextChanged) as refused:
        agreements.sign(here, row, PARTICIPANT, edition=2)
    assert refused.value.params == {"edition": 1}
    version = row.version
    agreements.sign(here, row, PROGRAMME)
    agreements.sign(here, row, PARTICIPANT)  # from a form made before the town signed
    row.refresh_from_db()
    with pytest.raises(Stale):
        actions.void_agreement(
            agreement_public_id=row.public_id, reason="mistake", version=version, by=here.worker, at=NOW
        )
    for party in (BODY, TUTOR):
        agreements.sign(here, row, party)
    row.refresh_from_db()
    opened = row.version
    amendment = Amendment(changes=[agreements.hours_change(row)], reason="hours")
    facts = {"agreement_public_id": row.public_id, "amendment": amendment, "by": here.worker, "at": NOW}
    actions.amend(**facts, version=opened)
    with pytest.raises(Stale):
        actions.amend(**facts, version=opened)
    with pytest.raises(TextChanged):
        agreements.sign(here, row, PARTICIPANT, edition=1)


def test_a_signature_on_paper_and_by_word_of_mouth(here: Workshop) -> None:
    row = agreements.sent(here)
    later = NOW + 3 * DAY
    facts = {"agreement_public_id": row.public_id, "edition": 1, "by": here.worker, "at": later}
    for wrong in (
        {"manner": "on_screen"},
        {"manner": "oral"},
        {"signed_on": later.date() + DAY},
        {"signed_on": NOW.date() - DAY},
    ):
        with pytest.raises(Invalid):
            actions.record_paper_signature(party=PARTICIPANT, **{**facts, **wrong})
    with pytest.raises(NotFound):
        actions.record_paper_signature(party=PARTICIPANT, **{**facts, "by": here.member})
    actions.record_paper_signature(party=PARTICIPANT, manner="oral", witness="Samira, interprète", **facts)
    actions.record_paper_signature(party=BODY, signed_on=NOW.date() + DAY, **facts)
    shown = {party.number: party.signatures for party in page(here, row).parties}
    assert [(one.manner, one.who) for one in shown[PARTICIPANT]] == [("oral", "Inès")]
    assert shown[BODY][0].signed_at.date() == NOW.date() + DAY
    assert page(here, row).line.state == "partly_signed"


def test_what_was_sent_is_never_edited(here: Workshop) -> None:
    row = agreements.in_force(here)
    agreements.amend(here, row)
    for party in (PARTICIPANT, BODY):
        agreements.sign(here, row, party)
    agreements.amend(here, row, ClauseChange(position=2, removed=True))
    actions.withdraw_amendment(agreement_public_id=row.public_id, by=here.worker, at=NOW)
    actions.end_agreement(agreement_public_id=row.public_id, by=here.herself, at=NOW)
    ids = Clause.objects.filter(agreement=row).values_list("pk", flat=True)
    noted = Change.objects.filter(table="engagement_clause", row_id__in=list(ids))
    assert set(noted.values_list("operation", flat=True)) == {"I"}
    assert len(ids) == 14


def test_a_text_changed_behind_the_house_is_seen(here: Workshop) -> None:
    row = agreements.in_force(here)
    clause = row.clauses.get(position=2)
    clause.second = "شيء آخر"
    clause.save()
    intact = {party.number: party.signatures[0].intact for party in page(here, row).parties}
    # It binds the participant and the canteen; what the others signed is as it was.
    assert intact == {PARTICIPANT: False, TUTOR: True, BODY: False, PROGRAMME: True}


def test_drafted_again_with_the_same_text(here: Workshop) -> None:
    row = agreements.sent(here)
    agreements.sign(here, row, PARTICIPANT)
    again = actions.draft_again(agreement_public_id=row.public_id, by=here.worker, at=NOW)
    row.refresh_from_db()
    assert (row.state, row.void_reason, again.state) == ("void", "replaced", "draft")
    old, new = page(here, row), page(here, again)
    assert [one.now for one in new.clauses] == [one.now for one in old.clauses]
    assert [(one.role, one.name, one.signatures) for one in new.parties] == [
        (one.role, one.name, ()) for one in old.parties
    ]
    with pytest.raises(AgreementExists):
        actions.draft_again(agreement_public_id=row.public_id, by=here.worker, at=NOW)
