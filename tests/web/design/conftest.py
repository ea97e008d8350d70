"""A page of our own to render a scrap of template in, in any language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.template import Context, Engine
from django.utils import translation

Render = Callable[..., str]


@pytest.fixture
def render() -> Render:
    """`render(source, language="ar", name=value)`: the HTML of a scrap of template."""

    def rendered(source: str, *, language: str = "en", **context: Any) -> str:
        template = Engine.get_default().from_string("{% load i18n parvis %}" + source)
        with translation.override(language):
            return template.render(Context(context)).strip()

    return rendered
