import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.engines.eligibility import Group, Op, Rule, Span, Verdict, all_of, any_of, decide

ADULT = Rule("age", Op.GE, 18, "adult")
LOCAL = Rule("town", Op.EQ, "Valmont", "resident")
PAPER = Rule("papers", Op.HAS, "id_card", "identity")


@pytest.mark.parametrize(
    ("rule", "fact", "verdict"),
    [
        (ADULT, 18, "fits"),
        (ADULT, 17, "fails"),
        (ADULT, None, "ask"),
        (ADULT, Span(17, 18), "ask"),
        (ADULT, Span(18, 19), "fits"),
        (ADULT, Span(15, 16), "fails"),
        (Rule("age", Op.LT, 26), 26, "fails"),
        (Rule("age", Op.LT, 26), Span(25, 26), "ask"),
        (Rule("age", Op.BETWEEN, (16, 25)), 25, "fits"),
        (Rule("arrived", Op.LE, date(2026, 1, 1)), date(2026, 1, 2), "fails"),
        (Rule("level", Op.IN, ("A1", "A2")), "A2", "fits"),
        (Rule("level", Op.NOT_IN, {"C1"}), "C1", "fails"),
        (Rule("age", Op.EQ, 18), Span(17, 19), "ask"),
        (Rule("age", Op.NE, 30), Span(17, 19), "fits"),
        (PAPER, {"id_card"}, "fits"),
        (PAPER, frozenset(), "fails"),
        (Rule("papers", Op.LACKS, "visa"), {"id_card"}, "fits"),
        (Rule("langs", Op.OVERLAPS, {"fr", "ar"}), {"ar"}, "fits"),
        (Rule("child", Op.EQ, True), False, "fails"),
    ],
)
def test_one_rule(rule: Rule, fact: object, verdict: str) -> None:
    assert decide(rule, {rule.fact: fact}).verdict == verdict


def test_unknown_asks_and_never_fails() -> None:
    decision = decide(all_of(ADULT, LOCAL, PAPER), {})
    assert decision.verdict is Verdict.ASK
    assert [finding.fact for finding in decision.of(Verdict.ASK)] == ["age", "papers", "town"]


def test_a_failure_says_both_values_and_the_smallest_change() -> None:
    (age,) = decide(ADULT, {"age": 16}).findings
    assert age.params == {"fact": "age", "op": "ge", "needed": 18, "known": 16, "change": 2}
    (young,) = decide(Rule("age", Op.LE, 25), {"age": 30}).findings
    assert young.change == -5
    (both,) = decide(Rule("age", Op.BETWEEN, (16, 25)), {"age": 12}).findings
    assert both.change == 4
    (days,) = decide(Rule("arrived", Op.GE, date(2026, 1, 10)), {"arrived": date(2026, 1, 1)}).findings
    assert days.change == 9
    (level,) = decide(Rule("level", Op.IN, {"B1", "A2"}), {"level": "A1"}).findings
    assert level.change == ("A2", "B1")


def test_one_of_tells_only_what_bears_on_it() -> None:
    rules = any_of(ADULT, LOCAL)
    fitting = decide(rules, {"age": 40, "town": "Elsewhere"})
    assert [f.code for f in fitting.findings] == ["adult"]
    asking = decide(rules, {"town": "Elsewhere"})
    assert (asking.verdict, [f.code for f in asking.findings]) == (Verdict.ASK, ["adult"])
    failing = decide(rules, {"age": 3, "town": "Elsewhere"})
    assert [f.code for f in failing.of(Verdict.FAILS)] == ["adult", "resident"]


def test_no_rule_fits_everybody() -> None:
    assert decide(all_of(), {}).verdict is Verdict.FITS
    assert decide(any_of(), {}).verdict is Verdict.FITS


FACTS = st.fixed_dictionaries(
    {},
    optional={
        "age": st.integers(0, 99),
        "town": st.sampled_from(["Valmont", "Elsewhere"]),
        "papers": st.just({"visa"}),
    },
)
RULES = st.lists(st.sampled_from([ADULT, LOCAL, PAPER, Rule("age", Op.LT, 26, "young"), any_of(ADULT, PAPER)]))


@given(RULES, FACTS, st.booleans(), st.randoms(use_true_random=False))
def test_the_order_of_rules_changes_nothing(
    rules: list[Rule | Group], facts: dict[str, object], one: bool, chance: random.Random
) -> None:
    shuffled = list(rules)
    chance.shuffle(shuffled)
    assert decide(Group(rules, any=one), facts) == decide(Group(shuffled, any=one), facts)


@given(RULES, FACTS, st.integers(0, 99))
def test_learning_a_fact_never_turns_a_failure_of_all_into_a_question(
    rules: list[Rule | Group], facts: dict[str, object], age: int
) -> None:
    before = decide(Group(rules), facts).verdict
    after = decide(Group(rules), {"age": age, **facts}).verdict
    assert before is Verdict.ASK or before is after
