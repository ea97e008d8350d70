import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.engines.text import fold, romanise, script_of, scripts_of, tokens


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("École", "ecole"),
        ("STRASSE", "straße"),
        ("مدرسة", "مدرسه"),
        ("أحمد", "احمد"),
        ("إسلام", "اسلام"),
        ("علي", "على"),
        ("کتابی", "كتابي"),
        ("مــدرسة", "مدرسة"),
        ("مُحَمَّد", "محمد"),
        ("می‌خواهم", "میخواهم"),
        ("ሠላም", "ሰላም"),
        ("ﬁn", "fin"),
        ("Ｆｕｌｌ", "full"),
        ("ISTANBUL", "istanbul"),
        ("Łódź", "lodz"),
    ],
)
def test_what_people_take_for_the_same_word_folds_alike(left: str, right: str) -> None:
    assert fold(left) == fold(right)


def test_digits_of_every_script_become_ours() -> None:
    assert fold("٢٠٢٦ ۲۰۲۶ २०२६") == "2026 2026 2026"


def test_vowel_signs_that_make_the_word_stay() -> None:
    assert tokens("বাংলা ভাষা") == ["বাংলা", "ভাষা"]
    assert fold("কি") != fold("ক")


def test_words_are_cut_at_apostrophes_and_hyphens() -> None:
    assert tokens("L'école d’à-côté, 12 rue") == ["l", "ecole", "d", "a", "cote", "12", "rue"]


def test_chinese_comes_as_pairs() -> None:
    assert tokens("语言课程 A1") == ["语言", "言课", "课程", "a1"]
    assert tokens("学") == ["学"]


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_a_token_holds_no_space(text: str) -> None:
    assert all(token and not any(char.isspace() for char in token) for token in tokens(text))


def test_names_meet_in_latin_letters() -> None:
    assert romanise("Оксана") == "oksana"
    assert romanise("محمد").startswith("mhm")
    assert romanise("ትግርኛ").isascii()


def test_script() -> None:
    assert script_of("مرحبا Paris بكم") == "Arab"
    assert script_of("Привіт") == "Cyrl"
    assert script_of("ሰላም") == "Ethi"
    assert script_of("123 …") == "Zyyy"
    assert scripts_of("Парис Paris") == {"Cyrl", "Latn"}
