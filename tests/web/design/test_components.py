"""Symbols come once and only when used; a plan keeps its numbers; unknown hours are never shown as shut."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from types import SimpleNamespace as Piece

import pytest
from django.core.paginator import Paginator
from django.test import RequestFactory

from parvis.kernel.topics import TOPICS, Topic
from parvis.web.design import locator, symbols

Render = Callable[..., str]


def test_a_page_inlines_each_symbol_it_uses_once(render: Render) -> None:
    html = render('{% sign "phone" %}{% sign "phone" %}{% niche "housing" %}{% symbols %}')
    assert re.findall(r'<symbol id="([^"]+)"', html) == ["s-phone", "p-roof"]


def test_symbols_of_an_included_component_are_counted(render: Render) -> None:
    html = render('{% include "components/help.html" %}{% symbols %}')
    assert '<symbol id="p-people"' in html


def test_an_unknown_symbol_is_the_authors_error(render: Render) -> None:
    with pytest.raises(KeyError, match="no symbol"):
        render('{% sign "unicorn" %}')


@pytest.mark.parametrize("topic", TOPICS.values(), ids=str)
def test_every_topic_has_its_drawing(topic: Topic) -> None:
    assert f"p-{topic.pictogram}" in symbols.drawings()


def test_only_what_moves_turns(render: Render) -> None:
    assert 'class="sign turns"' in render('{% sign "arrow" %}')
    assert "turns" not in render('{% sign "clock" %}')


def test_unknown_hours_are_said_not_shown_as_shut(render: Render) -> None:
    html = render("{% open_line status %}", status=Piece(open=None))
    assert 'class="shut"' not in html
    assert "not known" in html


def test_open_says_until_when(render: Render) -> None:
    closes = dt.datetime(2026, 11, 24, 16, 0, tzinfo=dt.UTC)
    html = render("{% open_line status %}", status=Piece(open=True, closes=closes))
    assert 'class="open"' in html
    assert "17:00" in html


def test_pages_keep_the_rest_of_the_query(render: Render, rf: RequestFactory) -> None:
    page = Paginator(range(100), 10).page(2)
    html = render("{% pages page %}", page=page, request=rf.get("/?q=a%26b&page=2"))
    assert "?q=a%26b&amp;page=3" in html
    assert 'aria-current="page"' in html


def test_a_single_page_has_no_page_numbers(render: Render, rf: RequestFactory) -> None:
    assert render("{% pages page %}", page=Paginator([1], 10).page(1), request=rf.get("/")) == ""


def test_the_plan_numbers_places_as_the_list_does() -> None:
    plan = locator.plan([Piece(lat=45.0, lon=5.0), Piece(lat=None, lon=None), Piece(lat=45.01, lon=5.0)])
    assert plan is not None
    assert [spot.number for spot in plan.spots] == [1, 3]


def test_dots_of_one_building_can_be_told_apart() -> None:
    plan = locator.plan([Piece(lat=45.0, lon=5.0)] * 5)
    assert plan is not None
    assert len({(spot.x, spot.y) for spot in plan.spots}) == 5
    assert all(0 < spot.x < locator.WIDTH and 0 < spot.y < locator.HEIGHT for spot in plan.spots)


def test_no_positions_no_plan(render: Render) -> None:
    assert render("{% locator places %}", places=[Piece(lat=None, lon=None)]) == ""


def test_numbers_of_a_plan_keep_their_point_in_every_language(render: Render) -> None:
    html = render(
        "{% locator places %}", language="fr", places=[Piece(lat=45.0, lon=5.0), Piece(lat=45.013, lon=5.017)]
    )
    assert not re.search(r'c[xy]="\d+,\d', html)


def test_a_figure_that_is_too_small_shows_no_number(render: Render) -> None:
    figure = Piece(
        hidden=True, value="7", sentence="Station quarter.", definition="How.", rows=[Piece(label="a", value=7)]
    )
    html = render('{% include "components/figure.html" %}', figure=figure)
    assert "7" not in html
    assert "someone could be recognised" in html
