"""Labels, hints and errors belong to their input, and nothing typed is lost."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django import forms

from parvis.web.design.forms import explained

Render = Callable[..., str]


class Sample(forms.Form):
    """A text, a group and a box, all asked."""

    phone = explained(
        forms.CharField(label="Phone", help_text="For example 06", error_messages={"required": "Write a number."}),
        why="To call you.",
        who="<i>Inès</i>",
        autocomplete="tel",
    )
    who = forms.ChoiceField(
        label="Who?", choices=[("a", "Adviser"), ("b", "<b>")], widget=forms.RadioSelect,
        error_messages={"required": "Choose one."},
    )  # fmt: skip
    agreed = forms.BooleanField(label="Yes", error_messages={"required": "Tick it."})


FIELD = "{% field form.phone %}{% field form.who %}{% field form.agreed %}"


@pytest.fixture
def wrong(render: Render) -> str:
    return render("{% error_summary form %}" + FIELD, form=Sample({"phone": ""}))


def test_a_field_has_its_label_hint_why_and_who(render: Render) -> None:
    html = render(FIELD, form=Sample())
    assert '<label for="id_phone">Phone</label>' in html
    assert 'aria-describedby="id_phone_hint"' in html
    assert 'autocomplete="tel"' in html
    assert "To call you." in html
    assert "&lt;i&gt;Inès&lt;/i&gt;" in html


def test_every_description_that_is_named_exists(wrong: str) -> None:
    named = [part for found in re.findall(r'aria-describedby="([^"]*)"', wrong) for part in found.split()]
    assert named
    for target in named:
        assert f'id="{target}"' in wrong


def test_a_wrong_input_says_so_and_is_tied_to_its_error(wrong: str) -> None:
    control = re.search(r"<input[^>]*id=\"id_phone\"[^>]*>", wrong)
    assert control is not None
    assert 'aria-invalid="true"' in control.group(0)
    assert "id_phone_error" in control.group(0)


def test_the_summary_takes_focus_and_leads_to_each_fault(wrong: str) -> None:
    assert re.search(r'<div class="summary" role="alert" tabindex="-1" autofocus', wrong)
    for target in ("id_phone", "id_who_0", "id_agreed"):
        assert f'href="#{target}"' in wrong
        assert f'id="{target}"' in wrong


def test_no_error_no_summary(render: Render) -> None:
    assert render("{% error_summary form %}", form=Sample()) == ""


def test_what_was_typed_is_still_there_and_is_only_text(render: Render) -> None:
    html = render(FIELD, form=Sample({"phone": '"><script>'}))
    assert "<script>" not in html
    assert "&quot;&gt;&lt;script&gt;" in html


def test_choices_are_a_group_with_a_legend_and_escaped_words(render: Render) -> None:
    html = render("{% field form.who %}", form=Sample())
    assert "<legend>Who?</legend>" in html
    assert "&lt;b&gt;" in html
    assert html.count('type="radio"') == 2


def test_one_question_a_page_makes_its_label_the_heading(render: Render) -> None:
    html = render("{% field form.phone ask=True %}", form=Sample())
    assert '<h1><label for="id_phone">Phone</label></h1>' in html
    assert "<legend><h1>Who?</h1></legend>" in render("{% field form.who ask=True %}", form=Sample())


def test_a_choice_can_say_more_and_stays_text(render: Render) -> None:
    class Urgency(forms.Form):
        by = explained(
            forms.ChoiceField(choices=[("a", "Today"), ("b", "Later")], widget=forms.RadioSelect),
            hints={"a": "<i>24 h</i>"},
            grid=True,
        )

    html = render("{% field form.by %}", form=Urgency({"by": "a"}))
    assert "&lt;i&gt;24 h&lt;/i&gt;" in html
    assert '<div class="grid g2">' in html
    assert len(re.findall(r"<input[^>]* checked", html)) == 1
