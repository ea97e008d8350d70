"""Templates made of quick parts give what Django's own give, byte for byte, on every page there is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.template import Context, Engine, engines
from django.template.backends.django import Template
from django.template.context import make_context

from parvis.web.design.templatetags import parvis as tags
from parvis.web.shell.quick import QuickTemplate
from tests.pages import PAGES, Page, Readers
from tests.town import Town

# Made anew for each rendering: the token against forged requests, the one against double sending, what is sealed for the next page.
TOKENS = re.compile(r'value="(?:[A-Za-z0-9]{64}|[0-9a-f]{32})"|name="kept" value="[^"]+"')
PLAIN = ("django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader")


@pytest.fixture(scope="module")
def plain() -> Engine:
    """The product's engine with Django's own loaders."""
    own = engines["django"].engine
    return Engine(
        dirs=own.dirs,
        loaders=[("django.template.loaders.cached.Loader", list(PLAIN))],
        context_processors=own.context_processors,
        builtins=own.builtins,
        libraries=own.libraries,
    )


@pytest.fixture
def rendered(plain: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, str]]]:
    """Every page that is rendered while the test runs: as it went out, and by Django's own parts from the same facts."""
    pairs: list[tuple[str, str]] = []
    product = Template.render

    def both(self: Any, context: Any = None, request: Any = None) -> str:
        tags._BLANK.clear()
        said = product(self, context, request)
        if self.backend is not engines["django"]:  # a widget's own template, by the renderer of forms
            return said
        tags._BLANK.clear()
        again = plain.get_template(self.template.name).render(make_context(context, request))
        pairs.append((TOKENS.sub("", said), TOKENS.sub("", again)))
        return said

    monkeypatch.setattr(Template, "render", both)
    yield pairs
    tags._BLANK.clear()


@pytest.fixture(scope="module")
def readers(town_of_module: Town) -> Readers:
    """Signed in once for the whole file."""
    found = Readers(town_of_module)
    for page in PAGES:
        found.address(page, "ar")
    return found


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_a_page_is_the_same_with_quick_parts(
    page: Page, town: Town, readers: Readers, rendered: list[tuple[str, str]]
) -> None:
    assert readers.client(page).get(readers.address(page, "ar")).status_code == 200
    assert rendered
    for quick, own in rendered:
        assert quick == own


class Lines:
    """What a template may be handed: attributes, a method, something that raises."""

    name, markup, number = "O'Neill & <b>", "plain", 1234

    def method(self) -> str:
        return "called <i>"

    def needs(self, one: str) -> str:
        return one

    @property
    def raises(self) -> str:
        raise KeyError("no")

    def __call__(self) -> str:
        return "itself"


@pytest.mark.parametrize(
    "source",
    [
        "{{ it.name }}|{{ it.method }}|{{ it.number }}|{{ it.needs }}|{{ it.nothing }}|{{ nothing }}|{{ nothing.more }}",
        "{{ safe }}|{{ rows.0 }}|{{ rows.9 }}|{{ map.key }}|{{ map.items }}|{{ word }}|{{ none }}|{{ truth }}|{{ half }}",
        "{% autoescape off %}{{ it.name }}{{ word }}{% trans 'a < b' %}{% endautoescape %}{% trans 'a < b' %}",
        "{% if nothing %}a{% elif map.key %}b{% endif %}{% if it.nothing or none %}c{% else %}d{% endif %}",
        "{% for one in rows %}{{ forloop.counter }}{{ one }}{{ forloop.last }}{% endfor %}{{ rows|length }}{{ nothing|default:word }}",
        "{% trans '100 % sure' %}{{ _('100 % sure') }}{% trans word %}{% with a=_('Sign out') %}{{ a }}{% endwith %}",
    ],
)
def test_what_a_template_may_hold_comes_out_as_djangos_own(source: str, plain: Engine) -> None:
    from django.utils.safestring import mark_safe
    from django.utils.translation import gettext_lazy

    facts = {
        "it": Lines.__new__(Lines), "safe": mark_safe("<b>"), "rows": ["a", "<", 3], "map": {"key": "&"}, "none": None, "truth": True,
        "word": gettext_lazy("Sign out"), "half": 0.5,
    }  # fmt: skip
    product = engines["django"].engine
    quick = QuickTemplate(source, engine=product).render(Context(facts))
    assert quick == plain.from_string(source).render(Context(facts))


def test_an_error_behind_a_value_is_raised_as_by_djangos_own(plain: Engine) -> None:
    for template in (QuickTemplate("{{ it.raises }}", engine=plain), plain.from_string("{{ it.raises }}")):
        with pytest.raises(KeyError):
            template.render(Context({"it": Broken()}))


class Broken:
    """Raises when it is asked."""

    @property
    def raises(self) -> str:
        raise KeyError("no")
