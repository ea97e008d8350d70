import random
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from parvis.engines.eligibility import Op, Rule
from parvis.engines.hours import Status
from parvis.engines.proposing import Candidate, Kind, Need, propose

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
HOUSING = frozenset({"housing"})
NEED = Need(topics=HOUSING, languages=frozenset({"ar"}), place=(48.0, 2.0))
ADULT = Rule("age", Op.GE, 18, "adult")


def candidate(name: str, **facts: object) -> Candidate:
    given_facts: dict[str, object] = {"topics": HOUSING, "checked_on": date(2026, 11, 1), **facts}
    return Candidate(id=name, **given_facts)  # type: ignore[arg-type]


def ask(
    *candidates: Candidate, facts: dict[str, object] | None = None, need: Need = NEED, seed: str = "n1"
) -> list[str]:
    return [p.id for p in propose(need, candidates, facts or {}, at=NOW, seed=seed).ranked]


def test_hard_rules_set_aside_and_say_why() -> None:
    need = Need(topics=HOUSING, refused=frozenset({"no"}))
    found = propose(
        need,
        [
            candidate("other", topics=frozenset({"food"})),
            candidate("gone", active=False),
            candidate("no"),
            candidate("adults", rules=ADULT),
            candidate("yes"),
        ],
        {"age": 16},
        at=NOW,
        seed="n",
    )
    assert [p.id for p in found.ranked] == ["yes"]
    codes = {aside.id: [reason.code for reason in aside.reasons] for aside in found.set_aside}
    assert codes == {
        "adults": ["eligibility.adult"],
        "gone": ["service.inactive"],
        "no": ["person.refused"],
        "other": ["topic.other"],
    }
    adults = found.set_aside[0].reasons[0]
    assert (adults.kind, adults.params["change"]) == (Kind.FAILS, 2)


def test_unknown_is_asked_and_never_no() -> None:
    (proposal,) = propose(NEED, [candidate("a", rules=ADULT)], {}, at=NOW, seed="n").ranked
    assert {reason.code for reason in proposal.of(Kind.ASK)} == {
        "eligibility.adult",
        "language.unknown",
        "hours.unknown",
        "cost.unknown",
    }


def test_each_term_moves_the_order() -> None:
    assert ask(candidate("far", place=(48.5, 2.0)), candidate("near", place=(48.01, 2.0))) == ["near", "far"]
    assert ask(candidate("fr", languages=frozenset({"fr"})), candidate("ar", languages=frozenset({"ar"}))) == [
        "ar",
        "fr",
    ]
    shut = Status(False, None, NOW + timedelta(days=9))
    assert ask(candidate("later", hours=shut), candidate("open", hours=Status(True))) == ["open", "later"]
    assert ask(candidate("slow"), candidate("quick", answer_hours=4)) == ["quick", "slow"]
    assert ask(candidate("paid", free=False), candidate("free", free=True)) == ["free", "paid"]


def test_a_stale_listing_warns_and_is_not_first() -> None:
    stale = candidate("stale", checked_on=date(2020, 1, 1), languages=frozenset({"ar"}), free=True, place=(48.0, 2.0))
    found = propose(NEED, [stale, candidate("fresh")], {}, at=NOW, seed="n")
    assert [p.id for p in found.ranked] == ["fresh", "stale"]
    assert found.ranked[1].score > found.ranked[0].score
    assert [reason.code for reason in found.ranked[1].of(Kind.WARN)] == ["listing.stale"]
    assert ask(stale) == ["stale"]


def test_what_to_bring() -> None:
    (proposal,) = propose(NEED, [candidate("a", documents=("Passport",))], {}, at=NOW, seed="n").ranked
    assert [reason.params for reason in proposal.of(Kind.BRING)] == [{"name": "Passport"}]


def test_a_score_is_the_sum_of_its_reasons() -> None:
    (proposal,) = propose(NEED, [candidate("a", place=(48.0, 2.05), free=True)], {}, at=NOW, seed="n").ranked
    assert proposal.score == sum(reason.points for reason in proposal.reasons) > 0


@given(st.permutations([f"s{i}" for i in range(8)]), st.text(max_size=5))
def test_order_of_candidates_never_matters(names: list[str], seed: str) -> None:
    straight = ask(*(candidate(f"s{i}") for i in range(8)), seed=seed)
    assert ask(*(candidate(name) for name in names), seed=seed) == straight


def test_ties_are_drawn_so_that_nobody_is_always_first() -> None:
    firsts = {ask(*(candidate(f"s{i}") for i in range(4)), seed=str(seed))[0] for seed in range(60)}
    assert firsts == {"s0", "s1", "s2", "s3"}


@given(st.dictionaries(st.sampled_from(["religion", "sex", "origin", "status"]), st.text(max_size=3)))
def test_facts_no_rule_asks_for_change_nothing(facts: dict[str, object]) -> None:
    chance = random.Random(1)
    many = [candidate(f"s{i}", place=(48 + chance.random(), 2.0)) for i in range(5)]
    assert propose(NEED, many, facts, at=NOW, seed="n") == propose(NEED, many, {}, at=NOW, seed="n")
