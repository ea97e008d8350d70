"""Properties: whatever is amended in whatever order, only who is touched owes, and what is not touched stays in force."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from parvis.engagement.agreement_rules import (
    EditionFact,
    Line,
    Signed,
    asked,
    bound_wrongly,
    in_force,
    name_for,
    owed,
    pending,
    script_of,
    state_after,
    state_on,
    text_of,
)

PARTIES = st.integers(2, 5)


@st.composite
def amended(draw: st.DrawFn) -> tuple[int, list[Line], list[Line]]:
    """Parties, a first edition that binds them all, and the wordings of a second one."""
    parties = draw(PARTIES)
    some = st.sets(st.integers(1, parties), min_size=1)
    first = [Line(place, 1, frozenset(draw(some))) for place in range(1, draw(st.integers(1, 6)) + 1)]
    first.append(Line(len(first) + 1, 1, frozenset(range(1, parties + 1))))
    places = draw(st.sets(st.integers(1, len(first)), max_size=len(first)))
    second = [Line(place, 2, frozenset(draw(some)), removed=draw(st.booleans())) for place in sorted(places)]
    added = draw(st.integers(0, 2))
    second += [Line(len(first) + n, 2, frozenset(draw(some))) for n in range(1, added + 1)]
    return parties, first, second


FIRST = EditionFact(1, "in_force", whole=True)
SECOND = EditionFact(2, "pending")


@given(amended())
def test_only_who_is_bound_by_what_is_touched_signs_again(case: tuple[int, list[Line], list[Line]]) -> None:
    parties, first, second = case
    must = asked([*first, *second], SECOND, {1}, range(1, parties + 1))
    places = {line.position for line in second}
    bound = {n for line in [*first, *second] if line.position in places for n in line.binds}
    assert must == bound
    for party in range(1, parties + 1):
        untouched = all(party not in line.binds for line in [*first, *second] if line.position in places)
        assert (party in must) != untouched


@given(amended())
def test_until_all_have_signed_the_old_text_holds_whole(case: tuple[int, list[Line], list[Line]]) -> None:
    _parties, first, second = case
    both = [FIRST, SECOND]
    assert text_of([*first, *second], in_force(both)) == first
    assert pending(both) == SECOND
    taken_back = [FIRST, EditionFact(2, "withdrawn")]
    assert text_of([*first, *second], in_force(taken_back)) == first
    assert pending(taken_back) is None


@given(amended())
def test_once_signed_untouched_clauses_are_the_same_and_touched_ones_the_new(
    case: tuple[int, list[Line], list[Line]],
) -> None:
    _parties, first, second = case
    now = {line.position: line for line in text_of([*first, *second], {1, 2})}
    new = {line.position: line for line in second}
    for line in first:
        if line.position not in new:
            assert now[line.position] == line
    for place, line in new.items():
        assert now.get(place) == (None if line.removed else line)


@given(amended(), st.permutations(range(1, 6)))
def test_in_whatever_order_they_sign_it_comes_into_force_with_the_last_and_not_before(
    case: tuple[int, list[Line], list[Line]], order: list[int]
) -> None:
    parties, first, second = case
    for edition, lines, began in ((FIRST, first, "to_sign"), (SECOND, [*first, *second], "amended")):
        must = asked(lines, edition, {1} - {edition.number}, range(1, parties + 1))
        signed: list[Signed] = []
        state = began
        turns = [party for party in order if party in must]
        for turn, party in enumerate(turns, start=1):
            assert party in owed(must, edition.number, signed)
            signed.append(Signed(party, edition.number))
            owing = owed(must, edition.number, signed)
            assert len(owing) == len(must) - turn
            state = state_after(state, must, owing)
            expected = "amended" if edition is SECOND else "partly_signed"
            assert state == ("in_force" if turn == len(must) else expected)


@given(amended())
def test_a_signature_under_another_edition_does_not_count(case: tuple[int, list[Line], list[Line]]) -> None:
    parties, first, second = case
    must = asked([*first, *second], SECOND, {1}, range(1, parties + 1))
    old = [Signed(party, 1) for party in range(1, parties + 1)]
    assert owed(must, 2, old) == must


@given(PARTIES)
def test_a_change_of_the_last_day_touches_everybody(parties: int) -> None:
    lines = [Line(1, 1, frozenset({1})), Line(2, 1, frozenset(range(1, parties + 1)))]
    everybody = frozenset(range(1, parties + 1))
    assert asked(lines, EditionFact(2, "pending", whole=True), {1}, everybody) == everybody


def test_it_has_ended_the_day_after_its_last() -> None:
    last = date(2026, 9, 30)
    for state in ("in_force", "amended"):
        assert state_on(state, last, last) == state
        assert state_on(state, last, date(2026, 10, 1)) == "ended"
        assert state_on(state, None, date(2099, 1, 1)) == state
    for state in ("draft", "to_sign", "partly_signed", "void", "ended"):
        assert state_on(state, last, date(2027, 1, 1)) == state


def test_a_clause_that_binds_nobody_or_a_party_bound_by_nothing_is_wrong() -> None:
    assert not bound_wrongly([Line(1, 1, frozenset({1, 2}))], [1, 2])
    assert bound_wrongly([Line(1, 1, frozenset({1}))], [1, 2])
    assert bound_wrongly([Line(1, 1, frozenset({1, 2})), Line(2, 1, frozenset())], [1, 2])
    assert bound_wrongly([Line(1, 1, frozenset({1, 2, 3}))], [1, 2])


def test_a_name_in_the_script_of_a_language_or_the_one_in_use() -> None:
    names = [("أمل", "used"), ("Amal", "romanised"), ("Amel", "other")]
    assert [name_for(names, code) for code in ("ar", "fr", "uk")] == ["أمل", "Amal", "أمل"]
    assert name_for([("Amal", "romanised")], "ar") == "Amal"
    assert name_for([], "fr") == ""
    assert [script_of(text) for text in ("123 Олена", "", "…")] == ["CYRILLIC", "", ""]
