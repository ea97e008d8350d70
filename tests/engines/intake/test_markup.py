"""HTML pasted into fields."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.engines.intake.markup import without_markup


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("<p>Come <b>in</b></p><ul><li>one</li><li>two</li></ul>", "Come in\n\none\ntwo"),
        ("first<br/>second<br>third", "first\nsecond\nthird"),
        ("Tom &amp; Jerry &#233;", "Tom & Jerry é"),
        ("&amp;lt;p&amp;gt;escaped twice&amp;lt;/p&amp;gt;", "escaped twice"),
        ('see <a href="https://a.example/x">our page</a>.', "see our page (https://a.example/x)."),
        ('<a href="https://a.example">https://a.example</a>', "https://a.example"),
        ("<style>p{color:red}</style><script>run()</script>hello", "hello"),
        ("<table><tr><td>Mon</td><td>9-5</td></tr></table>", "Mon 9-5"),
        ("ask <somebody> <i>now</i>", "ask <somebody> now"),
    ],
)
def test_what_a_reader_would_have_seen(given: str, meant: str) -> None:
    assert without_markup(given) == meant


@pytest.mark.parametrize("text", ["ages <18 & over", "R&D", "a < b > c", "5 <b 6", "AT&T; x", "<3"])
def test_what_only_looks_like_markup_stays(text: str) -> None:
    assert without_markup(text) == text


@given(st.text(alphabet="<>/&;amplt br=\"'xé\n", max_size=60))
def test_again_changes_nothing(text: str) -> None:
    once = without_markup(text)
    assert without_markup(once) == once
