"""Endings without blame: one list, two sides, one sentence that does not tell them apart."""

import pytest
from django.utils.translation import gettext as translated
from hypothesis import given
from hypothesis import strategies as st

from parvis.casework import queries as casework
from parvis.core.retention import file_of
from parvis.engagement import actions, queries
from parvis.engagement.agreement_choices import AgreementState
from parvis.engagement.choices import EndReason, EngagementState
from parvis.engagement.endings import BY_PERSON, BY_PROVIDER, checked, reasons_for, sentence, sentences
from parvis.engagement.rules import OPEN
from parvis.kernel.errors import Invalid
from parvis.web.staff.shown.entries import entry
from tests.engagement.conftest import School
from tests.factories import access, engagement
from tests.factories import casework as cases
from tests.factories.access import NOW


def test_a_person_owes_no_reason_and_who_gives_the_place_does() -> None:
    assert checked("person", "") == ""
    with pytest.raises(Invalid) as refused:
        checked("provider", "")
    assert refused.value.fields == {"reason": "engagement.reason_missing"}
    for side in ("person", "provider"):
        assert [checked(side, one) for one in reasons_for(side)] == list(reasons_for(side))
        for reason in {*EndReason.values, "rude"} - set(reasons_for(side)):
            with pytest.raises(Invalid):
                checked(side, reason)
    assert set(BY_PERSON) | set(BY_PROVIDER) == set(EndReason)


def test_nobody_writes_of_anothers_health_or_family() -> None:
    assert EndReason.HEALTH_OR_FAMILY not in BY_PROVIDER
    assert sentence("withdrawn", EndReason.HEALTH_OR_FAMILY) == sentence("withdrawn", EndReason.OTHER)


def active(school: School):
    row = engagement.request(school.worker, school.person, school.offer)
    for verb in (actions.offer_place, actions.accept_place, actions.start):
        verb(engagement_public_id=row.public_id, by=school.worker, at=NOW)
    return row


@pytest.mark.parametrize("verb", [actions.end, actions.no_longer_possible, actions.withdraw])
def test_staff_write_nothing_of_anothers_health_or_family_with_any_verb(school: School, verb: object) -> None:
    row = active(school)
    facts = {"engagement_public_id": row.public_id, "by": school.worker, "at": NOW}
    for reason in ("health_or_family", "rude"):
        with pytest.raises(Invalid):
            verb(reason=reason, **facts)
    row.refresh_from_db()
    assert row.state == "active"
    assert verb(reason="times", **facts).end_reason == "times"


def test_who_gives_owes_a_reason_and_she_may_say_nothing(school: School) -> None:
    row = active(school)
    with pytest.raises(Invalid) as refused:
        actions.end(engagement_public_id=row.public_id, reason="", by=school.worker, at=NOW)
    assert refused.value.fields == {"reason": "engagement.reason_missing"}
    assert actions.withdraw(engagement_public_id=row.public_id, by=school.herself, at=NOW).end_reason == ""


@pytest.mark.parametrize("side", ["person", "provider"])
def test_the_file_the_list_and_the_roster_say_the_same_whoever_left(school: School, side: str) -> None:
    case = cases.case(school.worker, school.person)
    row = engagement.request(school.worker, school.person, school.offer, case_ref=case.pk)
    for verb in (actions.offer_place, actions.accept_place, actions.start):
        verb(engagement_public_id=row.public_id, by=school.worker, at=NOW)
    verb, by = (actions.withdraw, school.herself) if side == "person" else (actions.end, school.worker)
    verb(engagement_public_id=row.public_id, reason="times", by=by, at=NOW)
    (line,) = queries.roster(access.worker(school.town, "provider"), school.offer.public_id, NOW).lines
    seen = queries.engagement(school.worker, row.public_id, NOW)
    told = casework.timeline(school.worker, case.pk, at=NOW).entries[0]
    assert (line.ending, seen.ending, told.why) == ("times", "times", "times")
    assert (told.kind, told.who) == ("engagement", ""), "nobody is named"
    shown = entry(told)
    assert (shown.title, shown.meta) == (translated("Ended"), "")
    assert translated("It ended because the times no longer fitted.") in shown.text


def test_her_own_reason_is_told_to_nobody_else(school: School) -> None:
    case = cases.case(school.worker, school.person)
    row = engagement.request(school.worker, school.person, school.offer, case_ref=case.pk)
    actions.withdraw(engagement_public_id=row.public_id, reason="health_or_family", by=school.herself, at=NOW)
    told = casework.timeline(school.worker, case.pk, at=NOW).entries[0]
    seen = queries.engagement(school.worker, row.public_id, NOW)
    (line,) = queries.roster(access.worker(school.town, "provider"), school.offer.public_id, NOW).lines
    assert [told.why, seen.ending, line.ending] == ["circumstances"] * 3
    told_her = {part.code: part.rows for part in file_of(school.person.pk, whole=False)}["engagement.engagement"]
    assert told_her[0]["end_reason"] == "health_or_family", "it is hers"


@given(st.sampled_from(sorted(set(BY_PERSON) & set(BY_PROVIDER))))
def test_whichever_side_leaves_the_file_says_the_same(reason: str) -> None:
    assert sentence("withdrawn", checked("person", reason)) == sentence("ended", checked("provider", reason))


@given(
    st.sampled_from([*EngagementState.values, *AgreementState.values]),
    st.one_of(st.text(max_size=12), st.sampled_from(EndReason.values)),
)
def test_there_is_a_sentence_for_every_end_and_none_before(state: str, reason: str) -> None:
    code = sentence(state, reason)
    is_open = state in OPEN | {"draft", "to_sign", "partly_signed", "in_force", "amended"}
    assert (code == "") == is_open
    assert is_open or code in sentences()
